"""keras.applications' ten backbones: answers (backbones.safetensors), and a step of training of one of each family.

Weights are counter numbers in the order of Keras's own names and in Keras's own layouts, so that nothing here knows
how bonescan calls them. Of an answer, its norm, a projection and 50 elements are kept; of a step, done in 64 bits,
the loss and, row by row in the order of the names, the same of each gradient and of what the running statistics
became, with 4 elements.
"""
import os
import sys

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np
import torch
from safetensors.numpy import save_file

sys.path.append("Fixtures")
from weights import counter, image, keras_number, summary

BACKBONES = ["VGG19", "MobileNetV2", "ResNet50V2", "ResNet101V2", "ResNet152V2", "InceptionV3", "InceptionResNetV2",
             "DenseNet121", "DenseNet169", "DenseNet201"]
TRAINED = ["VGG19", "MobileNetV2", "ResNet50V2", "InceptionV3", "InceptionResNetV2", "DenseNet121"]
SIZES = [(128, 128), (320, 80)]


def made(name, rows, columns, channels):
    """Untrained, without its top; layers that Keras names itself are numbered from the start."""
    keras.utils.clear_session(free_memory=False)
    return getattr(keras.applications, name)(
        include_top=False, weights=None, input_shape=(rows, columns, channels))


def numbers(network):
    """The network's variables in the order of their names."""
    return sorted(network.weights, key=lambda variable: variable.path)


def fill(network):
    """For one channel, the sum of what three get: gray images then mean the same."""
    for index, variable in enumerate(numbers(network)):
        shape = tuple(variable.shape)
        if len(shape) == 4 and shape[2] == 1 and "depthwise" not in variable.path:
            variable.assign(keras_number(index, variable.path, shape[:2] + (3, shape[3])).sum(axis=2, keepdims=True))
        else:
            variable.assign(keras_number(index, variable.path, shape))


def planes(seed, shape):
    return torch.from_numpy(image(seed, shape)).permute(0, 2, 3, 1)


def answers():
    saved = {}
    for name in BACKBONES:
        for channels in (3, 1):
            for rows, columns in SIZES:
                network = made(name, rows, columns, channels)
                fill(network)
                with torch.no_grad():
                    y = network(planes(channels, (1, channels, rows, columns)), training=False)
                y = y.permute(0, 3, 1, 2).contiguous().numpy()
                key = f"{name.lower()}.{channels}x{rows}x{columns}"
                saved[f"{key}.shape"] = np.array(y.shape, np.int64)
                saved |= summary({key: y})
        print(name, network.count_params(), y.shape)
    return saved


def rows(arrays):
    """Of each array its norm, its projection on counter numbers and 4 spread elements."""
    kept = []
    for index, array in enumerate(arrays):
        flat = array.ravel()
        kept.append([np.linalg.norm(flat), flat @ counter(index, flat.shape).astype(np.float64),
                     *flat[np.arange(4) * flat.size // 4]])
    return np.array(kept).astype(np.float32)


def theirs(array, path):
    """Keras's kernel in PyTorch's layout."""
    if array.ndim == 4:
        return array.transpose((2, 3, 0, 1) if "depthwise" in path else (3, 2, 0, 1))
    return array


def steps():
    saved = {}
    keras.config.set_floatx("float64")
    # On PyTorch, Keras normalises in 32 bits even where all else has 64.
    keras.src.backend.result_type = lambda *types: "float64"
    for name in TRAINED:
        network = made(name, 128, 128, 3)
        fill(network)
        y = network(planes(7, (2, 3, 128, 128)).double(), training=True).permute(0, 3, 1, 2)
        loss = torch.mean((y - torch.from_numpy(image(8, tuple(y.shape))).double()) ** 2)
        loss.backward()
        key = name.lower()
        variables = [v for v in numbers(network) if v.trainable]
        saved[f"{key}.loss"] = np.array(loss.item(), np.float32)
        saved[f"{key}.gradients"] = rows([theirs(v.value.grad.numpy(), v.path) for v in variables])
        statistics = [v.numpy() for v in numbers(network) if not v.trainable]
        if statistics:
            saved[f"{key}.statistics"] = rows(statistics)
        print(name, loss.item())
    return saved


made_by = f"Fixtures/keras/backbones.py, keras {keras.__version__}, torch {torch.__version__}"
save_file(answers(), "Fixtures/keras/backbones.safetensors", metadata={"made_by": made_by})
save_file(steps(), "Fixtures/keras/backbone_steps.safetensors", metadata={"made_by": made_by})
