"""Binormal ROC curves by maximum likelihood with scipy.optimize. Writes binormal.json beside this file.

All cut-offs are free, as in Dorfman and Alf (1969); the covariance is the inverse of the expected information, by
numerical derivatives of each rating's chance.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import optimize, stats

g = np.random.default_rng(1969)


def chances(theta):
    a, b = theta[:2]
    cuts = np.concatenate([[-np.inf], theta[2], [np.inf]])
    return np.diff(stats.norm.cdf(cuts)), np.diff(stats.norm.cdf(b * cuts - a))


def unpack(v):
    return v[0], np.exp(v[1]), np.cumsum(np.concatenate([v[2:3], np.exp(v[3:])]))


def fit(positives, negatives):
    values = np.unique(np.concatenate([positives, negatives]))
    m = np.array([(positives == v).sum() for v in values], float)
    n = np.array([(negatives == v).sum() for v in values], float)
    k = len(values)

    def loss(v):
        p0, p1 = chances(unpack(v))
        return -(n * np.log(np.maximum(p0, 1e-300))).sum() - (m * np.log(np.maximum(p1, 1e-300))).sum()

    start = np.concatenate([[1, 0], stats.norm.ppf(np.cumsum(m + n)[:1] / (m + n).sum()), np.log(np.diff(stats.norm.ppf(np.cumsum(m + n)[:-1] / (m + n).sum())))])
    best = optimize.minimize(loss, start, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000})
    best = optimize.minimize(loss, best.x, method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 200000, "maxfev": 200000})
    a, b, cuts = unpack(best.x)
    full = np.concatenate([[a, b], cuts])
    rows = []
    for j in range(len(full)):
        h = 1e-5 * np.eye(len(full))[j]
        up, down = (np.concatenate(chances((x[0], x[1], x[2:]))) for x in (full + h, full - h))
        rows.append((up - down) / 2e-5)
    jacobian = np.array(rows)
    weights = np.concatenate([np.full(k, n.sum()), np.full(k, m.sum())]) / np.concatenate(chances((a, b, cuts)))
    covariance = np.linalg.inv((jacobian * weights) @ jacobian.T)[:2, :2]
    root = np.sqrt(1 + b * b)
    slope = stats.norm.pdf(a / root) * np.array([1 / root, -a * b / root**3])
    return {
        "positives": positives.tolist(),
        "negatives": negatives.tolist(),
        "a": float(a),
        "b": float(b),
        "area": float(stats.norm.cdf(a / root)),
        "error": float(np.sqrt(slope @ covariance @ slope)),
        "likelihood": -float(best.fun),
    }


rows = []
for m, n, k, shift, spread in ((60, 80, 5, 1.5, 1.3), (30, 25, 4, 0.8, 0.8), (200, 300, 6, 2.2, 1.6)):
    scale = lambda x: np.clip(np.round(x + k / 2 - 0.5), 1, k)
    rows.append(fit(scale(g.normal(shift, spread, m)), scale(g.normal(0, 1, n))))
result = {"made_by": f"Fixtures/statistics/binormal.py, SciPy {scipy.__version__}", "rows": rows}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
