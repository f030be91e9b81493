"""Signed-rank tests, Holm's adjustment, AUCs, Poisson tails, normal quantiles. Writes tests.json beside this file.

scipy.stats.wilcoxon: exact, by all permutations where differences are equal, and the normal approximation.
The Hodges-Lehmann interval is found as its definition says: the shifts that the test does not reject.
Holm's adjustment is found as a closed test (Marcus, Peritz, Gabriel 1976): the largest Bonferroni chance of
all sets of hypotheses that hold the one in question. DeLong's variance is by the kernel over all pairs.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import scipy
from scipy import stats

generator = np.random.default_rng(1945)


def shifts(d, level):
    """The middle of the Walsh averages, and the least and greatest that no test at 1 - level rejects."""
    i, j = np.triu_indices(len(d))
    walsh = np.sort((d[i] + d[j]) / 2)
    kept = []
    for bound, inward in ((walsh, 1), (walsh[::-1], -1)):
        for w in bound:  # just inside of the average that the test jumps at
            if stats.wilcoxon(d - w - inward * 1e-9, method="exact").pvalue > 1 - level:
                kept.append(w)
                break
    return [float(np.median(walsh)), *map(float, kept)]


cases = []
for n, kind in ((5, "distinct"), (9, "tied"), (12, "zeros"), (20, "distinct"), (50, "distinct"), (51, "distinct"), (120, "tied")):
    d = generator.normal(0.3, 1, n)
    if kind != "distinct":
        d = np.round(d * 2) / 2 if kind == "zeros" else np.round(2 * d + np.where(d > 0, 0.5, -0.5)) / 2
    if kind == "tied":
        d = d[d != 0]
    method = "asymptotic" if len(d) > 50 else "exact"
    if kind != "distinct" and len(d) <= 50:
        method = stats.PermutationMethod()
    found = {
        name: stats.wilcoxon(d[d != 0], alternative=alternative, correction=True, method=method)
        for name, alternative in (("twoSided", "two-sided"), ("greater", "greater"), ("less", "less"))
    }
    cases.append(
        {
            "differences": d.tolist(),
            "statistic": float(found["greater"].statistic),
            "p": {name: float(test.pvalue) for name, test in found.items()},
            "shift": shifts(d, 0.95) if kind == "distinct" and 6 <= n <= 50 else None,
        }
    )


def closed(p):
    adjusted = []
    for i in range(len(p)):
        others = [j for j in range(len(p)) if j != i]
        sets = [(i, *s) for k in range(len(p)) for s in itertools.combinations(others, k)]
        adjusted.append(max(min(1, len(s) * min(p[j] for j in s)) for s in sets))
    return adjusted


chances = [[0.01], [0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.001, 0.9, 0.02, 0.02], [0.6, 0.7]]

areas = []
for m, n, kind in ((5, 7, float), (30, 20, float), (25, 40, int)):
    scores = [generator.normal(shift, 1, size) for shift in (0.8, 1.1) for size in (m, n)]
    scores[1], scores[3] = scores[1] - 0.8, scores[3] - 0.9
    scores[2], scores[3] = scores[2] + scores[0], scores[3] + scores[1]
    if kind is int:
        scores = [np.round(2 * s) for s in scores]
    values, v10, v01 = [], [], []
    for x, y in (scores[:2], scores[2:]):
        psi = (x[:, None] > y) + 0.5 * (x[:, None] == y)
        values.append(float(stats.mannwhitneyu(x, y).statistic / (m * n)))
        v10.append(psi.mean(1))
        v01.append(psi.mean(0))
    s = np.cov(v10) / m + np.cov(v01) / n
    z = (values[0] - values[1]) / np.sqrt(s[0, 0] + s[1, 1] - 2 * s[0, 1])
    areas.append(
        {
            "scores": [x.tolist() for x in scores],
            "values": values,
            "errors": np.sqrt(np.diag(s)).tolist(),
            "p": float(2 * stats.norm.sf(abs(z))),
        }
    )

quantiles = [1e-300, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.975, 0.999999]
tails = [(0, 0.5), (1, 1e-9), (3, 0.01), (12, 4.5), (4, 30.0), (80, 50.0), (5000, 5300.0), (5000, 4600.0), (7, 7.0)]
result = {
    "made_by": f"Fixtures/scipy/tests.py, SciPy {scipy.__version__}",
    "wilcoxon": cases,
    "holm": [{"chances": p, "adjusted": closed(p)} for p in chances],
    "auc": areas,
    "poisson": [[k, m, float(stats.poisson.sf(k - 1, m)), float(stats.poisson.cdf(k, m))] for k, m in tails],
    "normal": [[p, float(stats.norm.ppf(p))] for p in quantiles],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
