"""scipy.ndimage.gaussian_filter of a Poisson image at widths in mm. Writes gaussian.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.ndimage import gaussian_filter

generator = np.random.default_rng(8)
rows, columns = 30, 22
spacing = (2.26, 2.4)
image = generator.poisson(20, (rows, columns)).astype(np.float64)
image[12, 9] = 900
image[0, 0] = 400

filtered = {}
for fwhm in (1.0, 4.0, 8.0, 60.0):
    sigma = [fwhm / np.sqrt(8 * np.log(2)) / s for s in spacing]
    filtered[str(fwhm)] = gaussian_filter(image, sigma, mode="reflect", truncate=4.0).ravel().tolist()

result = {
    "made_by": f"Fixtures/scipy/gaussian.py, SciPy {scipy.__version__}",
    "rows": rows,
    "columns": columns,
    "spacing": spacing,
    "image": image.ravel().tolist(),
    "filtered": filtered,
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
