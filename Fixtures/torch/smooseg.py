"""SmooSeg's projector, losses and teachers, transcribed from the paper's formulas, in 64 bits: smooseg.safetensors.

Weights and features are counter numbers; kept are answers, losses and gradients.
"""
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import counter, filled

torch.set_default_dtype(torch.float64)
IMAGES, WIDTH, CODE, CLUSTERS, CLASSES, ROWS, COLUMNS = 4, 12, 5, 6, 4, 8, 4
PARTNERS = [2, 0, 3, 1]
SOME = [31, 4, 0, 17, 22, 9, 13, 28, 6]
# how alike features of one image must be, and of two
PRESETS = {"coco-stuff": (-0.02, 0.48), "cityscapes": (-0.02, 0.5), "potsdam": (0.1, 0.5)}


class Projector(nn.Module):
    def __init__(self):
        super().__init__()
        self.cluster1 = nn.Sequential(nn.Conv2d(WIDTH, CODE, 1))
        self.cluster2 = nn.Sequential(nn.Conv2d(WIDTH, WIDTH, 1), nn.SiLU(), nn.Conv2d(WIDTH, CODE, 1))

    def forward(self, x):
        return self.cluster1(x) + self.cluster2(x)


class Prototypes(nn.Module):
    def __init__(self):
        super().__init__()
        self.student = nn.Parameter(torch.empty(CLUSTERS, CODE))
        self.register_buffer("teacher", torch.empty(CLUSTERS, CODE))


class SmooSeg(nn.Module):
    def __init__(self):
        super().__init__()
        self.projector, self.prototypes = Projector(), Prototypes()
        self.linear_probe, self.focus_probe = nn.Conv2d(CODE, CLASSES, 1), nn.Conv2d(CODE, 1, 1)
        weights = filled({name: tuple(value.shape) for name, value in self.state_dict().items()})
        self.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})


def cosines(code, directions):
    return torch.einsum("nchw,kc->nkhw", F.normalize(code, dim=1), F.normalize(directions, dim=1))


def energy(f, g, p, q, shift):
    """Of images with the features f and the probabilities p, N x channels x places, each with one of g and q."""
    with torch.no_grad():
        alike = torch.einsum("nci,ncj->nij", F.normalize(f, dim=1), F.normalize(g, dim=1))
        mean = alike.mean()
        alike = alike - alike.mean(2, keepdim=True)
        alike = alike - alike.mean() + mean
    same = torch.einsum("nci,ncj->nij", F.normalize(p, dim=1), F.normalize(q, dim=1))
    return ((alike - shift) * (1 - same)).mean()


def smoothness(features, code, places, shifts):
    f = features.flatten(2)[..., places]
    p = (cosines(code, network.prototypes.teacher) / 0.1).softmax(1).flatten(2)[..., places]
    return energy(f, f, p, p, shifts[0]) + energy(f, f[PARTNERS], p, p[PARTNERS], shifts[1])


def data(code):
    code = code.detach()
    nearest = cosines(code, network.prototypes.teacher).argmax(1)
    return F.cross_entropy(cosines(code, network.prototypes.student), nearest)


def gradients(name, loss):
    network.zero_grad()
    loss.backward()
    saved[name] = loss.detach()
    for key, parameter in network.named_parameters():
        if parameter.grad is not None:
            saved[f"{name}.gradient.{key}"] = parameter.grad.clone()


saved = {}
network = SmooSeg()
features = torch.from_numpy(counter(20, (IMAGES, WIDTH, ROWS, COLUMNS))).double()
saved["code"] = network.projector(features).detach()
for preset, shifts in PRESETS.items():
    loss = smoothness(features, network.projector(features), list(range(ROWS * COLUMNS)), shifts)
    if preset == "coco-stuff":
        gradients("smoothness.coco-stuff", loss)
    else:
        saved[f"smoothness.{preset}"] = loss.detach()
gradients("some", smoothness(features, network.projector(features), SOME, PRESETS["coco-stuff"]))
gradients("prototypes", data(network.projector(features)))
with torch.no_grad():
    saved["clusters"] = (2 * cosines(network.projector(features), network.prototypes.teacher)).log_softmax(1)
    saved["followed"] = 0.998 * network.prototypes.teacher + 0.002 * F.normalize(network.prototypes.student, dim=1)

save_file({key: np.copy(value.float().numpy(), order="C") for key, value in saved.items()},
          "Fixtures/torch/smooseg.safetensors",
          metadata={"made_by": f"Fixtures/torch/smooseg.py, torch {torch.__version__}"})
