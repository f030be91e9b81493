"""Cohen's, weighted and Fleiss' kappa; agreement of paired measurements. Writes agreement.json beside this file.

Kappa and its interval by statsmodels, checked against scikit-learn; Fleiss' kappa by statsmodels, its standard error by
the infinitesimal jackknife, with numerical derivatives by the weight of each case.
Pearson's correlation by SciPy; Lin's concordance by NumPy's covariances; limits of agreement by statsmodels.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
import statsmodels
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.weightstats import DescrStatsW
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa, to_table

g = np.random.default_rng(1968)
pairs = []
for n, k in ((60, 2), (80, 4), (12, 5), (9, 3)):
    truth = g.integers(0, k, n)
    readers = [np.where(g.random(n) < 0.6, truth, np.clip(truth + g.integers(-1, 2, n), 0, k - 1)) for _ in range(2)]
    found = {}
    for ours, theirs, scikit in (("equal", None, None), ("linear", "linear", "linear"), ("quadratic", "quadratic", "quadratic")):
        table = to_table(np.stack(readers, 1), bins=np.arange(k + 1) - 0.5)[0]
        kappa = cohens_kappa(table, weights=np.arange(k) if theirs else None, wt={"linear": "linear", "quadratic": "quadratic"}.get(theirs))
        assert abs(kappa.kappa - cohen_kappa_score(*readers, weights=scikit, labels=range(k))) < 1e-12
        half = stats.norm.ppf(0.975) * kappa.std_kappa
        found[ours] = [float(kappa.kappa), max(-1.0, float(kappa.kappa - half)), min(1.0, float(kappa.kappa + half))]
    pairs.append({"first": readers[0].tolist(), "second": readers[1].tolist(), "categories": k, "kappa": found})


def weighted_fleiss(counts, w):
    r = counts[0].sum()
    observed = (w * (counts * (counts - 1)).sum(1) / (r * (r - 1))).sum() / w.sum()
    shares = (w[:, None] * counts).sum(0) / (w.sum() * r)
    return (observed - (shares**2).sum()) / (1 - (shares**2).sum())


groups = []
for n, readers, k in ((40, 3, 2), (25, 5, 4), (6, 4, 3)):
    truth = g.integers(0, k, n)
    chosen = np.where(g.random((n, readers)) < 0.7, truth[:, None], g.integers(0, k, (n, readers)))
    counts = np.stack([(chosen == c).sum(1) for c in range(k)], 1)
    kappa = float(fleiss_kappa(counts))
    ones, step = np.ones(n), 1e-4
    assert abs(weighted_fleiss(counts, ones) - kappa) < 1e-12
    slopes = [(weighted_fleiss(counts, ones + step * e) - weighted_fleiss(counts, ones - step * e)) / (2 * step) for e in np.eye(n)]
    half = stats.norm.ppf(0.975) * np.sqrt((np.array(slopes) ** 2).sum() * n / (n - 1))
    groups.append({"ratings": counts.tolist(), "kappa": [kappa, max(-1.0, float(kappa - half)), min(1.0, float(kappa + half))]})

measured = []
for n, scale, shift in ((30, 1.0, 0.0), (57, 0.7, 1.5), (5, -0.4, 3.0)):
    first = g.gamma(1.5, 2.0, n)
    second = scale * first + shift + g.normal(0, 0.8, n)
    (xx, xy), (_, yy) = np.cov(first, second, ddof=0)
    difference = DescrStatsW(first - second, ddof=1)
    half = stats.norm.ppf(0.975) * difference.std
    measured.append({
        "first": first.tolist(), "second": second.tolist(),
        "correlation": float(stats.pearsonr(first, second).statistic),
        "concordance": float(2 * xy / (xx + yy + (first.mean() - second.mean()) ** 2)),
        "bias": float(difference.mean), "lowerLimit": float(difference.mean - half), "upperLimit": float(difference.mean + half),
    })

result = {
    "made_by": f"Fixtures/statistics/agreement.py, statsmodels {statsmodels.__version__}, scikit-learn {sklearn.__version__}",
    "cohen": pairs,
    "fleiss": groups,
    "measured": measured,
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
