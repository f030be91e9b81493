"""Non-local means in the Anscombe domain. Writes non_local_means.json beside this file.

By the formula in NumPy, in double precision. scikit-image's denoise_nl_means(fast_mode=False) confirms it:
with its two shortcuts the same lines give its numbers to 1e-6. They are an exponential good to 6 %, and
giving a patch up as soon as some of its rows are too far. Its fast mode is no witness: its patches are a
pixel smaller than asked for, and off centre.
"""

import json
import sys
from pathlib import Path

import numpy as np
import skimage
from skimage.restoration import denoise_nl_means

sys.path.insert(0, str(Path(__file__).parents[1] / "scipy"))
from diffusion import anscombe, inverse_anscombe  # noqa: E402


def fast_exp(x):
    """2 to the power x / ln 2 by writing it into the upper bits (Schraudolph 1999)."""
    return ((1048576 / np.log(2) * x + 1072693248 - 60801).astype(np.int64) << 32).view(np.float64)


def non_local_means(field, h, patch, search, shortcuts=False):
    radius, reach = patch // 2, search // 2
    margin = radius + reach
    padded = np.pad(field, margin, mode="symmetric")
    offsets = np.arange(-radius, radius + 1)
    kernel = np.exp(-(offsets**2) / (2 * ((patch - 1) / 4) ** 2)) if patch > 1 else np.ones(1)
    kernel /= kernel.sum()

    def shifted(down, right):
        return padded[margin + down :, margin + right :][: field.shape[0], : field.shape[1]]

    sums, weights = np.zeros_like(field), np.zeros_like(field)
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            exponent = np.zeros_like(field)
            given_up = np.zeros(field.shape, bool)
            for a in offsets:
                given_up |= exponent > 5
                for b in offsets:
                    square = (shifted(a, b) - shifted(a + down, b + right)) ** 2
                    exponent += kernel[a + radius] * kernel[b + radius] * (square - 2) / h**2
            if shortcuts:
                weight = np.where(given_up, 0, fast_exp(-np.maximum(exponent, 0)))
            else:
                weight = np.where(exponent > 5, 0, np.exp(-np.maximum(exponent, 0)))
            sums += weight * shifted(down, right)
            weights += weight
    return sums / weights


if __name__ == "__main__":
    generator = np.random.default_rng(2005)
    rows, columns = 22, 19
    y, x = np.mgrid[:rows, :columns]
    mean = np.where(x < 5, 0.5, 8) + 40 * ((x - 12) ** 2 + (y - 9) ** 2 < 12)
    image = generator.poisson(mean).astype(np.float64)
    field = anscombe(image)

    cases = []
    for h, patch, search in ((0.8, 5, 13), (0.4, 3, 7), (1.2, 7, 21), (0.6, 1, 5)):
        smoothed = non_local_means(field, h, patch, search)
        case = {"strength": h, "patchSize": patch, "searchSize": search}
        if patch > 1:
            margin = patch + search
            padded = np.pad(field, margin, mode="symmetric")
            peer = denoise_nl_means(padded, patch, search // 2, h, fast_mode=False, sigma=1)
            distance = peer[margin:-margin, margin:-margin] - non_local_means(field, h, patch, search, True)
            assert np.abs(distance).max() < 1e-6, case
        counts = inverse_anscombe(smoothed)
        case["result"] = (counts * image.sum() / counts.sum()).ravel().tolist()
        cases.append(case)
    result = {
        "made_by": f"Fixtures/skimage/non_local_means.py, NumPy {np.__version__}, scikit-image {skimage.__version__}",
        "rows": rows,
        "columns": columns,
        "image": image.ravel().tolist(),
        "cases": cases,
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
