"""ROC curves, DeLong, operating points, McNemar, clustered AUCs. Writes roc.json beside this file.

Curves and areas by scikit-learn, exact intervals by SciPy, McNemar by statsmodels. DeLong's variance by the kernel over
all pairs, in O(n^2); proc.R has pROC's answers for the same cases. Obuchowski's of clustered cases as her paper writes it, patient by patient.
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
from cases import clustered, kernel, scored
from scipy import stats
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar


def delong(labels, scores):
    psi = [kernel(labels, s) for s in scores]
    s10 = np.cov([k.mean(1) for k in psi])
    s01 = np.cov([k.mean(0) for k in psi])
    return [float(k.mean()) for k in psi], s10 / (labels == 1).sum() + s01 / (labels == 0).sum()


def interval(k, n):
    found = stats.binomtest(int(k), int(n)).proportion_ci(0.95, method="exact")
    return [k / n, found.low, found.high]


def one(name, labels, scores):
    areas, covariance = delong(labels, scores)
    for s, a in zip(scores, areas):
        assert abs(metrics.roc_auc_score(labels, s) - a) < 1e-12
    fpr, tpr, thresholds = metrics.roc_curve(labels, scores[0], drop_intermediate=False)
    best = int(np.argmax(np.round(tpr - fpr, 12)))
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    threshold = float(np.median(scores[0]))
    called = [s >= np.median(s) for s in scores]
    right = [c == (labels == 1) for c in called]
    table = [[sum(a == i and b == j for a, b in zip(*right)) for j in (1, 0)] for i in (1, 0)]
    b, c, n = table[0][1], table[1][0], len(labels)
    u, v = (b + 1) / (n + 2), (c + 1) / (n + 2)
    half = stats.norm.ppf(0.975) * np.sqrt((u + v - (u - v) ** 2) / (n + 2))
    tn, fp, fn, tp = metrics.confusion_matrix(labels, called[0]).ravel()
    return {
        "name": name,
        "labels": labels.tolist(),
        "scores": [s.tolist() for s in scores],
        "curve": [[f, t] for f, t in zip(fpr.tolist(), tpr.tolist())],
        "thresholds": thresholds[1:].tolist(),
        "youden": float(thresholds[best]) if best else None,
        "areas": areas,
        "covariance": covariance.tolist(),
        "p": float(2 * stats.norm.sf(abs(areas[0] - areas[1]) / np.sqrt(variance))),
        "threshold": threshold,
        "sensitivity": interval(tp, tp + fn),
        "specificity": interval(tn, tn + fp),
        "ppv": interval(tp, tp + fp),
        "npv": interval(tn, tn + fn) if tn + fn else None,
        "accuracy": interval(tp + tn, n),
        "right": [r.tolist() for r in right],
        "mcnemar": float(mcnemar(table, exact=True).pvalue),
        "difference": [(b - c) / n, max(-1, u - v - half), min(1, u - v + half)],
    }


def obuchowski(labels, scores, patients):
    """Biometrics 53:567, 1997, equations for two correlated areas."""
    owners = np.unique(patients)
    m, n = (labels == 1).sum(), (labels == 0).sum()
    areas, x, y = [], [], []
    for s in scores:
        psi = kernel(labels, s)
        a = psi.mean()
        v10, v01 = np.zeros(len(labels)), np.zeros(len(labels))
        v10[labels == 1], v01[labels == 0] = psi.mean(1), psi.mean(0)
        areas.append(float(a))
        x.append([(v10[patients == p].sum() - (labels[patients == p] == 1).sum() * a) for p in owners])
        y.append([(v01[patients == p].sum() - (labels[patients == p] == 0).sum() * a) for p in owners])
    x, y = np.array(x), np.array(y)
    i10 = sum((labels[patients == p] == 1).any() for p in owners)
    i01 = sum((labels[patients == p] == 0).any() for p in owners)
    i = len(owners)
    s10 = i10 / ((i10 - 1) * m) * x @ x.T
    s01 = i01 / ((i01 - 1) * n) * y @ y.T
    s11 = i / (i - 1) * x @ y.T
    return areas, s10 / m + s01 / n + (s11 + s11.T) / (m * n)


labels, scores, patients = clustered()
areas, covariance = obuchowski(labels, scores, patients)
result = {
    "made_by": f"Fixtures/statistics/roc.py, scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, "
    f"statsmodels {statsmodels.__version__}, NumPy {np.__version__}",
    "sets": [one(*s) for s in scored()],
    "clustered": {
        "labels": labels.tolist(),
        "scores": [s.tolist() for s in scores],
        "patients": patients.tolist(),
        "areas": areas,
        "covariance": covariance.tolist(),
    },
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
