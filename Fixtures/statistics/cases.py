"""Seeded cases that the scripts of this folder share: labels and scores, with ties, few cases, perfect separation."""

import numpy as np


def scored():
    """(name, labels, scores of two models) of six data sets."""
    g = np.random.default_rng(1988)

    def pair(labels, first, second, digits):
        shared = g.normal(size=len(labels))
        return [np.round(shift * labels + 0.7 * shared + g.normal(size=len(labels)), digits) for shift in (first, second)]

    for name, positives, negatives, digits in (("distinct", 45, 60, 6), ("ties", 40, 50, 0), ("few", 3, 4, 6), ("rare", 5, 120, 2)):
        labels = g.permutation(np.repeat([1, 0], [positives, negatives]))
        yield name, labels, pair(labels, 1.6, 1.0, digits)
    labels = np.repeat([1, 0], [8, 9])
    yield "separated", labels, [labels * 3 + np.round(g.random(17), 3), np.round(g.random(17), 3)]
    yield "constant", labels, [np.ones(17), np.round(g.random(17), 3)]


def probabilities():
    """(name, labels, probabilities): overconfident, diffident, with 0 and 1 among them."""
    g = np.random.default_rng(1950)
    for name, n, factor, shift in (("overconfident", 200, 2.5, 0.4), ("diffident", 120, 0.5, 0.0), ("few", 12, 1.5, 0.0)):
        logit = g.normal(0, 1.5, n)
        labels = (g.random(n) < 1 / (1 + np.exp(-logit))).astype(int)
        yield name, labels, np.round(1 / (1 + np.exp(-factor * logit - shift)), 4)
    labels = np.array([0, 1, 1, 0, 1, 0, 1, 0])
    yield "ends", labels, np.array([0, 1, 0.9, 0.3, 0.2, 0.1, 0.5, 0.6])


def clustered():
    """(labels, scores of two models, patients): up to four cases a patient, of one class or both."""
    g = np.random.default_rng(1997)
    patients = np.repeat(np.arange(30), g.integers(1, 5, 30))
    frailty = g.normal(size=30)[patients]
    labels = (g.random(len(patients)) < 1 / (1 + np.exp(-frailty))).astype(int)
    return labels, [np.round(s * labels + frailty + g.normal(size=len(patients)), 2) for s in (1.5, 0.8)], patients


def kernel(labels, score):
    """For each pair of a positive and a negative case, 1 where the positive scores higher, 1/2 where equally high."""
    x, y = score[labels == 1], score[labels == 0]
    return (x[:, None] > y) + 0.5 * (x[:, None] == y)
