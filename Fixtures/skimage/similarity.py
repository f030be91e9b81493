"""PSNR and SSIM of two Poisson images by scikit-image. Writes similarity.json beside this file."""

import json
from pathlib import Path

import numpy as np
import skimage
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

generator = np.random.default_rng(2004)
rows, columns = 32, 28
y, x = np.mgrid[:rows, :columns]
mean = 3 + 40 * np.exp(-((x - 12) ** 2 + (y - 15) ** 2) / 30) + 150 * ((x - 20) ** 2 + (y - 25) ** 2 < 4)
reference = generator.poisson(mean).astype(np.float64)
image = generator.poisson(mean / 5) * 5.0

peaks = {
    "maximum": float(reference.max()),
    "percentile 0.999": float(np.quantile(reference.astype(np.float32), 0.999)),
    "fixed 255": 255.0,
}
result = {
    "made_by": f"Fixtures/skimage/similarity.py, scikit-image {skimage.__version__}",
    "rows": rows,
    "columns": columns,
    "reference": reference.ravel().tolist(),
    "image": image.ravel().tolist(),
    "peaks": peaks,
    "psnr": {name: float(peak_signal_noise_ratio(reference, image, data_range=p)) for name, p in peaks.items()},
    "ssim": {
        name: float(
            structural_similarity(
                reference, image, data_range=p, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
            )
        )
        for name, p in peaks.items()
    },
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
