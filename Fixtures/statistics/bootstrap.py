"""BCa intervals by scipy.stats.bootstrap: its replicates, the values without each case, its interval. Writes bootstrap.json."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

g = np.random.default_rng(1987)
rows = []
for n, name, statistic in ((15, "mean", np.mean), (30, "standard deviation", np.std), (25, "skewness", stats.skew)):
    x = np.round(g.exponential(size=n), 4)
    found = stats.bootstrap((x,), statistic, n_resamples=499, method="BCa", rng=g, vectorized=True)
    rows.append(
        {
            "name": name,
            "estimate": float(statistic(x)),
            "replicates": np.sort(found.bootstrap_distribution).tolist(),
            "jackknife": [float(statistic(np.delete(x, i))) for i in range(n)],
            "interval": [float(found.confidence_interval.low), float(found.confidence_interval.high)],
        }
    )
result = {"made_by": f"Fixtures/statistics/bootstrap.py, SciPy {scipy.__version__}", "rows": rows}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
