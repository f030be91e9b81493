"""scipy.stats.poisson: the chance of each outcome at seven means. Writes poisson.json beside this file."""

import json
from pathlib import Path

import scipy
from scipy.stats import poisson

cases = []
for mean in (0.05, 0.7, 5.0, 9.99, 10.01, 40.0, 1000.0):
    first, last = int(poisson.ppf(1e-12, mean)), int(poisson.isf(1e-12, mean))
    chances = poisson.pmf(range(first, last + 1), mean).tolist()
    cases.append({"mean": mean, "variance": float(poisson.var(mean)), "first": first, "chances": chances})

result = {"made_by": f"Fixtures/scipy/poisson.py, SciPy {scipy.__version__}", "cases": cases}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
