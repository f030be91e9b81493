"""Spherical k-means from given centres, and first principal directions. Writes cosine_kmeans.json beside this file.

In NumPy, double precision, on counter numbers about a few directions: both sides make the vectors. Principal directions
by numpy.linalg.svd.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
import weights  # noqa: E402


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def kmeans(vectors, centres):
    x, c = unit(vectors), unit(centres)
    cosines = x @ c.T
    nearest = cosines.argmax(1)
    moves = 0
    while True:
        sums = np.zeros_like(c)
        np.add.at(sums, nearest, x)
        worst = iter(np.argsort(cosines[np.arange(len(x)), nearest], kind="stable"))
        for k in np.flatnonzero(np.bincount(nearest, minlength=len(c)) == 0):
            sums[k] = x[next(worst)]
        c = unit(sums)
        before, cosines = nearest, x @ c.T
        nearest = cosines.argmax(1)
        moves += 1
        if (nearest == before).all():
            return c, nearest, cosines.max(1).mean(), moves


cases = []
for seed, (count, dimension, clusters) in enumerate(((300, 19, 5), (200, 8, 7), (120, 33, 3))):
    directions = weights.counter(100 + seed, (4, dimension))
    vectors = directions[np.arange(count) % 4] + np.float32(1.5) * weights.counter(200 + seed, (count, dimension))
    vectors = vectors.astype(np.float64)
    # The second case's last centre is its first one's copy: it has no vectors at first.
    first = vectors[:clusters].copy()
    if seed == 1:
        first[-1] = first[0]
    centres, nearest, mean, moves = kmeans(vectors, first)
    direction = np.linalg.svd(vectors - vectors.mean(0), full_matrices=False)[2][0]
    direction *= np.sign(direction[np.abs(direction).argmax()])
    cases.append({
        "seed": seed, "count": count, "dimension": dimension, "first": first.astype(np.float32).ravel().tolist(),
        "centres": np.round(centres, 7).ravel().tolist(), "assignments": nearest.tolist(), "meanCosine": float(mean), "iterations": moves,
        "direction": np.round(direction, 7).tolist(),
    })
    print(moves, np.bincount((unit(vectors) @ unit(first).T).argmax(1), minlength=clusters))

result = {"made_by": f"Fixtures/scipy/cosine_kmeans.py, NumPy {np.__version__}", "cases": cases}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
