"""Laguerre-Gauss channels and a channelised Hotelling observer in NumPy. Writes observer.json beside this file.

The regions are made on both sides from the counters of Fixtures/weights.py.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.special import eval_laguerre
from scipy.stats import mannwhitneyu
from weights import counter

size, sigma, number = 24, 2.07, 40
a = np.sqrt(2 * np.pi) * sigma
offset = np.arange(size) - size // 2
r2 = (offset[:, None] ** 2 + offset**2) / a**2
channels = np.array([np.sqrt(2) / a * np.exp(-np.pi * r2) * eval_laguerre(j, 2 * np.pi * r2) for j in range(6)])
lesion = 0.4 * np.exp(-np.pi * r2)

regions = np.array([counter(i, (size, size)).astype(float) for i in range(4 * number)])
regions[: 2 * number] += lesion
outputs = regions.reshape(len(regions), -1) @ channels.reshape(6, -1).T
present, absent = outputs[: 2 * number], outputs[2 * number :]
train = (present[:number], absent[:number])
template = np.linalg.solve((np.cov(train[0].T) + np.cov(train[1].T)) / 2, train[0].mean(0) - train[1].mean(0))
scores = present[number:] @ template, absent[number:] @ template

result = {
    "made_by": f"Fixtures/scipy/observer.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
    "channels": channels[:, 7, 10].tolist(),
    "sums": np.abs(channels).sum((1, 2)).tolist(),
    "template": template.tolist(),
    "auc": float(mannwhitneyu(*scores).statistic / number**2),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
