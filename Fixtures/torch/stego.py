"""STEGO's head, loss, neighbours, crops and probes, transcribed from the paper and its published code's behaviour, in 64
bits: stego.safetensors.

Weights and features are counter numbers; kept are answers, losses and gradients.
"""
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

torch.library.register_fake = lambda *_, **__: lambda function: function  # torchvision's own operators may be missing
from torchvision.transforms.functional import five_crop

sys.path.append("Fixtures")
from weights import counter, filled

torch.set_default_dtype(torch.float64)
IMAGES, WIDTH, CODE, CLUSTERS, CLASSES, ROWS, COLUMNS, SIDE = 4, 12, 5, 6, 4, 8, 4, 11
PARTNERS = [[1, 2, 3, 0], [3, 0, 1, 2], [2, 3, 0, 1], [1, 0, 3, 2], [3, 2, 1, 1]]
# weights and shifts of an image with itself, with a neighbour, with others
PRESETS = {
    "usual": ((0.67, 0.18), (0.25, 0.12), (0.63, 0.46)),
    "coco-stuff-small": ((0.67, 0.08), (0.25, 0.02), (0.63, 0.66)),
    "coco-stuff-base": ((0.10, 0.12), (1.0, 0.20), (0.1538, 1.0)),
    "cityscapes-base": ((1.0, 0.4583), (0.5775, 0.1754), (0.9059, 0.3136)),
    "cityscapes": ((0.46, 0.25), (0.18, 0.20), (0.72, 0.25)),
    "potsdam-small": ((0.67, 0.08), (0.25, 0.02), (0.63, 0.46)),
}


def numbers(tensor, *shape):
    return torch.from_numpy(counter(tensor, shape)).double()


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.cluster1 = nn.Sequential(nn.Conv2d(WIDTH, CODE, 1))
        self.cluster2 = nn.Sequential(nn.Conv2d(WIDTH, WIDTH, 1), nn.ReLU(), nn.Conv2d(WIDTH, CODE, 1))

    def forward(self, x):
        return self.cluster1(x) + self.cluster2(x)


class Clusters(nn.Module):
    def __init__(self):
        super().__init__()
        self.clusters = nn.Parameter(torch.empty(CLUSTERS, CODE))

    def forward(self, code):
        return torch.einsum("nchw,kc->nkhw", F.normalize(code, dim=1), F.normalize(self.clusters, dim=1))


class Stego(nn.Module):
    def __init__(self):
        super().__init__()
        self.head, self.cluster_probe = Head(), Clusters()
        self.linear_probe, self.focus_probe = nn.Conv2d(CODE, CLASSES, 1), nn.Conv2d(CODE, 1, 1)
        weights = filled({name: tuple(value.shape) for name, value in self.state_dict().items()})
        self.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})


def sampled(x, places):
    return F.grid_sample(x, places, padding_mode="border", align_corners=True)


def correlation(a, b):
    return torch.einsum("nchw,ncij->nhwij", F.normalize(a, dim=1), F.normalize(b, dim=1))


def pair_loss(f, g, s, t, shift):
    with torch.no_grad():
        alike = correlation(f, g)
        mean = alike.mean()
        alike = alike - alike.mean([3, 4], keepdim=True)
        alike = alike - alike.mean() + mean
    return -(correlation(s, t).clamp(min=0) * (alike - shift)).mean()


def stego_loss(preset, features, code, other_features, other_code, places, other_places):
    itself, neighbour, random = PRESETS[preset]
    f, s = sampled(features, places), sampled(code, places)
    g, t = sampled(other_features, other_places), sampled(other_code, other_places)
    losses = [pair_loss(f, sampled(features[p], other_places), s, sampled(code[p], other_places), random[1])
              for p in PARTNERS]
    return (itself[0] * pair_loss(f, f, s, s, itself[1]) + neighbour[0] * pair_loss(f, g, s, t, neighbour[1])
            + random[0] * torch.stack(losses).mean())


def gradients(name, loss, module):
    for parameter in module.parameters():
        parameter.grad = None
    loss.backward()
    saved[f"{name}"] = loss.detach()
    for key, parameter in module.named_parameters():
        if parameter.grad is not None:
            saved[f"{name}.gradient.{key}"] = parameter.grad.clone()


saved = {}
network = Stego()
features, others = numbers(20, IMAGES, WIDTH, ROWS, COLUMNS), numbers(21, IMAGES, WIDTH, ROWS, COLUMNS)
places, other_places = (numbers(tensor, IMAGES, SIDE, SIDE, 2) for tensor in (22, 23))
saved["code"] = network.head(features).detach()
saved["sampled"] = sampled(features[:1], places[:1])
for preset in PRESETS:
    loss = stego_loss(preset, features, network.head(features), others, network.head(others), places, other_places)
    if preset == "usual":
        gradients(f"loss.{preset}", loss, network)
    else:
        saved[f"loss.{preset}"] = loss.detach()

# Labels of 4 x 4 pixels a patch; where they are 255, nothing is known.
shape = (IMAGES, 4 * ROWS, 4 * COLUMNS)
labels = ((numbers(24, *shape) + 1) / 2 * CLASSES).floor().long()
foci = (numbers(25, *shape) > 0.8).long()
labels[numbers(26, *shape) > 0.5] = 255
foci[1] = 255
code = network.head(features).detach()
logits = F.interpolate(network.linear_probe(code), shape[1:], mode="bilinear", align_corners=False)
of_classes = F.cross_entropy(logits.permute(0, 2, 3, 1)[labels < 255], labels[labels < 255])
focus = F.interpolate(network.focus_probe(code), shape[1:], mode="bilinear", align_corners=False)[:, 0]
of_foci = F.binary_cross_entropy_with_logits(focus[foci < 255], foci[foci < 255].double())
gradients("labels", of_classes + of_foci, network)
cosines = network.cluster_probe(code)
nearest = F.one_hot(cosines.argmax(1), CLUSTERS).permute(0, 3, 1, 2)
gradients("clusters", -(nearest * cosines).sum(1).mean(), network)

with torch.no_grad():
    code = (network.head(features) + network.head(others).flip(3)) / 2
    code = F.interpolate(code, shape[1:], mode="bilinear", align_corners=False)
    saved["answer.classes"] = network.linear_probe(code).log_softmax(1)[:1]
    saved["answer.clusters"] = (2 * network.cluster_probe(code)).log_softmax(1)[:1]
    saved["answer.foci"] = network.focus_probe(code).sigmoid()[:1, 0]

pooled = F.normalize(numbers(30, 40, 8), dim=1)
saved["neighbours"] = (pooled @ pooled.T).topk(10, 1).indices
for rows, columns in ((12, 8), (15, 9), (17, 11)):
    image = torch.arange(rows * columns).reshape(1, rows, columns)
    for name, crop in zip("topLeft topRight bottomLeft bottomRight middle".split(),
                          five_crop(image, (rows // 2, columns // 2))):
        saved[f"crop.{rows}x{columns}.{name}"] = crop[0]

save_file({key: np.copy(value.numpy() if value.dtype == torch.int64 else value.float().numpy(), order="C")
           for key, value in saved.items()}, "Fixtures/torch/stego.safetensors",
          metadata={"made_by": f"Fixtures/torch/stego.py, torch {torch.__version__}"})
