"""DINO's training of a small transformer of timm's, transcribed, four steps in 64 bits: distillation.safetensors.

Two large and three small crops of each of four images. Kept are the loss of each step and, after the last, student,
teacher and centre; and of the loss by itself its gradient.
"""
import copy
import math
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

torch.library.register_fake = lambda *_, **__: lambda function: function  # see transformers.py
import timm
from timm.models.vision_transformer import VisionTransformer

sys.path.append("Fixtures")
from weights import counter, filled, image

IMAGES, LARGE, SMALL, SIDE, PATCH, WIDTH, OUTPUTS, STEPS = 4, 2, 3, 3, 4, 12, 20, 4
STUDENT_TEMPERATURE, TEACHER_TEMPERATURE, CENTRE_MOMENTUM = 0.1, 0.04, 0.9


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(WIDTH, 16), nn.GELU(), nn.Linear(16, 16), nn.GELU(), nn.Linear(16, 8))
        self.last_layer = nn.utils.parametrizations.weight_norm(nn.Linear(8, OUTPUTS, bias=False))
        self.last_layer.parametrizations.weight.original0.data.fill_(1)
        self.last_layer.parametrizations.weight.original0.requires_grad = False

    def forward(self, x):
        return self.last_layer(F.normalize(self.mlp(x), dim=-1))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = VisionTransformer(
            img_size=SIDE * PATCH, patch_size=PATCH, embed_dim=WIDTH, depth=2, num_heads=3, num_classes=0, in_chans=1)
        self.head = Head()

    def token(self, x):
        own, net = self.backbone.pos_embed, self.backbone
        rows, columns = x.shape[2] // PATCH, x.shape[3] // PATCH
        if (rows, columns) != (SIDE, SIDE):
            grid = own[:, 1:].reshape(1, SIDE, SIDE, -1).permute(0, 3, 1, 2)
            grid = F.interpolate(grid, scale_factor=((rows + 0.1) / SIDE, (columns + 0.1) / SIDE), mode="bicubic")
            own = torch.cat([own[:, :1], grid.flatten(2).transpose(1, 2)], 1)
        patches = net.patch_embed.proj(x).flatten(2).transpose(1, 2)
        return net.norm(net.blocks(torch.cat([net.cls_token.expand(len(x), -1, -1), patches], 1) + own))[:, 0]

    def forward(self, crops):
        """Each crop by itself; a list of answers."""
        return [self.head(self.token(x)) for x in crops]


def our_name(theirs):
    """bonescan's name of a parameter; None for the norms that stay 1."""
    if theirs.endswith("original0"):
        return None
    theirs = theirs.replace("last_layer.parametrizations.weight.original1", "last_layer.weight")
    for old, new in (("head.mlp.2.", "head.mlp.1."), ("head.mlp.4.", "head.mlp.2.")):
        if theirs.startswith(old):
            return new + theirs[len(old):]
    return theirs


def loss_of(answers, targets, centre):
    """DINOLoss, pair by pair."""
    total, pairs = 0, 0
    for i, target in enumerate(targets):
        probability = F.softmax((target - centre) / TEACHER_TEMPERATURE, -1).detach()
        for v, answer in enumerate(answers):
            if v != i:
                total = total + torch.sum(-probability * F.log_softmax(answer / STUDENT_TEMPERATURE, -1), -1).mean()
                pairs += 1
    return total / pairs


def cosine(first, last, step):
    return last + (first - last) * (1 + math.cos(math.pi * step / STEPS)) / 2


def crops(step):
    """Two large crops of the places' own size, then small ones of another."""
    large = image(10 + 2 * step, (LARGE, IMAGES, 1, SIDE * PATCH, SIDE * PATCH))
    small = image(11 + 2 * step, (SMALL, IMAGES, 1, PATCH, 2 * PATCH))
    return [torch.from_numpy(x).double() for x in [*large, *small]]


def named(network):
    return {our_name(name): value for name, value in network.named_parameters() if our_name(name)}


student = Network().double()
shapes = {name: tuple(value.shape) for name, value in named(student).items()} | {"centre": (1, OUTPUTS)}
weights = filled(shapes)
with torch.no_grad():
    for name, value in named(student).items():
        value.copy_(torch.from_numpy(weights[name]))
teacher = copy.deepcopy(student)
centre = torch.from_numpy(weights["centre"]).double()
matrices = [p for p in student.parameters() if p.requires_grad and p.ndim > 1]
vectors = [p for p in student.parameters() if p.requires_grad and p.ndim == 1]
optimizer = torch.optim.AdamW([{"params": matrices}, {"params": vectors, "weight_decay": 0}])

saved, losses = {}, []
for step in range(STEPS):
    for group, decay in zip(optimizer.param_groups, (cosine(0.04, 0.4, step), 0)):
        group["lr"], group["weight_decay"] = cosine(1e-2, 1e-6, step), decay
    views = crops(step)
    with torch.no_grad():
        targets = teacher(views[:LARGE])
    loss = loss_of(student(views), targets, centre)
    loss.backward()
    if step < 2:  # the first epoch
        student.head.last_layer.parametrizations.weight.original1.grad = None
    nn.utils.clip_grad_norm_([p for p in student.parameters() if p.grad is not None], 0.5)
    optimizer.step()
    optimizer.zero_grad()
    losses.append(loss.item())
    with torch.no_grad():
        centre = centre * CENTRE_MOMENTUM + torch.cat(targets).mean(0, keepdim=True) * (1 - CENTRE_MOMENTUM)
        momentum = cosine(0.9, 1, step)
        for ours, new in zip(teacher.parameters(), student.parameters()):
            ours.mul_(momentum).add_(new, alpha=1 - momentum)

saved["losses"] = np.array(losses, np.float32)
saved["centre"] = centre.float().numpy()
for kind, network in (("student", student), ("teacher", teacher)):
    saved |= {f"{kind}.{name}": value.detach().float().numpy() for name, value in named(network).items()}

answers = torch.from_numpy(counter(1, (5, IMAGES, OUTPUTS)) / 4).double().requires_grad_()
targets = torch.from_numpy(counter(2, (LARGE, IMAGES, OUTPUTS)) / 4).double()
loss = loss_of(list(answers), list(targets), torch.from_numpy(counter(3, (1, OUTPUTS)) / 10).double())
loss.backward()
saved |= {"loss": np.array(loss.item(), np.float32), "loss.gradient": answers.grad.float().numpy()}
save_file(saved, "Fixtures/timm/distillation.safetensors",
          metadata={"made_by": f"Fixtures/timm/distillation.py, timm {timm.__version__}, torch {torch.__version__}"})
print(losses)
