"""A small Poisson body measured with NumPy and SciPy: mask, quantiles, histogram, profile along the body, noise power.

Writes profile.json beside this file.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.ndimage import gaussian_filter

generator = np.random.default_rng(14)
rows, columns, pixel = 176, 96, 2.26
y, x = np.mgrid[:rows, :columns]
body = ((x - 47) / 36) ** 2 + ((y - 90) / 80) ** 2 < 1
mean = 0.05 + 9 * body + 40 * (body & (abs(x - 47) < 4)) + 30 * (((x - 60) ** 2 + (y - 120) ** 2) < 30)
image = generator.poisson(gaussian_filter(mean.astype(float), 1.6))

smoothed = gaussian_filter(image.astype(float), 8 / pixel / np.sqrt(8 * np.log(2)), mode="reflect", truncate=4.0)
mask = smoothed > 0.05 * np.percentile(smoothed, 99)
values = image[mask].astype(float)

# Each number of counts k is spread evenly over what lies between k - 1/2 (0 at least) and k + 1/2.
shares = np.concatenate([[0], np.cumsum(np.bincount(image[mask])) / len(values)])
quantiles = np.interp([0.5, 0.25, 0.75, 0.9, 0.95, 0.99], shares, np.maximum(np.arange(len(shares)) - 0.5, 0))
edges = 0.1 * np.arange(61) * values.mean()
low, high = np.maximum(values - 0.5, 0), values + 0.5
below = np.clip((edges[:, None] - low) / (high - low), 0, 1).mean(axis=1)

inside = np.flatnonzero(mask.any(axis=1))
sums = (image * mask).sum(axis=1)[inside[0] : inside[-1] + 1]
cumulative = np.concatenate([[0], np.cumsum(sums)])
along = np.interp(np.linspace(0, len(sums), 101), np.arange(len(sums) + 1), cumulative)

n = 32
window = np.outer(*[0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)] * 2)
power, tiles = np.zeros((n, n)), 0
for r in range(0, rows - n + 1, n // 2):
    for c in range(0, columns - n + 1, n // 2):
        if mask[r : r + n, c : c + n].all():
            tile = image[r : r + n, c : c + n]
            centred = window * (tile - (window * tile).sum() / window.sum())
            power += np.abs(np.fft.fft2(centred)) ** 2 / (window**2 * tile).sum()
            tiles += 1
power /= tiles
frequency = np.fft.fftfreq(n) * n
ring = np.rint(np.hypot(frequency[:, None], frequency[None])).astype(int)

result = {
    "made_by": f"Fixtures/scipy/profile.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
    "rows": rows,
    "columns": columns,
    "pixel": pixel,
    "image": image.ravel().tolist(),
    "inside": int(mask.sum()),
    "mean": values.mean(),
    "median": quantiles[0],
    "contrasts": (quantiles[1:] / quantiles[0]).tolist(),
    "histogram": (np.diff(below) / 0.1).tolist(),
    "lengthwise": (np.diff(along) / cumulative[-1]).tolist(),
    "tiles": tiles,
    "power": [power[ring == k].mean() for k in range(1, n // 2 + 1)],
    "plateau": power[(ring > n // 4) & (ring <= n // 2)].mean(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
