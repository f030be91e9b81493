"""What is told of the foci of a view painted of rectangles. Writes described_foci.json beside this file.

Foci by scipy.ndimage.label, distances by its distance_transform_edt, the mid-line by numpy.polyfit.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import ndimage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from weights import counter

ROWS, COLUMNS = 120, 60
CLASSES = ["background", "skull", "cervical spine", "clavicles", "scapulae", "humeri", "sternum", "ribs", "thoracic spine", "lumbar spine", "sacrum", "pelvis", "femora", "other bones"]
MIDDLE = [1, 2, 6, 8, 9, 10]
VERTEBRAE = {2: ("C", np.ones(7)), 8: ("T", np.linspace(1, 1.6, 12)), 9: ("L", np.ones(5))}
# Label, first row and column, rows and columns; the patient lies askew.
BONES = [
    (1, 2, 22, 12, 12), (2, 14, 25, 12, 5), (7, 30, 6, 2, 46), (7, 38, 6, 2, 46), (7, 46, 6, 2, 46), (8, 26, 26, 38, 6), (9, 64, 28, 20, 7), (11, 82, 16, 12, 30),
    (10, 84, 28, 10, 7), (12, 94, 18, 18, 5), (12, 94, 42, 18, 5), (13, 112, 19, 8, 3),
]
FOCI = [
    (4, 24, 3, 3), (17, 26, 2, 2), (29, 27, 3, 4), (30, 10, 2, 3), (33, 10, 1, 2), (37, 44, 4, 5), (55, 29, 4, 5), (60, 52, 3, 3), (70, 31, 6, 5), (86, 29, 3, 2), (89, 40, 4, 5),
    (98, 24, 3, 3), (98, 44, 2, 4), (114, 18, 3, 5), (117, 55, 3, 5),
]


def painted(shapes, labels):
    image = np.zeros((ROWS, COLUMNS), int)
    for label, (row, column, rows, columns) in zip(labels, shapes):
        image[row : row + rows, column : column + columns] = label
    return image


bones = painted([b[1:] for b in BONES], [b[0] for b in BONES])
mask = painted(FOCI, [1] * len(FOCI)) > 0
unit = (counter(21, (ROWS, COLUMNS)).astype(float) + 1) / 2
counts = np.floor(40 * unit) + 100 * mask + 10 * (bones > 0)
probability = np.where(mask, 0.5 + unit / 2, unit * 0.49)
labels, count = ndimage.label(mask, np.ones((3, 3)))


def described(number, view, spacing):
    inside = labels == number
    row, column = (float(v.mean()) for v in np.nonzero(inside))
    sums = np.array([np.where(bones == k, 0.87, 0.01)[inside].sum() for k in range(14)])
    distance = ndimage.distance_transform_edt(~inside, sampling=spacing or (1, 1))
    bone = int(sums.argmax())
    if bone == 0:
        near = (bones > 0) & (distance <= (10 if spacing else 0))
        nearest = near & np.isclose(distance, distance[near].min()) if near.any() else near
        bone = max(set(bones[nearest].tolist()), key=lambda k: sums[k], default=0)
    found = {"number": number, "view": view, "row": row, "column": column, "pixels": int(inside.sum())}
    if bone:
        found["bone"] = CLASSES[bone]
    rows, columns = np.nonzero(np.isin(bones, MIDDLE))
    line = np.polyfit(rows, columns, 1)
    own = [c - np.polyval(line, r) for r, c in zip(*np.nonzero(inside))]
    beside = min(own) > 0.5 or max(own) < -0.5
    if beside or (bone and bone not in MIDDLE):
        found["side"] = "left" if (column > np.polyval(line, row)) == (view == "anterior") else "right"
    if bone in VERTEBRAE:
        seen = np.sort(np.nonzero(bones == bone)[0])
        seen = seen[len(seen) // 100 : len(seen) - len(seen) // 100]
        heights = VERTEBRAE[bone][1]
        share = (row + 0.5 - seen[0]) / (seen[-1] + 1 - seen[0]) * heights.sum()
        found["level"] = int(np.clip((np.cumsum(heights) <= share).sum() + 1, 1, len(heights)))
    found |= {"maximumProbability": float(probability[inside].max()), "meanProbability": float(probability[inside].mean())}
    if spacing:
        pixel = spacing[0] * spacing[1] / 100
        ring = (distance >= 10) & (distance <= 20) & ~mask
        same = ring & (bones == bone) & (bone > 0)
        enough = same.sum() * pixel >= 1
        found |= {
            "areaSquareCentimetres": found["pixels"] * pixel,
            "contrast": float(counts[inside].mean() / counts[same if enough else ring].mean()),
            "surroundings": "same bone" if enough else "all",
        }
    return found


cases = [(view, spacing) for view in ("anterior", "posterior") for spacing in ((2.41, 2.26), None)]
result = {
    "made_by": f"Fixtures/scipy/described_foci.py, SciPy {scipy.__version__}, NumPy {np.__version__}",
    "rows": ROWS,
    "columns": COLUMNS,
    "bones": BONES,
    "foci": FOCI,
    "cases": [{"view": view, "spacing": spacing, "described": [described(n, view, spacing) for n in range(1, count + 1)]} for view, spacing in cases],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
