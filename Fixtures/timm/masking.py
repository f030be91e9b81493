"""A masked autoencoder on a small transformer of timm's, transcribed, in 64 bits: masking.safetensors.

Its loss on three images of which two patches of nine are seen, and the gradients of both transformers. Kept of a gradient
are its norm, a projection and 50 elements.
"""
import sys
from functools import partial

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional as F

torch.library.register_fake = lambda *_, **__: lambda function: function  # see transformers.py
import timm
from timm.models.vision_transformer import Block, VisionTransformer

sys.path.append("Fixtures")
from weights import filled, image, summary

IMAGES, PATCH, WIDTH, INNER, ROWS, COLUMNS, SEEN = 3, 4, 12, 32, 3, 3, 2
PATCHES = ROWS * COLUMNS


def sines(rows, columns, width):
    """The place of each patch: for column and row, sines, then cosines, of falling frequencies."""
    frequency = 10000.0 ** (-np.arange(width // 4) / (width // 4))
    row, column = np.divmod(np.arange(rows * columns), columns)
    waves = [np.outer(place, frequency) for place in (column, row)]
    return np.concatenate([f(w) for w in waves for f in (np.sin, np.cos)], axis=1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = VisionTransformer(
            img_size=(ROWS * PATCH, COLUMNS * PATCH), patch_size=PATCH, embed_dim=WIDTH, depth=2, num_heads=3,
            num_classes=0, in_chans=1)
        self.decoder_embed = nn.Linear(WIDTH, INNER)
        self.mask_token = nn.Parameter(torch.zeros(1, 1, INNER))
        self.decoder_blocks = nn.Sequential(
            Block(INNER, 1, qkv_bias=True, norm_layer=partial(nn.LayerNorm, eps=1e-6)))
        self.decoder_norm = nn.LayerNorm(INNER, eps=1e-6)
        self.decoder_pred = nn.Linear(INNER, PATCH**2)

    def forward(self, x, order):
        """Tokens go back to their places before they are decoded, as in the paper."""
        net, count = self.backbone, len(x)
        tokens = net.patch_embed(x) + net.pos_embed[:, 1:]
        seen = torch.stack([tokens[i, order[i, :SEEN]] for i in range(count)])
        first = (net.cls_token + net.pos_embed[:, :1]).expand(count, -1, -1)
        known = self.decoder_embed(net.norm(net.blocks(torch.cat([first, seen], 1)))[:, 1:])
        whole = self.mask_token.expand(count, PATCHES, -1).clone()
        for i in range(count):
            whole[i, order[i, :SEEN]] = known[i]
        whole = whole + torch.from_numpy(sines(ROWS, COLUMNS, INNER))
        told = self.decoder_pred(self.decoder_norm(self.decoder_blocks(whole)))
        truth = F.unfold(x, PATCH, stride=PATCH).transpose(1, 2)
        hidden = torch.ones(count, PATCHES)
        for i in range(count):
            hidden[i, order[i, :SEEN]] = 0
        return (((told - truth) ** 2).mean(-1) * hidden).sum() / hidden.sum()


network = Network().double()
own = dict(network.named_parameters())
numbers = filled({name: tuple(value.shape) for name, value in own.items()})
with torch.no_grad():
    for name, value in own.items():
        value.copy_(torch.from_numpy(numbers[name]))
order = np.array([[4, 1, 8, 0, 5, 3, 7, 2, 6], [0, 7, 2, 5, 1, 8, 4, 6, 3], [6, 3, 5, 2, 4, 8, 0, 7, 1]])
x = torch.from_numpy(image(1, (IMAGES, 1, ROWS * PATCH, COLUMNS * PATCH))).double()
loss = network(x, torch.from_numpy(order))
loss.backward()
saved = {"loss": np.array(loss.item(), np.float32), "order": order.astype(np.float32)}
for name, value in own.items():
    saved |= summary({f"gradient.{name}": value.grad.numpy()})
save_file(saved, "Fixtures/timm/masking.safetensors",
          metadata={"made_by": f"Fixtures/timm/masking.py, timm {timm.__version__}, torch {torch.__version__}"})
print(loss.item(), len(saved))
