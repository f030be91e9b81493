"""Brier score, ECE, reliability, logistic recalibration, temperature, net benefit. Writes calibration.json beside this file.

Brier score and reliability curves by scikit-learn; slope, intercept and offset by statsmodels' GLM; the temperature by
minimising the likelihood with SciPy; net benefit and ECE by their definitions in NumPy.
"""

import json
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from cases import probabilities
from scipy import optimize, stats
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss


def interval(values):
    found = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    return [float(np.mean(values)), float(found.low), float(found.high)]


def one(name, y, p):
    kept = np.clip(p, 1e-7, 1 - 1e-7)
    logit = np.log(kept / (1 - kept))
    binomial = sm.families.Binomial()
    line = sm.GLM(y, sm.add_constant(logit), family=binomial).fit(tol=1e-14, maxiter=200)
    offset = sm.GLM(y, np.ones((len(y), 1)), family=binomial, offset=logit).fit(tol=1e-14, maxiter=200)
    through = sm.GLM(y, logit[:, None], family=binomial).fit(tol=1e-14, maxiter=200)
    loss = lambda t: np.logaddexp(0, np.where(y == 1, -logit, logit) / t).sum()
    temperature = optimize.minimize_scalar(loss, bracket=(0.5, 2), options={"xtol": 1e-12}).x
    assert abs(temperature * through.params[0] - 1) < 1e-6
    spread = stats.norm.ppf(0.975) * through.bse[0] / through.params[0]
    bins = np.searchsorted(np.arange(1, 10) / 10, p)
    brier = interval((p - y) ** 2)
    assert abs(brier[0] - brier_score_loss(y, p)) < 1e-12
    curves = {}
    for strategy in ("uniform", "quantile"):
        frequency, mean = calibration_curve(y, p, n_bins=10 if strategy == "uniform" else 4, strategy=strategy)
        curves[strategy] = [mean.tolist(), frequency.tolist()]
    decision = []
    for t in (0.0, 0.1, 0.25, 0.5, 0.9):
        all_treated = np.where(y == 1, 1, -t / (1 - t))
        decision.append([t, interval(np.where(p >= t, all_treated, 0)), interval(all_treated)])
    return {
        "name": name,
        "labels": y.tolist(),
        "probabilities": p.tolist(),
        "brier": brier,
        "ece": float(sum(abs((y - p)[bins == b].sum()) for b in range(10)) / len(y)),
        "curves": curves,
        "slope": [float(line.params[1]), *map(float, line.conf_int()[1])],
        "intercept": [float(line.params[0]), *map(float, line.conf_int()[0])],
        "offset": [float(offset.params[0]), *map(float, offset.conf_int()[0])],
        "temperature": [1 / float(through.params[0]), *(float(np.exp(s * spread) / through.params[0]) for s in (-1, 1))],
        "decision": decision,
    }


result = {
    "made_by": f"Fixtures/statistics/calibration.py, scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, "
    f"statsmodels {statsmodels.__version__}",
    "sets": [one(*s) for s in probabilities()],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
