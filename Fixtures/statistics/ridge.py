"""Logistic regression with a ridge, by scikit-learn. Writes ridge.json beside this file.

scikit-learn's C is the reciprocal of the ridge; its intercept has none. Columns say nearly the same, and one separates
the labels but for a few, so that without a ridge the fit would be ill determined.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

sys.path.append(str(Path(__file__).parent.parent))
from weights import counter  # noqa: E402

CASES = 60


def one(ridge):
    columns = counter(31, (4, CASES)).astype(np.float64)
    columns[3] = columns[2] + 0.01 * columns[3]
    labels = (columns[0] + 0.3 * columns[1] > 0.1).astype(int)
    model = LogisticRegression(C=1 / ridge, tol=1e-12, max_iter=100_000, solver="newton-cholesky")
    model.fit(columns.T, labels)
    return {"ridge": ridge, "coefficients": [float(model.intercept_[0]), *map(float, model.coef_[0])], "labels": labels.tolist()}


result = {
    "made_by": f"Fixtures/statistics/ridge.py, scikit-learn {sklearn.__version__}",
    "sets": [one(ridge) for ridge in (0.1, 1.0, 3.0, 50.0)],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
