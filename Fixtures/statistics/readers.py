"""Several readers and modalities (Obuchowski-Rockette), FROC curves, tails of F. Writes readers.json beside this file.

The analysis of variance as Hillis writes it (Stat Med 26:596, 2007), in NumPy, with covariances by DeLong's kernel over
all pairs; F and t by SciPy. FROC by trying every threshold.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from cases import kernel
from scipy import stats

g = np.random.default_rng(1995)


def study(modalities, readers, positives, negatives, digits, gains):
    labels = np.repeat([1, 0], [positives, negatives])
    case = g.normal(size=len(labels))
    scores = np.array(
        [
            [
                np.round(gains[t] * labels + g.normal(0, 0.3) * labels + case + g.normal(0, 1, len(labels)), digits)
                for _ in range(readers)
            ]
            for t in range(modalities)
        ]
    )
    psi = [[kernel(labels, s) for s in row] for row in scores]
    areas = np.array([[k.mean() for k in row] for row in psi])
    flat = [k for row in psi for k in row]
    sigma = np.cov([k.mean(1) for k in flat]) / positives + np.cov([k.mean(0) for k in flat]) / negatives
    sigma = sigma.reshape(modalities, readers, modalities, readers)
    T, R = range(modalities), range(readers)
    variance = np.mean([sigma[i, j, i, j] for i in T for j in R])
    cov1 = np.mean([sigma[i, j, k, j] for i in T for k in T for j in R if i != k])
    cov2 = np.mean([sigma[i, j, i, k] for i in T for j in R for k in R if j != k])
    cov3 = np.mean([sigma[i, j, k, m] for i in T for k in T for j in R for m in R if i != k and j != m])
    t, r = modalities, readers
    ms_t = r * ((areas.mean(1) - areas.mean()) ** 2).sum() / (t - 1)
    ms_tr = ((areas - areas.mean(1, keepdims=True) - areas.mean(0) + areas.mean()) ** 2).sum() / ((t - 1) * (r - 1))
    error = ms_tr + max(r * (cov2 - cov3), 0)
    f, ddf = ms_t / error, error**2 / (ms_tr**2 / ((t - 1) * (r - 1)))
    half = stats.t.ppf(0.975, ddf) * np.sqrt(2 * error / r)
    gap = areas[0].mean() - areas[1].mean()
    single = []
    for i in T:
        ms_r = areas[i].var(ddof=1)
        own = ms_r + max(r * np.mean([sigma[i, j, i, k] for j in R for k in R if j != k]), 0)
        width = stats.t.ppf(0.975, own**2 / (ms_r**2 / (r - 1))) * np.sqrt(own / r)
        single.append([areas[i].mean(), max(0, areas[i].mean() - width), min(1, areas[i].mean() + width)])
    return {
        "labels": labels.tolist(),
        "scores": scores.tolist(),
        "areas": areas.tolist(),
        "components": [variance, cov1, cov2, cov3],
        "f": f,
        "ddf": ddf,
        "p": stats.f.sf(f, t - 1, ddf),
        "difference": [gap, gap - half, gap + half],
        "p_difference": 2 * stats.t.sf(abs(gap) / np.sqrt(2 * error / r), ddf),
        "single": single,
    }


def froc():
    scans, marks = [], []
    for scan in range(20):
        lesions = int(g.integers(0, 4))
        own = [[round(float(g.normal(1)), 1), lesion] for lesion in range(lesions) for _ in range(g.integers(0, 3))]
        own += [[round(float(g.normal(0)), 1), None] for _ in range(g.integers(0, 4))]
        scans.append(lesions)
        marks.append(own)
    points = []
    for threshold in sorted({s for own in marks for s, _ in own}, reverse=True):
        found = sum(len({l for s, l in own if l is not None and s >= threshold}) for own in marks)
        wrong = sum(s >= threshold and l is None for own in marks for s, l in own)
        point = [threshold, found / sum(scans), wrong / len(scans)]
        if not points or point[1:] != points[-1][1:]:
            points.append(point)
    rates = [0.125, 0.25, 0.5, 1, 2]
    found = [max([p[1] for p in points if p[2] <= rate], default=0) for rate in rates]
    return {"lesions": scans, "marks": marks, "points": points, "rates": rates, "sensitivities": found}


result = {
    "made_by": f"Fixtures/statistics/readers.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
    "studies": [study(2, 5, 20, 25, 2, (1.6, 1.1)), study(3, 3, 12, 15, 0, (1.5, 1.5, 1.0)), study(2, 4, 30, 30, 1, (1.2, 1.2))],
    "froc": froc(),
    "f": [[f, a, b, float(stats.f.sf(f, a, b))] for f in (0.0, 0.3, 1.0, 4.5, 60.0) for a, b in ((1, 3.7), (2, 40.0), (4, 1e4))],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
