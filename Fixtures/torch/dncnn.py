"""DnCNN in PyTorch, in training and in evaluation: Fixtures/torch/dncnn.safetensors.

Computed with 64 bits, kept with 32. Rounding decides the side of a ReLU, and normalisation by the batch multiplies
that: with 32 bits PyTorch's own gradients in training stray from these by up to 9 % of their largest.
"""
import sys

import numpy as np

import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import filled, image, summary


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(64, 64, 3, padding="same", bias=False)
        self.norm = torch.nn.BatchNorm2d(64, eps=1e-4)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)))


class DnCNN(torch.nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.first = torch.nn.Conv2d(1, 64, 3, padding="same")
        self.blocks = torch.nn.Sequential(*[Block() for _ in range(depth - 2)])
        self.last = torch.nn.Conv2d(64, 1, 3, padding="same", bias=False)
        shapes = {name: tuple(value.shape) for name, value in self.state_dict().items()
                  if value.is_floating_point()}
        weights = {name: torch.from_numpy(value) for name, value in filled(shapes).items()}
        self.load_state_dict(weights, strict=False)

    def forward(self, x):
        return x - self.last(self.blocks(F.relu(self.first(x))))


saved = {}
for depth in (17, 20):
    for mode in ("evaluate", "train"):
        network = DnCNN(depth).double().train(mode == "train")
        x = torch.from_numpy(image(depth, (2, 1, 23, 18))).double()
        y = network(x)
        F.mse_loss(y, x * x).backward()
        kept = {"y": y.detach().numpy().astype(np.float32)}
        kept |= summary({name: p.grad.numpy() for name, p in network.named_parameters()})
        if mode == "train":
            kept |= {f"{name}.after": value.numpy().astype(np.float32) for name, value in network.named_buffers()
                     if value.is_floating_point()}
        saved |= {f"{depth}.{mode}.{key}": value for key, value in kept.items()}
    print(depth, sum(parameter.numel() for parameter in network.parameters()), "parameters")

save_file(saved, "Fixtures/torch/dncnn.safetensors",
          metadata={"made_by": f"Fixtures/torch/dncnn.py, torch {torch.__version__}"})
