"""Perona-Malik diffusion written with NumPy arrays in double precision. Writes diffusion.json beside this file.

The inverse Anscombe transform is also given as the inverse of the exact mean, sum over k of
2 sqrt(k + 3/8) times the Poisson probability of k, found by SciPy: what the closed form approximates.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import brentq
from scipy.stats import poisson


def noise(field, background):
    pairs = []
    for a, b in ((field[:, 1:], field[:, :-1]), (field[1:], field[:-1])):
        pairs.append(np.abs(a - b)[np.maximum(a, b) > background])
    return 1.4826 * np.median(np.concatenate(pairs))


def diffuse(field, conductance, k, steps, dt):
    g = {
        "exponential": lambda s: np.exp(-((s / k) ** 2)),
        "rational": lambda s: 1 / (1 + (s / k) ** 2),
    }[conductance]
    for _ in range(steps):
        padded = np.pad(field, 1, mode="edge")
        change = np.zeros_like(field)
        for neighbour in (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]):
            difference = neighbour - field
            change += g(np.abs(difference)) * difference
        field = field + dt * change
    return field


def anscombe(x):
    return 2 * np.sqrt(x + 3 / 8)


def inverse_anscombe(d):
    value = d**2 / 4 + np.sqrt(1.5) / 4 / d - 11 / 8 / d**2 + 5 / 8 * np.sqrt(1.5) / d**3 - 1 / 8
    return np.where(d > 2 * np.sqrt(3 / 8), value, 0)


def exact_inverse(d):
    k = np.arange(2000)
    return brentq(lambda m: (anscombe(k) * poisson.pmf(k, m)).sum() - d, 1e-12, 1000, xtol=1e-13)


if __name__ == "__main__":
    generator = np.random.default_rng(1990)
    rows, columns = 30, 22
    y, x = np.mgrid[:rows, :columns]
    mean = np.where(x < 7, 0, 8) + 40 * ((x - 14) ** 2 + (y - 12) ** 2 < 16)
    image = generator.poisson(mean).astype(np.float64)

    cases = []
    for conductance in ("exponential", "rational"):
        for domain in ("counts", "anscombe"):
            field = anscombe(image) if domain == "anscombe" else image
            k = noise(field, anscombe(0) if domain == "anscombe" else 0)
            field = diffuse(field, conductance, k, 20, 0.25)
            if domain == "anscombe":
                field = inverse_anscombe(field)
                field *= image.sum() / field.sum()
            cases.append(
                {"conductance": conductance, "anscombe": domain == "anscombe", "k": k, "result": field.ravel().tolist()}
            )
    transformed = [1.3, 1.5, 2.0, 3.0, 5.0, 10.0, 25.0]
    result = {
        "made_by": f"Fixtures/scipy/diffusion.py, NumPy {np.__version__}, SciPy {scipy.__version__}",
        "rows": rows,
        "columns": columns,
        "image": image.ravel().tolist(),
        "cases": cases,
        "transformed": transformed,
        "inverse": [float(inverse_anscombe(np.array(d))) for d in transformed],
        "exact_inverse": [float(exact_inverse(d)) for d in transformed],
    }
    Path(__file__).with_suffix(".json").write_text(json.dumps(result) + "\n")
