"""keras.applications' ResNetV2 family: Fixtures/keras/resnetv2.safetensors."""
import os
import re
import sys

os.environ["KERAS_BACKEND"] = "torch"
import keras
import torch
from safetensors.numpy import save_file

sys.path.append("Fixtures")
from weights import filled, image

PARTS = {"preact_bn": "preactivation", "0_conv": "shortcut", "1_conv": "conv1", "1_bn": "norm1",
         "2_conv": "conv2", "2_bn": "norm2", "3_conv": "conv3"}
VARIABLES = {"kernel": "weight", "gamma": "weight", "bias": "bias", "beta": "bias",
             "moving_mean": "running_mean", "moving_variance": "running_var"}
ROOTS = {"conv1_conv": "stem", "post_bn": "norm", "predictions": "head"}


def named(network):
    """Our name of each of the network's variables; blocks are numbered through all stages."""
    blocks = []
    names = {}
    for layer in network.layers:
        if match := re.fullmatch(r"(conv\d_block\d+)_(\w+)", layer.name):
            if not layer.weights:
                continue
            if match[1] not in blocks:
                blocks.append(match[1])
            owner = f"blocks.{blocks.index(match[1])}.{PARTS[match[2]]}"
        elif layer.weights:
            owner = ROOTS[layer.name]
        for variable in layer.weights:
            names[f"{owner}.{VARIABLES[variable.name]}"] = variable
    return names


def theirs(value, back=False):
    """PyTorch's layout of a kernel or matrix as Keras's, or back."""
    if value.ndim == 4:
        return value.transpose(3, 2, 0, 1) if back else value.transpose(2, 3, 1, 0)
    return value.T if value.ndim == 2 else value


def made(depth, shape, classes):
    network = getattr(keras.applications, f"ResNet{depth}V2")(
        weights=None, input_shape=shape, classes=classes, classifier_activation=None)
    variables = named(network)
    assert len(variables) == len(network.weights)
    weights = filled({name: theirs(v.numpy(), back=True).shape for name, v in variables.items()})
    for name, variable in variables.items():
        variable.assign(theirs(weights[name]))
    return network


saved = {}
with torch.no_grad():
    for depth in (50, 101, 152):
        network = made(depth, (64, 64, 3), classes=1000)
        count = sum(int(v.value.numel()) for v in network.trainable_weights)
        print(depth, "trainable", count)
        x = torch.from_numpy(image(depth, (1, 3, 64, 64))).permute(0, 2, 3, 1)
        saved[f"{depth}.logits"] = network(x, training=False).numpy()
    network = made(50, (75, 50, 1), classes=2)
    network = keras.Model(network.input, network.get_layer("post_relu").output)
    x = torch.from_numpy(image(1, (1, 1, 75, 50))).permute(0, 2, 3, 1)
    saved["50.features"] = network(x, training=False).permute(0, 3, 1, 2).contiguous().numpy()

save_file(saved, "Fixtures/keras/resnetv2.safetensors",
          metadata={"made_by": f"Fixtures/keras/resnetv2.py, keras {keras.__version__},"
                               f" torch {torch.__version__}"})
