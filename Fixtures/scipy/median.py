"""scipy.ndimage.median_filter of a Poisson image. Writes median.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.ndimage import median_filter

generator = np.random.default_rng(1971)
rows, columns = 17, 14
image = generator.poisson(6, (rows, columns)).astype(np.float64)
image[8, 5] = 900
image[0, 0] = 400

result = {
    "made_by": f"Fixtures/scipy/median.py, SciPy {scipy.__version__}",
    "rows": rows,
    "columns": columns,
    "image": image.ravel().tolist(),
    "filtered": {str(size): median_filter(image, size, mode="reflect").ravel().tolist() for size in (3, 5, 7, 31)},
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
