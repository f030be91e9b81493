"""timm's vision transformers, with timm's own embeddings of places for other sizes and with DINO's: transformers.safetensors.

Weights are counter numbers in name order; those of the places are as large as the patches', so that the two ways differ.
Of an answer its norm, a projection and 50 elements are kept.
"""
import math
import sys

import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

# timm imports torchvision, of whose operators nothing here needs any: they may be missing.
torch.library.register_fake = lambda *_, **__: lambda function: function
import timm
from timm.layers import set_fused_attn
from timm.models.vision_transformer import VisionTransformer

sys.path.append("Fixtures")
from weights import counter, filled, image, summary

set_fused_attn(False)
NETWORKS = {"vit-tiny-16": (16, 192), "vit-tiny-8": (8, 192), "vit-small-8": (8, 384), "vit-base-8": (8, 768)}
SQUARE, VIEW = (224, 224), (1024, 256)
# The largest network takes minutes on a whole view, where it does nothing that smaller ones do not.
CASES = [(name, 3, SQUARE) for name in NETWORKS] + [
    ("vit-small-8", 1, SQUARE), ("vit-tiny-16", 3, VIEW), ("vit-tiny-16", 1, VIEW), ("vit-small-8", 1, VIEW)]


def made(name, channels):
    patch, width = NETWORKS[name]
    network = VisionTransformer(patch_size=patch, embed_dim=width, depth=12, num_heads=width // 64, num_classes=0,
                                in_chans=channels, dynamic_img_size=True).eval()
    weights = filled({key: tuple(value.shape) for key, value in network.state_dict().items()})
    places = sorted(weights).index("pos_embed")
    weights["pos_embed"] = counter(places, weights["pos_embed"].shape)
    network.load_state_dict({key: torch.from_numpy(value) for key, value in weights.items()})
    return network


def dino_places(own, rows, columns):
    """Emerging Properties in Self-Supervised Vision Transformers: factors of (n + 0.1) / side."""
    side = math.isqrt(own.shape[1] - 1)
    if (rows, columns) == (side, side):
        return own
    grid = own[:, 1:].reshape(1, side, side, -1).permute(0, 3, 1, 2)
    grid = F.interpolate(grid, scale_factor=((rows + 0.1) / side, (columns + 0.1) / side), mode="bicubic")
    assert grid.shape[2:] == (rows, columns)
    return torch.cat([own[:, :1], grid.flatten(2).transpose(1, 2)], 1)


def answers(network, x, rule):
    """The last block's normalised tokens, and its keys."""
    patch = network.patch_embed.patch_size[0]
    rows, columns = x.shape[2] // patch, x.shape[3] // patch
    seen = []
    hook = network.blocks[-1].attn.qkv.register_forward_hook(lambda _, __, found: seen.append(found))
    if rule == "timm":
        tokens = network.forward_features(x)
    else:
        patches = network.patch_embed(x).flatten(1, 2)
        tokens = torch.cat([network.cls_token.expand(len(x), -1, -1), patches], 1)
        tokens = network.norm(network.blocks(tokens + dino_places(network.pos_embed, rows, columns)))
    hook.remove()
    keys = seen[0].chunk(3, -1)[1]
    return {kind: found[:, 1:].transpose(1, 2).reshape(len(x), -1, rows, columns).contiguous().numpy()
            for kind, found in (("tokens", tokens), ("keys", keys))}


saved = {}
with torch.no_grad():
    for name, channels, (rows, columns) in CASES:
        network = made(name, channels)
        x = torch.from_numpy(image(channels, (1, channels, rows, columns)))
        for rule in ("timm",) if (rows, columns) == SQUARE else ("timm", "dino"):
            for kind, y in answers(network, x, rule).items():
                saved |= summary({f"{name}.{channels}x{rows}x{columns}.{rule}.{kind}": y})
        print(name, channels, rows, columns, sum(p.numel() for p in network.parameters()), y.shape)

save_file(saved, "Fixtures/timm/transformers.safetensors",
          metadata={"made_by": f"Fixtures/timm/transformers.py, timm {timm.__version__}, torch {torch.__version__}"})
