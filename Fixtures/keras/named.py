"""Networks as Keras's users write them: names and shapes of their tensors (names.json), and answers (named.safetensors).

Weights are counter numbers in the order of Keras's own names and in Keras's own layouts, so that nothing here
knows how bonescan calls them.
"""
import json
import os
import sys
import tempfile

os.environ["KERAS_BACKEND"] = "torch"
import keras
import torch
from keras import layers
from safetensors.numpy import save_file

sys.path += ["Fixtures", "Fixtures/keras"]
from convert import weights
from weights import image, keras_number


def through(x, *blocks):
    """Layers are made, and so numbered, in the order in which they stand here."""
    for block in blocks:
        x = block(x)
    return x


def ddsrcnn(outputs=1, transposed=False):
    """As DMED and titu1994 write it: no layer has a name of its own."""
    conv = lambda width: layers.Conv2D(width, 3, activation="relu", padding="same")

    def larger(width):
        if transposed:
            return [layers.Conv2DTranspose(width, 4, strides=2, activation="relu", padding="same")]
        return [layers.UpSampling2D(), conv(width)]

    inputs = keras.Input((None, None, 1))
    full = through(inputs, conv(64), conv(64))
    half = through(full, layers.MaxPooling2D(), conv(128), conv(128))
    quarter = through(half, layers.MaxPooling2D(), conv(256))
    half = layers.Add()([half, through(quarter, *larger(128), conv(128))])
    full = layers.Add()([full, through(half, *larger(64), conv(64))])
    return keras.Model(inputs, layers.Conv2D(outputs, 5, padding="same")(full))


def dncnn(depth):
    """With the layer names of the authors' Keras code."""
    conv = lambda count, width, bias=False: layers.Conv2D(
        width, 3, padding="same", use_bias=bias, name=f"conv{count}")
    inputs = keras.Input((None, None, 1))
    x = layers.ReLU()(conv(1, 64, bias=True)(inputs))
    for count in range(3, 3 * depth - 3, 3):
        x = layers.BatchNormalization(epsilon=1e-4, name=f"bn{count + 1}")(conv(count, 64)(x))
        x = layers.ReLU()(x)
    return keras.Model(inputs, layers.Subtract()([inputs, conv(3 * depth - 3, 1)(x)]))


def named(make, *arguments, **options):
    keras.utils.clear_session(free_memory=False)  # names are numbered from the start
    return make(*arguments, **options)


networks = {
    "ddsrcnn": named(ddsrcnn),
    "ddsrcnn-transposed": named(ddsrcnn, transposed=True),
    "ddsrcnn-uncertainty": named(ddsrcnn, outputs=2),
    "dncnn-17": named(dncnn, 17),
    "dncnn-20": named(dncnn, 20),
}
for backbone in (keras.applications.VGG19, keras.applications.MobileNetV2, keras.applications.ResNet50V2,
                 keras.applications.InceptionV3, keras.applications.InceptionResNetV2, keras.applications.DenseNet121):
    networks[backbone.__name__.lower()] = named(backbone, weights=None, include_top=False)
names = {network: {v.path: list(v.shape) for v in model.weights} for network, model in networks.items()}

answers = {}
for name in ("ddsrcnn", "ddsrcnn-transposed", "dncnn-17"):
    network = networks[name]
    for index, variable in enumerate(sorted(network.weights, key=lambda variable: variable.path)):
        variable.assign(keras_number(index, variable.path, tuple(variable.shape)))
    x = torch.from_numpy(image(0, (2, 1, 32, 24))).permute(0, 2, 3, 1)
    with torch.no_grad():
        answers[name] = network(x, training=False).permute(0, 3, 1, 2).contiguous().numpy()
    # What convert.py makes of the files is what Keras says.
    for kind in ("h5", "keras"):
        with tempfile.TemporaryDirectory() as folder:
            network.save(f"{folder}/model.{kind}")
            converted = weights(f"{folder}/model.{kind}")
        assert set(converted) == set(names[name])
        assert all((converted[v.path] == v.numpy()).all() for v in network.weights)

made_by = f"Fixtures/keras/named.py, keras {keras.__version__}, torch {torch.__version__}"
save_file(answers, "Fixtures/keras/named.safetensors", metadata={"made_by": made_by})
with open("Fixtures/keras/names.json", "w") as file:
    json.dump({"made_by": made_by, "networks": names}, file, separators=(",", ":"))
