"""A view whose foci are cooled to the bones around them, by SciPy. Writes cooled_foci.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.ndimage import gaussian_filter, maximum_filter

generator = np.random.default_rng(5)
rows, columns, spacing, side = 61, 32, (4.5, 4.8), 2
bones = np.zeros((rows, columns), bool)
bones[5:55, 14:18] = bones[40:46, 6:26] = True
foci = np.zeros_like(bones)
foci[20:24, 13:18] = foci[42, 24] = True
foci[1, 30] = True  # far from all bone
view = generator.poisson(np.where(bones, 20, 3) * np.where(foci, 9, 1)).astype(np.float64)

reach = [int(7 / s) for s in spacing]
hot = maximum_filter(foci, size=[2 * r + 1 for r in reach], mode="constant")
plain = bones & ~hot


def nearby(values):
    """Sums of squares of pixels, smoothed by 68 mm."""
    high, wide = rows // side, columns // side
    sums = values[: high * side, : wide * side].reshape(high, side, wide, side).sum((1, 3))
    sigma = [68 / np.sqrt(8 * np.log(2)) / (s * side) for s in spacing]
    return gaussian_filter(sums, sigma, mode="reflect", truncate=4.0)


mean = nearby(np.where(plain, view, 0)) / np.maximum(nearby(plain.astype(float)), 1e-12)
at = [np.minimum(np.arange(n) // side, n // side - 1) for n in (rows, columns)]
cooled = np.where(hot, np.minimum(view, mean[np.ix_(*at)]), view)

result = {
    "made_by": f"Fixtures/scipy/cooled_foci.py, SciPy {scipy.__version__}",
    "rows": rows,
    "columns": columns,
    "spacing": spacing,
    "view": view.ravel().astype(int).tolist(),
    "bones": bones.ravel().astype(int).tolist(),
    "foci": foci.ravel().astype(int).tolist(),
    "cooled": cooled.ravel().round(6).tolist(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
