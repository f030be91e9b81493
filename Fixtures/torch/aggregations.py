"""Squeeze-and-excitation, the spatial pyramid and attention-augmented convolution from their formulas, one place at a
time: Fixtures/torch/aggregations.safetensors."""
import math
import sys

import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import filled, image


def squeeze_excitation(x, w):
    z = x.mean((2, 3))
    s = torch.sigmoid(F.relu(z @ w["squeeze.weight"].T) @ w["excite.weight"].T)
    return torch.stack([torch.stack([s[n, c] * x[n, c] for c in range(x.shape[1])]) for n in range(x.shape[0])])


def spatial_pyramid(x, w):
    found = []
    for n in (1, 2, 4):
        def edges(i, size):
            return slice(math.floor(i * size / n), math.ceil((i + 1) * size / n))
        bins = [[x[:, :, edges(i, x.shape[2]), edges(j, x.shape[3])].amax((2, 3)) for j in range(n)] for i in range(n)]
        found.append(torch.stack([torch.stack(row, -1) for row in bins], -2).flatten(1))
    return torch.cat(found, 1)


KEYS, VALUES, HEADS, EXTENT = 8, 4, 2, (5, 6)


def attention_augmented(x, w):
    """Equation by equation for each image, head and place that asks."""
    def conv(name, x, padding=0):
        return F.conv2d(x, w[f"{name}.weight"], w[f"{name}.bias"], padding=padding)

    _, _, rows, columns = x.shape
    q, k, v = conv("projection", x).split([KEYS, KEYS, VALUES], 1)
    d, dv = KEYS // HEADS, VALUES // HEADS
    images = []
    for n in range(x.shape[0]):
        heads = []
        for h in range(HEADS):
            qh, kh, vh = q[n, h * d:(h + 1) * d], k[n, h * d:(h + 1) * d], v[n, h * dv:(h + 1) * dv]
            places = []
            for row in range(rows):
                for column in range(columns):
                    asks = qh[:, row, column]
                    logits = torch.stack([
                        asks @ (kh[:, r, c] + w["relative_rows"][r - row + EXTENT[0] - 1]
                                + w["relative_columns"][c - column + EXTENT[1] - 1]) / math.sqrt(d)
                        for r in range(rows) for c in range(columns)])
                    places.append(vh.flatten(1) @ torch.softmax(logits, 0))
            heads.append(torch.stack(places, -1).reshape(dv, rows, columns))
        images.append(torch.cat(heads))
    return torch.cat([conv("convolution", x, padding=1), conv("joined", torch.stack(images))], 1)


LAYERS = {
    "se": (squeeze_excitation, 16, (5, 3), {"squeeze.weight": (4, 16), "excite.weight": (16, 4)}),
    "spp": (spatial_pyramid, 3, (7, 5), {}),
    "spp.small": (spatial_pyramid, 3, (3, 1), {}),
    "aa": (attention_augmented, 5, (4, 3), {
        "convolution.weight": (6, 5, 3, 3), "convolution.bias": (6,),
        "projection.weight": (2 * KEYS + VALUES, 5, 1, 1), "projection.bias": (2 * KEYS + VALUES,),
        "joined.weight": (VALUES, VALUES, 1, 1), "joined.bias": (VALUES,),
        "relative_rows": (2 * EXTENT[0] - 1, KEYS // HEADS),
        "relative_columns": (2 * EXTENT[1] - 1, KEYS // HEADS),
    }),
}

saved = {}
for name, (layer, channels, size, shapes) in LAYERS.items():
    weights = {key: torch.from_numpy(value).double().requires_grad_() for key, value in filled(shapes).items()}
    x = torch.from_numpy(image(0, (2, channels, *size)) - 0.5).double().requires_grad_()
    y = layer(x, weights)
    (y * y).mean().backward()
    saved[f"{name}.y"] = y.detach().float().contiguous().numpy()
    saved[f"{name}.x.gradient"] = x.grad.float().numpy()
    saved |= {f"{name}.{key}.gradient": value.grad.float().contiguous().numpy() for key, value in weights.items()}

save_file(saved, "Fixtures/torch/aggregations.safetensors",
          metadata={"made_by": f"Fixtures/torch/aggregations.py, torch {torch.__version__}"})
