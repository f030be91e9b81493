"""System C in PyTorch: vision transformers as timm and DINO have them, the U-Net, and a step of STEGO; any weights (speed does
not depend on them). State-dict names are ours, so that weights can be shared."""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = 14


# --- Vision transformers ------------------------------------------------------------------------------


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.qkv, self.proj, self.heads = nn.Linear(width, 3 * width), nn.Linear(width, width), heads

    def forward(self, x):
        count, tokens, width = x.shape
        query, key, value = self.qkv(x).reshape(count, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        seen = F.scaled_dot_product_attention(query, key, value)
        return self.proj(seen.transpose(1, 2).reshape(count, tokens, width))


class TwoLayers(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(width, eps=1e-6), Attention(width, heads)
        self.norm2, self.mlp = nn.LayerNorm(width, eps=1e-6), TwoLayers(width)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class PatchEmbedding(nn.Module):
    def __init__(self, channels, width):
        super().__init__()
        self.proj = nn.Conv2d(channels, width, 8, 8)

    def forward(self, x):
        return self.proj(x)


class VisionTransformer(nn.Module):
    """Patches of 8, 12 blocks, 28 x 28 places of its own, for others DINO's way; the tokens of all patches."""

    def __init__(self, width, channels):
        super().__init__()
        self.patch_embed = PatchEmbedding(channels, width)
        self.cls_token = nn.Parameter(0.02 * torch.randn(1, 1, width))
        self.pos_embed = nn.Parameter(0.02 * torch.randn(1, 1 + 28 * 28, width))
        self.blocks = nn.Sequential(*(Block(width, width // 64) for _ in range(12)))
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def places(self, rows, columns):
        if (rows, columns) == (28, 28):
            return self.pos_embed
        grid = self.pos_embed[:, 1:].reshape(1, 28, 28, -1).permute(0, 3, 1, 2)
        grid = F.interpolate(grid, scale_factor=((rows + 0.1) / 28, (columns + 0.1) / 28), mode="bicubic")
        return torch.cat([self.pos_embed[:, :1], grid.flatten(2).transpose(1, 2)], 1)

    def forward(self, x):
        patches = self.patch_embed(x)
        count, width, rows, columns = map(int, patches.shape)  # an export is for one size
        tokens = torch.cat([self.cls_token.expand(count, -1, -1), patches.flatten(2).transpose(1, 2)], 1)
        tokens = self.norm(self.blocks(tokens + self.places(rows, columns)))
        return tokens[:, 1:].transpose(1, 2).reshape(count, width, rows, columns)


# Name in PeerRunner: title, width, shape of the image.
TRANSFORMERS = {
    "vit-small-8-image": ("ViT-Small/8 1x3x224x224, features", 384, (1, 3, 224, 224)),
    "vit-small-8-view": ("ViT-Small/8 1x1x1024x256, features", 384, (1, 1, 1024, 256)),
    "vit-tiny-8-matrix": ("ViT-Tiny/8 1x1x512x128, features", 192, (1, 1, 512, 128)),
}


def transformer_operations(width, shape):
    """Floating-point operations of a forward pass, in 10^9: matrices, and the two products of attention."""
    _, channels, rows, columns = shape
    patches = rows * columns // 64
    tokens = patches + 1
    block = 2 * tokens * 12 * width**2 + 4 * tokens**2 * width
    return (12 * block + 2 * patches * 64 * channels * width) / 1e9


# --- The U-Net ----------------------------------------------------------------------------------------


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
    """One channel, 16 at the image's size, four halvings, and one answer more than classes: foci."""

    def __init__(self, width=16, depth=4):
        super().__init__()
        widths = [width * 2**level for level in range(depth + 1)]
        self.down = nn.ModuleList(Pair(a, b) for a, b in zip([1] + widths, widths))
        self.up = nn.ModuleList(Doubling(a) for a in reversed(widths[:-1]))
        self.head = nn.Conv2d(width, CLASSES + 1, 1)

    def forward(self, x):
        seen = []
        for level, pair in enumerate(self.down):
            x = pair(F.max_pool2d(x, 2) if level else x)
            seen.append(x)
        for up, skip in zip(self.up, seen[-2::-1]):
            x = up(x, skip)
        return self.head(x)


def labels(views):
    """Of views of 512 x 128: all labels in turn, and a focus in every 97th pixel."""
    pixels = torch.arange(views * 512 * 128).reshape(views, 512, 128)
    return (pixels % CLASSES).to(torch.uint8), (pixels % 97 == 0).to(torch.uint8)


def unet_loss(logits, target):
    bones, foci = target
    logits = logits.float()
    focus, known = logits[:, CLASSES], (foci != 255).float()
    of_foci = F.binary_cross_entropy_with_logits(
        focus, foci * known, pos_weight=torch.tensor(5.0), reduction="none")
    called, truth = focus.sigmoid() * known, foci * known
    overlap = (2 * (called * truth).sum() + 1) / (called.sum() + truth.sum() + 1)
    of_classes = F.cross_entropy(logits[:, :CLASSES], bones.long(), ignore_index=255)
    return of_classes + (of_foci * known).sum() / known.sum() + 1 - overlap


# --- STEGO --------------------------------------------------------------------------------------------


class Stego(nn.Module):
    """70 numbers of 192, 27 clusters, probes of 4 x 4 places a patch."""

    def __init__(self):
        super().__init__()
        self.cluster1 = nn.Sequential(nn.Conv2d(192, 70, 1))
        self.cluster2 = nn.Sequential(nn.Conv2d(192, 192, 1), nn.ReLU(), nn.Conv2d(192, 70, 1))
        self.dropout = nn.Dropout2d(0.1)
        self.clusters = nn.Parameter(torch.randn(27, 70))
        self.linear_probe, self.focus_probe = nn.Conv2d(70, 16 * CLASSES, 1), nn.Conv2d(70, 16, 1)

    def head(self, x):
        return self.cluster1(self.dropout(x)) + self.cluster2(self.dropout(x))

    def cluster_loss(self, code):
        directions = F.normalize(self.clusters, dim=1)
        return -torch.einsum("nchw,kc->nkhw", F.normalize(code, dim=1), directions).amax(1).mean()

    def label_loss(self, code, bones, foci):
        """Each of 4 x 4 places of a patch against the label in its middle."""
        bones, foci = bones[:, 1::2, 1::2], foci[:, 1::2, 1::2]
        classes, focus = (F.pixel_shuffle(probe(code), 4) for probe in (self.linear_probe, self.focus_probe))
        known = (foci != 255).float()
        of_foci = F.binary_cross_entropy_with_logits(focus[:, 0], foci * known, reduction="none")
        return F.cross_entropy(classes, bones.long(), ignore_index=255) + (of_foci * known).sum() / known.sum()


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


def correspondence_loss(features, code, others, other_code, places, other_places, partners):
    """STEGO's usual weights and shifts: of views with themselves, with their neighbours, with others of the batch."""
    f, s = sampled(features, places), sampled(code, places)
    g, t = sampled(others, other_places), sampled(other_code, other_places)
    random = [pair_loss(f, sampled(features[p], other_places), s, sampled(code[p], other_places), 0.46) for p in partners]
    return (0.67 * pair_loss(f, f, s, s, 0.18) + 0.25 * pair_loss(f, g, s, t, 0.12)
            + 0.63 * torch.stack(random).mean())


def stego_step(is_labelled):
    """A step on 16 of 32 views' features, which are kept in 16 bits."""
    network, stored = Stego(), torch.rand(32, 192, 64, 16).half()
    bones, foci = labels(32)
    probes = [network.clusters, *network.linear_probe.parameters(), *network.focus_probe.parameters()]
    head = [*network.cluster1.parameters(), *network.cluster2.parameters()]
    optimiser = torch.optim.Adam([{"params": head}, {"params": probes, "lr": 5e-3}], lr=5e-4, fused=True)

    def step():
        views, neighbours = torch.randperm(32)[:16], torch.randint(32, (16,))
        places, other_places = 2 * torch.rand(2, 16, 11, 11, 2) - 1
        partners = [torch.randperm(16) for _ in range(5)]
        features, others = stored[views].float(), stored[neighbours].float()
        code, other_code = network.head(features), network.head(others)
        loss = correspondence_loss(
            network.dropout(features), code, network.dropout(others), other_code, places, other_places, partners)
        loss = loss + network.cluster_loss(code.detach())
        if is_labelled:
            loss = loss + network.label_loss(code.detach(), bones[views], foci[views])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()

    return step
