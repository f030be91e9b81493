"""A U-Net, its loss and one step's gradients, transcribed from the paper in PyTorch and 64 bits: unet.safetensors.

Weights, images and labels are counter numbers; of each gradient a summary is kept. The published size of the network of
64 channels and three colours, 31,037,633 parameters with one output, is checked, too.
"""
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import counter, filled, image, summary

torch.set_default_dtype(torch.float64)
WIDTH, DEPTH, CLASSES, IMAGES, ROWS, COLUMNS = 16, 2, 14, 3, 32, 16
FOCUS_WEIGHT, OVERLAP_WEIGHT = 5.0, 0.7


class Pair(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(channels, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.norm2 = nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)

    def forward(self, x):
        return F.relu(self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))))


class Doubling(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.enlarge, self.pair = nn.ConvTranspose2d(2 * width, width, 2, stride=2), Pair(2 * width, width)

    def forward(self, x, seen):
        return self.pair(torch.cat([seen, self.enlarge(x)], 1))


class UNet(nn.Module):
    def __init__(self, channels, outputs, width, depth):
        super().__init__()
        widths = [width * 2 ** level for level in range(depth + 1)]
        self.down = nn.ModuleList(Pair(a, b) for a, b in zip([channels] + widths, widths))
        self.up = nn.ModuleList(Doubling(a) for a in reversed(widths[:-1]))
        self.head = nn.Conv2d(width, outputs, 1)

    def forward(self, x):
        seen = []
        for level, pair in enumerate(self.down):
            x = pair(F.max_pool2d(x, 2) if level else x)
            seen.append(x)
        for up, skip in zip(self.up, seen[-2::-1]):
            x = up(x, skip)
        return self.head(x)


def size(*settings):
    return sum(parameter.numel() for parameter in UNet(*settings).parameters())


def numbers(tensor, *shape):
    return torch.from_numpy(counter(tensor, shape)).double()


assert size(3, 1, 64, 4) == 31_037_633
saved = {"parameters": np.array([size(1, CLASSES + 1, 16, 4), size(3, 1, 64, 4)])}
network = UNet(1, CLASSES + 1, WIDTH, DEPTH)
shapes = {name: tuple(value.shape) for name, value in network.state_dict().items() if value.dim()}
network.load_state_dict({name: torch.from_numpy(value) for name, value in filled(shapes).items()}, strict=False)
images = torch.from_numpy(image(0, (IMAGES, 1, ROWS, COLUMNS))).double()

network.eval()
with torch.no_grad():
    saved["logits"] = network(images[:1]).numpy()
    saved["mean logits"] = ((network(images[:1]) + network(images[:1].flip(3)).flip(3)) / 2).numpy()

# Where labels are 255, nothing is known.
shape = (IMAGES, ROWS, COLUMNS)
labels = ((numbers(24, *shape) + 1) / 2 * CLASSES).floor().long()
foci = (numbers(25, *shape) > 0.8).long()
labels[numbers(26, *shape) > 0.5] = 255
foci[1] = 255
network.train()
logits = network(images)
of_classes = F.cross_entropy(logits[:, :CLASSES].permute(0, 2, 3, 1)[labels < 255], labels[labels < 255])
focus, truth = logits[:, CLASSES][foci < 255], foci[foci < 255].double()
of_foci = F.binary_cross_entropy_with_logits(focus, truth, pos_weight=torch.tensor(FOCUS_WEIGHT))
called = focus.sigmoid()
overlap = (2 * (called * truth).sum() + 1) / (called.sum() + truth.sum() + 1)
loss = of_classes + of_foci + OVERLAP_WEIGHT * (1 - overlap)
loss.backward()
saved["loss"] = loss.detach().numpy()
for name, parameter in network.named_parameters():
    saved |= summary({f"gradient.{name}": parameter.grad.numpy()})
saved |= {f"state.{name}": value.numpy() for name, value in network.state_dict().items() if "running" in name}

save_file({key: np.copy(value if value.dtype == np.int64 else value.astype(np.float32), order="C")
           for key, value in saved.items()}, "Fixtures/torch/unet.safetensors",
          metadata={"made_by": f"Fixtures/torch/unet.py, torch {torch.__version__}"})
