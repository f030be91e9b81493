"""Grad-CAM of four whole classifiers, from images to maps, in PyTorch's own words. Writes gradcam.safetensors beside it.

The trunk is Keras's MobileNetV2 on PyTorch with counter numbers as in Fixtures/keras/backbones.py; what stands on it is
written here by its formulas with `torch.nn.functional`, with counter numbers for each of the two parts by itself. All in
64 bits. A hook keeps the gradient that arrives at the last map of features.

For each case the logit of yes and its maps, over the views as acquired, and the same for the opposite of that logit, which
shows the places that the first leaves at 0. For one of them also the maps spread over the images, over their largest.
"""
import os
import sys

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import filled, image, keras_number

ROWS, COLUMNS, WIDTH = 128, 96, 1280
KEYS, VALUES, HEADS, OUTPUT, EXTENT = 256, 128, 8, 512, 32

keras.config.set_floatx("float64")
# On PyTorch, Keras normalises in 32 bits even where all else has 64.
keras.src.backend.result_type = lambda *types: "float64"


def trunk():
    """For one channel: the sum of what three get."""
    network = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(ROWS, COLUMNS, 1))
    for index, variable in enumerate(sorted(network.weights, key=lambda variable: variable.path)):
        shape = tuple(variable.shape)
        if len(shape) == 4 and shape[2] == 1 and "depthwise" not in variable.path:
            variable.assign(keras_number(index, variable.path, shape[:2] + (3, shape[3])).sum(axis=2, keepdims=True))
        else:
            variable.assign(keras_number(index, variable.path, shape))
    return lambda x: network(x.permute(0, 2, 3, 1), training=False).permute(0, 3, 1, 2)


def doubles(shapes):
    return {name: torch.from_numpy(value).double() for name, value in filled(shapes).items()}


def squeeze_excitation(channels):
    w = doubles({"squeeze.weight": (channels // 16, channels), "excite.weight": (channels, channels // 16)})

    def pooled(x):
        gate = torch.sigmoid(F.linear(F.relu(F.linear(x.mean((2, 3)), w["squeeze.weight"])), w["excite.weight"]))
        return (x * gate[:, :, None, None]).mean((2, 3))
    return pooled, channels


def spatial_pyramid(channels):
    return lambda x: torch.cat([F.adaptive_max_pool2d(x, n).flatten(1) for n in (1, 2, 4)], 1), 21 * channels


def attention_augmented(channels):
    w = doubles({
        "convolution.weight": (OUTPUT - VALUES, channels, 3, 3), "convolution.bias": (OUTPUT - VALUES,),
        "projection.weight": (2 * KEYS + VALUES, channels, 1, 1), "projection.bias": (2 * KEYS + VALUES,),
        "joined.weight": (VALUES, VALUES, 1, 1), "joined.bias": (VALUES,),
        "relative_rows": (2 * EXTENT - 1, KEYS // HEADS), "relative_columns": (2 * EXTENT - 1, KEYS // HEADS),
    })

    def conv(name, x):
        return F.conv2d(x, w[f"{name}.weight"], w[f"{name}.bias"], padding="same")

    def pooled(x):
        rows, columns = x.shape[2:]
        row, column = (index.flatten() for index in torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij"))
        q, k, v = (part.unflatten(1, (HEADS, -1)).flatten(3).mT for part in conv("projection", x).split([KEYS, KEYS, VALUES], 1))
        # From the place that asks, down the first axis, to the one that answers, along the second.
        places = (w["relative_rows"][row[None] - row[:, None] + EXTENT - 1]
                  + w["relative_columns"][column[None] - column[:, None] + EXTENT - 1])
        logits = (q @ k.mT + torch.einsum("nhad,abd->nhab", q, places)) / (KEYS // HEADS) ** 0.5
        found = (logits.softmax(-1) @ v).mT.flatten(1, 2).unflatten(2, (rows, columns))
        return torch.cat([conv("convolution", x), conv("joined", found)], 1).mean((2, 3))
    return pooled, OUTPUT


see = trunk()
saved = {}
for number, (name, views, make) in enumerate([
    ("mobilenetv2-posterior-se", 1, squeeze_excitation), ("mobilenetv2-dual-se", 2, squeeze_excitation),
    ("mobilenetv2-dual-spp", 2, spatial_pyramid), ("mobilenetv2-dual-aa", 2, attention_augmented),
]):
    pool, width = make(views * WIDTH)
    head = doubles({"weight": (1, width), "bias": (1,)})
    x = torch.from_numpy(image(20 + number, (1, views, ROWS, COLUMNS))).double()
    for answer, sign in (("yes", 1), ("no", -1)):
        features = torch.cat([see(x[:, :1])] + [see(x[:, 1:].flip(3)) for _ in range(views - 1)], 1)
        arrived = []
        features.register_hook(arrived.append)
        logit = sign * F.linear(pool(features), head["weight"], head["bias"])
        logit.backward()
        importance = arrived[0].mean((2, 3), keepdim=True)
        parts = zip(importance.chunk(views, 1), features.detach().chunk(views, 1))
        maps = [F.relu((weight * part).sum(1, keepdim=True)) for weight, part in parts]
        maps = torch.cat(maps[:1] + [part.flip(3) for part in maps[1:]], 1)
        print(name, answer, logit.item(), (maps > 0).sum((2, 3)).tolist())
        saved[f"{name}.{answer}.logit"] = logit.detach().float().numpy()
        saved[f"{name}.{answer}.maps"] = maps.float().contiguous().numpy()
    if name == "mobilenetv2-dual-aa":
        spread = F.interpolate(maps, size=(ROWS, COLUMNS), mode="bilinear", align_corners=False)
        saved[f"{name}.no.spread"] = (spread / spread.max()).float().contiguous().numpy()

save_file(saved, "Fixtures/torch/gradcam.safetensors",
          metadata={"made_by": f"Fixtures/torch/gradcam.py, torch {torch.__version__}, keras {keras.__version__}"})
