"""A small volume projected with SciPy: each slab attenuated, blurred by scipy.ndimage.gaussian_filter and added up, and
scatter by a convolution with K0(r / r0) / (2 pi r0^2) on a fine grid. Writes projection.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.ndimage import gaussian_filter
from scipy.signal import fftconvolve
from scipy.special import k0

slabs, rows, columns = 6, 40, 32
matrix = (96, 64)
origin = (30, 14)  # row and column of the volume's first voxel in the matrix
pixel, slab = 2.4, 20.0
faces = {"anterior": 180.0, "posterior": -70.0}  # z of the collimators; slab 0 lies at z = 0
table = 0.93
d, length, gap, intrinsic = 1.11, 24.05 - 2 / 2.7, 5.0, 3.9
r0 = 40.0

generator = np.random.default_rng(11)
s, r, c = np.meshgrid(*(np.arange(n) for n in (slabs, rows, columns)), indexing="ij")
activity = np.zeros((slabs, rows, columns))
for _ in range(8):  # smooth blobs: what the two sides do to single voxels differs on purpose
    at = generator.uniform((0, 8, 8), (slabs - 1, rows - 9, columns - 9))
    activity += generator.uniform(0.5, 3) * np.exp(-((r - at[1]) ** 2 + (c - at[2]) ** 2) / 8 - (s - at[0]) ** 2)
attenuation = generator.uniform(0.004, 0.028, activity.shape)

behind = np.cumsum(attenuation[::-1], 0)[::-1] - attenuation / 2
to_front = behind * slab
through = attenuation.sum(0) * slab

# Each pixel's mean of the kernel, from 9 x 9 points.
fine = (np.arange(9) - 4) / 9
axis = (np.arange(-200, 201)[:, None] + fine).ravel()
kernel = np.zeros((401, 401))
for i, row in enumerate(np.arange(-200, 201)):
    radius = np.hypot((row + fine)[:, None], axis[None]) * pixel
    values = k0(np.maximum(radius, 1e-9 + pixel / 40) / r0) / (2 * np.pi * r0**2) * pixel**2
    kernel[i] = values.reshape(9, 401, 9).mean((0, 2))

result = {}
for view, face in faces.items():
    path = to_front if view == "anterior" else through - to_front
    seen = activity * np.exp(-path) * (1 if view == "anterior" else table)
    source = np.zeros(matrix)
    image = np.zeros(matrix)
    inside = (slice(origin[0], origin[0] + rows), slice(origin[1], origin[1] + columns))
    for k in range(slabs):
        distance = abs(face - k * slab)
        width = np.hypot(d * (length + distance + gap) / length, intrinsic)
        variance = width**2 / (8 * np.log(2)) / pixel**2 - 0.25
        placed = np.zeros(matrix)
        placed[inside] = seen[k]
        image += gaussian_filter(placed, variance**0.5, mode="constant", truncate=6)
        source[inside] += seen[k] * np.minimum(0.03 * path[k] / 0.15, 0.6)
    result[view] = {"primary": image.ravel().tolist(), "scatter": fftconvolve(source, kernel, mode="same").ravel().tolist()}

result |= {
    "made_by": f"Fixtures/scipy/projection.py, SciPy {scipy.__version__}",
    "kernelSum": kernel.sum(),
    "activity": activity.ravel().tolist(),
    "attenuation": attenuation.ravel().tolist(),
}
short = json.loads(json.dumps(result), parse_float=lambda text: float(f"{float(text):.5g}"))
Path(__file__).with_suffix(".json").write_text(json.dumps(short) + "\n")
