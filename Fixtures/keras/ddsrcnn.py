"""DDSRCNN from Keras layers: Fixtures/keras/ddsrcnn.safetensors."""
import os
import sys

os.environ["KERAS_BACKEND"] = "torch"
import keras
import torch
from keras import layers
from safetensors.numpy import save_file

sys.path.append("Fixtures")
from weights import filled, image, summary


def convolution(number, width, kernel=3, activation="relu"):
    return layers.Conv2D(width, kernel, padding="same", activation=activation, name=f"conv{number}")


def enlarged(number, width, x, by_transposed):
    """Twice the size and another width, by enlargement and convolution or by a transposed convolution."""
    if by_transposed:
        return layers.Conv2DTranspose(
            width, 4, strides=2, padding="same", activation="relu", name=f"conv{number}")(x)
    return convolution(number, width)(layers.UpSampling2D()(x))


def made(by_transposed):
    inputs = keras.Input((None, None, 1))
    c1 = convolution(2, 64)(convolution(1, 64)(inputs))
    x = layers.MaxPooling2D()(c1)
    c2 = convolution(4, 128)(convolution(3, 128)(x))
    x = layers.MaxPooling2D()(c2)
    x = enlarged(6, 128, convolution(5, 256)(x), by_transposed)
    x = layers.Add()([c2, convolution(7, 128)(x)])
    x = layers.Add()([c1, convolution(9, 64)(enlarged(8, 64, x, by_transposed))])
    return keras.Model(inputs, convolution(10, 1, kernel=5, activation=None)(x))


def transposed(array):
    """Keras's (rows, columns, in, out) as PyTorch's (out, in, rows, columns)."""
    return array.transpose(3, 2, 0, 1) if array.ndim == 4 else array


def answers(network):
    """Its answer to an image on counter-filled weights, and its gradients, by PyTorch's names and layouts."""
    variables = {f"{layer.name}.weight": layer.kernel for layer in network.layers if layer.weights}
    variables |= {f"{layer.name}.bias": layer.bias for layer in network.layers if layer.weights}
    weights = filled({name: transposed(variable.numpy()).shape for name, variable in variables.items()})
    for name, variable in variables.items():
        value = weights[name]
        variable.assign(value.transpose(2, 3, 1, 0) if value.ndim == 4 else value)
    x = torch.from_numpy(image(0, (2, 1, 32, 24)))
    y = network(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
    torch.mean((y - x * x) ** 2).backward()
    gradients = {name: transposed(variable.value.grad.numpy()) for name, variable in variables.items()}
    return {"y": y.detach().contiguous().numpy()} | summary(gradients)


network, twin = made(by_transposed=False), made(by_transposed=True)
assert network.count_params() == 1_109_121
print(twin.count_params(), "parameters in the twin")
saved = answers(network) | {f"transposed.{key}": value for key, value in answers(twin).items()}
save_file(saved, "Fixtures/keras/ddsrcnn.safetensors",
          metadata={"made_by": f"Fixtures/keras/ddsrcnn.py, keras {keras.__version__},"
                               f" torch {torch.__version__}"})
