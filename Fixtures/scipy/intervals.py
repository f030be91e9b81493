"""Incomplete beta function, its inverse, Student's t and two intervals by SciPy. Writes intervals.json beside this file."""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy import special, stats

shapes = [(0.5, 0.5), (0.5, 4.5), (1, 1), (1, 3), (2.5, 0.5), (3, 7), (20, 0.5), (40, 60), (1, 4000), (300, 3700), (0.5, 5e4)]
places = [1e-6, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999]
chances = [1e-6, 0.005, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999]

generator = np.random.default_rng(1908)
samples = [(30 + generator.normal(size=n)).round(3).tolist() for n in (2, 3, 10, 200)]


def mean_interval(values, level):
    interval = stats.ttest_1samp(values, 0).confidence_interval(level)
    return {"values": values, "level": level, "mean": float(np.mean(values)), "interval": [float(interval.low), float(interval.high)]}


def proportion_interval(k, n, level):
    # Not by stats.binomtest, whose root finder stops at 2e-12 of the interval 0...1; they agree to that.
    outside = (1 - level) / 2
    low = stats.beta.ppf(outside, k, n - k + 1) if k > 0 else 0.0
    high = stats.beta.ppf(1 - outside, k + 1, n - k) if k < n else 1.0
    peer = stats.binomtest(k, n).proportion_ci(level, method="exact")
    assert abs(low - peer.low) < 1e-11 and abs(high - peer.high) < 1e-11
    return {"successes": k, "trials": n, "level": level, "interval": [float(low), float(high)]}


result = {
    "made_by": f"Fixtures/scipy/intervals.py, SciPy {scipy.__version__}",
    "beta": [[a, b, x, float(special.betainc(a, b, x))] for a, b in shapes for x in places],
    "inverse_beta": [[a, b, p, float(special.betaincinv(a, b, p))] for a, b in shapes for p in chances],
    "student": [[p, df, float(stats.t.ppf(p, df))] for p in (0.6, 0.975, 0.995, 0.9999) for df in (1, 2, 5, 30, 1000, 100000)],
    "means": [mean_interval(s, level) for s in samples for level in (0.9, 0.95, 0.99)],
    "proportions": [
        proportion_interval(k, n, level)
        for k, n in ((0, 10), (10, 10), (1, 10), (7, 20), (0, 1), (1, 4000), (2000, 4000), (3999, 4000))
        for level in (0.9, 0.95)
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
