"""Rank correlations, with and without ties. Writes spearman.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

generator = np.random.default_rng(1904)
cases = []
for n, tied in ((2, False), (7, False), (7, True), (60, False), (200, True)):
    x = generator.normal(size=n)
    y = 0.5 * x + generator.normal(size=n)
    if tied:  # many zeros, as in maps without negative values
        x, y = np.maximum(np.round(x, 1), 0), np.maximum(np.round(y, 1), 0)
    cases.append({"x": x.tolist(), "y": y.tolist(), "rho": float(stats.spearmanr(x, y).statistic)})

result = {"made_by": f"Fixtures/scipy/spearman.py, SciPy {scipy.__version__}", "cases": cases}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
