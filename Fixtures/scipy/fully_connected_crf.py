"""Mean-field inference in a fully connected CRF with all sums written out. Writes fully_connected_crf.json beside this file.

Krähenbühl, Koltun 2011, in NumPy and double precision: softmax(log p + the sums of both kernels), each normalised by
the roots of its row sums, ten times. pydensecrf, where it is installed, confirms it to what its lattice is worth.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
import weights  # noqa: E402

ROWS = COLUMNS = 32
ANCHORS = {"blue-yellow": [(0, 0, 255), (255, 255, 0)], "blue-green-red-yellow": [(0, 0, 255), (0, 255, 0), (255, 0, 0), (255, 255, 0)]}


def softmax(energies):
    e = np.exp(energies - energies.max(0))
    return e / e.sum(0)


def kernel(features):
    squares = ((features[:, None] - features[None]) ** 2).sum(-1)
    k = np.exp(-squares / 2)
    scale = 1 / np.sqrt(k.sum(1))
    return k * scale[:, None] * scale[None]


def inferred(p, places, colours, settings):
    message = settings["smoothnessWeight"] * kernel(places / settings["smoothnessPixels"])
    message = message + settings["appearanceWeight"] * kernel(
        np.hstack([places / settings["appearancePixels"], colours / settings["appearanceLevels"]]))
    q = softmax(np.log(p))
    for _ in range(settings["iterations"]):
        q = softmax(np.log(p) + q @ message)
    return q


def palette(name):
    anchors = np.array(ANCHORS[name], float)
    position = np.arange(256) / 255 * (len(anchors) - 1)
    left = np.minimum(position.astype(int), len(anchors) - 2)
    share = (position - left)[:, None]
    return np.floor(anchors[left] + (anchors[left + 1] - anchors[left]) * share + 0.5)


def peer(p, grey, colours, settings):
    """pydensecrf's answer."""
    import pydensecrf.densecrf as dcrf

    crf = dcrf.DenseCRF2D(COLUMNS, ROWS, len(p))
    crf.setUnaryEnergy(np.ascontiguousarray(-np.log(p), np.float32))
    crf.addPairwiseGaussian(sxy=settings["smoothnessPixels"], compat=settings["smoothnessWeight"])
    y, x = np.mgrid[:ROWS, :COLUMNS]
    features = np.vstack([np.stack([x, y]).reshape(2, -1) / settings["appearancePixels"], colours.T / settings["appearanceLevels"]])
    crf.addPairwiseEnergy(np.ascontiguousarray(features, np.float32), compat=settings["appearanceWeight"])
    return np.array(crf.inference(settings["iterations"]))


if __name__ == "__main__":
    y, x = np.mgrid[:ROWS, :COLUMNS]
    places = np.stack([y, x], -1).reshape(-1, 2).astype(float)
    cases = []
    for number, (name, classes, reach, levels) in enumerate(
        [("grey", 4, 67, 3), ("grey", 10, 8, 10), ("blue-yellow", 4, 67, 3), ("blue-green-red-yellow", 9, 67, 3)]
    ):
        truth = ((x * 2 // COLUMNS) + 2 * (y * 3 // ROWS) + ((x - 20) ** 2 + (y - 9) ** 2 < 16)) % classes
        noise = weights.image(number, (ROWS, COLUMNS))
        grey = np.floor(30 + 200 * (truth * 3 % classes) / classes + 20 * noise).astype(int)
        raw = weights.image(10 + number, (classes, ROWS * COLUMNS)).astype(float) + 0.05
        raw[truth.ravel(), np.arange(ROWS * COLUMNS)] *= 1.7
        p = raw / raw.sum(0)
        settings = {
            "smoothnessPixels": 1, "smoothnessWeight": 3, "appearancePixels": reach, "appearanceLevels": levels,
            "appearanceWeight": 4, "iterations": 10,
        }
        colours = (palette(name)[grey] if name in ANCHORS else grey[..., None].astype(float)).reshape(ROWS * COLUMNS, -1)
        q = inferred(p, places, colours, settings)
        once = inferred(p, places, colours, settings | {"iterations": 1})
        changed = (q.argmax(0) != p.argmax(0)).mean()
        try:
            other = peer(p, grey, colours, settings)
            print(f"{name}, {classes} classes: {changed:.3f} of the labels change; pydensecrf is off by {abs(other - q).max():.4f} at most, "
                  f"{abs(other - q).mean():.1e} in the mean; labels {(other.argmax(0) == q.argmax(0)).mean():.4f} the same")
        except ImportError:
            pass
        cases.append({
            "palette": name, "classes": classes, "seed": 10 + number, "settings": settings, "grey": grey.ravel().tolist(),
            "truth": "".join(map(str, truth.ravel())), "labels": "".join(map(str, q.argmax(0))),
            "once": np.round(once[:, ::11], 6).ravel().tolist(), "last": np.round(q[:, ::11], 6).ravel().tolist(),
        })
    result = {"made_by": f"Fixtures/scipy/fully_connected_crf.py, NumPy {np.__version__}", "rows": ROWS, "columns": COLUMNS, "cases": cases}
    Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
