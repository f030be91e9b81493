"""Matchings of clusters with classes, overlap, and separate foci. Writes segmentation_scores.json beside this file.

Matchings by SciPy's linear_sum_assignment; overlap by scikit-learn after it; foci by scipy.ndimage.label.
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import accuracy_score, f1_score, jaccard_score

g = np.random.default_rng(1955)
matrices = []
for rows, columns, tied in ((1, 1, False), (5, 5, False), (5, 5, True), (3, 8, False), (8, 3, True), (20, 20, True), (27, 13, False), (40, 40, False)):
    values = g.integers(0, 4, (rows, columns)) if tied else np.round(g.normal(0, 100, (rows, columns)), 3)
    found = linear_sum_assignment(values, maximize=True)
    matrices.append({"values": values.tolist(), "best": float(values[found].sum())})

cases = []
for clusters, classes, ignored in ((4, 4, None), (9, 4, 3), (3, 5, None)):
    truth = g.integers(0, classes - 1 if clusters < classes else classes, 600)  # one class never occurs
    found = np.where(g.random(600) < 0.7, (truth * 2 + 1) % clusters, g.integers(0, clusters, 600))
    kept = np.ones(600, bool) if ignored is None else truth != ignored
    counts = np.zeros((clusters, classes), int)
    np.add.at(counts, (found[kept], truth[kept]), 1)
    case = {"clusters": clusters, "classes": classes, "ignored": ignored, "found": found.tolist(), "truth": truth.tolist(), "counts": counts.tolist()}
    matchings = {"hungarian": np.full(clusters, -1), "majority": np.where(counts.sum(1) > 0, counts.argmax(1), -1)}
    row, column = linear_sum_assignment(counts, maximize=True)
    matchings["hungarian"][row] = column
    for name, matching in matchings.items():
        answer, right = matching[found[kept]], truth[kept]
        # The class -1 of clusters without one is left out of the averages.
        options = {"labels": range(classes), "average": None, "zero_division": np.nan}
        present = [c for c in range(classes) if (answer == c).any() or (right == c).any()]
        overlap = [float(v) if c in present else None for c, v in enumerate(jaccard_score(right, answer, **{**options, "zero_division": 0}))]
        dice = [float(v) if c in present else None for c, v in enumerate(f1_score(right, answer, **options))]
        case[name] = {
            "matching": [int(m) if m >= 0 else None for m in matching], "accuracy": float(accuracy_score(right, answer)),
            "intersectionOverUnion": overlap, "dice": dice, "mean": float(np.mean([v for v in overlap if v is not None])),
        }
    cases.append(case)

mask = g.random((17, 23)) < 0.3
labels, count = ndimage.label(mask, np.ones((3, 3)))
result = {
    "made_by": f"Fixtures/scipy/segmentation_scores.py, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
    "matrices": matrices,
    "cases": cases,
    "foci": {"rows": 17, "columns": 23, "labels": labels.ravel().tolist(), "count": int(count)},
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
