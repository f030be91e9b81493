"""PriMaPs' masks and the loss of their prototypes, transcribed from the paper's formulas, in 64 bits: primaps.safetensors.

Features are counter numbers about the directions of a few regions. Principal directions by torch.linalg.svd, medians by
scipy.ndimage, the field by Fixtures/scipy/fully_connected_crf.py.
"""
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from scipy import ndimage
from torch.nn import functional as F

sys.path += ["Fixtures", "Fixtures/scipy"]
from fully_connected_crf import inferred
from weights import counter

torch.set_default_dtype(torch.float64)
ROWS, COLUMNS, DIMENSION = 20, 12, 19
IMAGES, WIDTH, CLUSTERS = 3, 8, 5
FIELD = {"smoothnessPixels": 1, "smoothnessWeight": 3, "appearancePixels": 8, "appearanceLevels": 3,
         "appearanceWeight": 4, "iterations": 10}


def numbers(tensor, *shape):
    return torch.from_numpy(counter(tensor, shape)).double()


def regions():
    """A body of three parts with a spot, on a ground: 0 to 4."""
    y, x = np.mgrid[:ROWS, :COLUMNS]
    body = (abs(x - 5.5) < 4) & (y > 1)
    parts = np.where(body, 1 + (y > 7) + (y > 14), 0)
    parts[(x - 6) ** 2 + (y - 11) ** 2 < 5] = 4
    return parts.ravel()


def masks(features):
    """The mask of each place from 1, 0 without."""
    found, number = np.zeros(len(features), int), 0
    unit = F.normalize(features, dim=1)
    while (found > 0).mean() < 0.95:
        number += 1
        open_ = np.flatnonzero(found == 0)
        left = features[open_]
        direction = torch.linalg.svd(left - left.mean(0), full_matrices=False)[2][0]
        direction = direction * torch.sign(direction[direction.abs().argmax()])
        seed = unit[open_][(unit[open_] @ direction).argmax()]
        alike = unit[open_] @ seed
        mask = (alike > 0.4 * alike.max()).numpy()
        margins.append((alike - 0.4 * alike.max()).abs().min())
        found[open_[mask]] = number
    return found


def smoothed(found):
    image, result = found.reshape(ROWS, COLUMNS), np.zeros((ROWS, COLUMNS), int)
    for number in range(1, found.max() + 1):
        result[ndimage.median_filter((image == number).astype(int), 3, mode="reflect") > 0] = number
    return result.ravel()


def refined(found, grey):
    kept = np.unique(np.append(found, 0))
    p = torch.from_numpy((found[None] == kept[:, None]).astype(float)).softmax(0).numpy()
    y, x = np.mgrid[:ROWS, :COLUMNS]
    places = np.stack([y, x], -1).reshape(-1, 2).astype(float)
    q = inferred(p, places, grey.astype(float)[:, None], FIELD)
    two = np.sort(q, 0)[-2:]
    margins.append((two[1] - two[0]).min())
    return kept[q.argmax(0)]


def majorities(found, image_masks):
    """The cluster of most places of each place's mask."""
    result = torch.zeros_like(found)
    for image in range(IMAGES):
        for mask in image_masks[image].unique():
            inside = image_masks[image] == mask
            result[image][inside] = torch.bincount(found[image][inside], minlength=CLUSTERS).argmax()
    return result


def cosines(code, directions):
    return torch.einsum("nchw,kc->nkhw", F.normalize(code, dim=1), F.normalize(directions, dim=1))


saved, margins = {}, []
parts = regions()
directions = numbers(50, 5, DIMENSION)
features = directions[parts] + 0.9 * numbers(51, ROWS * COLUMNS, DIMENSION)
grey = np.floor(np.array([5, 90, 140, 190, 245])[parts] + 4 * counter(52, (ROWS * COLUMNS,)))
saved["regions"], saved["grey"] = torch.from_numpy(parts), torch.from_numpy(grey).long()
saved["masks"] = torch.from_numpy(masks(features))
saved["smoothed"] = torch.from_numpy(smoothed(saved["masks"].numpy()))
saved["refined"] = torch.from_numpy(refined(saved["smoothed"].numpy(), grey))
for name in ("regions", "masks", "smoothed", "refined"):
    print(name, *("".join(f"{n:2}" for n in row) for row in saved[name].reshape(ROWS, COLUMNS).tolist()), sep="\n")
print("the nearest to another answer:", [f"{float(margin):.4f}" for margin in margins])

code = numbers(60, IMAGES, WIDTH, 6, 4)
student, teacher = numbers(61, CLUSTERS, WIDTH).requires_grad_(), numbers(62, CLUSTERS, WIDTH)
image_masks = ((numbers(63, IMAGES, 6, 4) + 1) / 2 * 4).long()
targets = majorities(cosines(code, teacher).argmax(1), image_masks)
surprise = F.cross_entropy(cosines(code, student), targets, reduction="none")
focal = (1 - (-surprise).exp()) ** 2 * surprise
loss = focal[image_masks > 0].mean()
loss.backward()
saved |= {"image_masks": image_masks, "targets": targets, "loss": loss.detach(), "gradient": student.grad}

save_file({key: np.copy(value.numpy() if value.dtype == torch.int64 else value.float().numpy(), order="C")
           for key, value in saved.items()}, "Fixtures/torch/primaps.safetensors",
          metadata={"made_by": f"Fixtures/torch/primaps.py, torch {torch.__version__}"})
