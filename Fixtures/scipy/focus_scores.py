"""Scores of foci that learn nothing, transcribed in NumPy and SciPy: focus_scores.safetensors.

Both sides make the views out of counter numbers. Kept are the scores of a small view, how a body is aligned to an atlas of
six others, and how it stands out from them.
"""
import sys

import numpy as np
from scipy import ndimage

sys.path.append("Fixtures")
from weights import counter

# Local contrast, in mm


def smoothed(n, sigma, spacing):
    return ndimage.gaussian_filter(n, [sigma / s for s in spacing], mode="reflect", truncate=4.0)


def median_above_mean(x):
    above = np.sort(x[x > x.mean()])
    return above[len(above) // 2] if len(above) else x.mean()


def body_ratio(n, spacing, sigma=3.0):
    g = smoothed(n, sigma, spacing)
    return g / median_above_mean(g)


def contrast_map(n, spacing, narrow=3.0, wide=8.0):
    g, w = smoothed(n, narrow, spacing), smoothed(n, wide, spacing)
    body = median_above_mean(w)
    impulse = np.zeros((2 * int(np.ceil(4 * wide / min(spacing))) + 3,) * 2)
    impulse[len(impulse) // 2, len(impulse) // 2] = 1
    gain = ((smoothed(impulse, narrow, spacing) - smoothed(impulse, wide, spacing)) ** 2).sum()
    return (g - w) / np.sqrt(body * np.maximum(w, body / 20)), np.sqrt(gain / body), w / body


def local_contrast(n, spacing):
    values, noise, _ = contrast_map(n, spacing)
    return values / noise


# The other side


def highest(x, mm, spacing):
    size = [2 * round(mm / s) + 1 for s in spacing]
    return ndimage.maximum_filter(x, size, mode="constant", cval=-np.inf)


def side_contrast(n, spacing, reach=15.0, share=0.5):
    values, noise, around = contrast_map(n, spacing)
    weight = np.minimum(around, 1)
    row, column = np.mgrid[:n.shape[0], :n.shape[1]]
    slope, middle = np.polyfit(row.ravel(), column.ravel(), 1, w=np.sqrt(weight.ravel()))
    other = np.round(2 * (middle + slope * row) - column).astype(int)
    near = np.pad(highest(values, reach, spacing), ((0, 0), (1, 1)), constant_values=0)
    opposite = near[row, np.clip(other, -1, n.shape[1]) + 1]
    return (values - share * np.maximum(opposite, 0)) / noise


def peaks(score, spacing, mm=10.0, most=100):
    """Row, column, score; every peak is its neighbourhood's first highest pixel."""
    along, across = (round(mm / s) for s in spacing)
    found = np.argwhere((score > 0) & (score == highest(score, mm, spacing)))
    found = found[np.argsort(-score[tuple(found.T)], kind="stable")]
    kept = []
    for row, column in found:
        if not any(abs(r - row) <= along and abs(c - column) <= across for r, c in kept):
            kept.append((row, column))
    return kept[:most]


# The atlas

ROWS, COLUMNS, HEIGHTS = 256, 64, 9
TOP, BOTTOM, MIDDLE, WIDTH = 14.0, 240.0, 31.5, 11.0
LEVELS = np.linspace(0, ROWS - 1, HEIGHTS)
HATS = np.maximum(0, 1 - np.abs(np.arange(ROWS) - LEVELS[:, None]) / (LEVELS[1] - LEVELS[0]))


def read(x, row, column):
    return ndimage.map_coordinates(x, [row, column], order=1, mode="grid-constant")


class Seen:
    def __init__(self, n):
        scale = max(n.shape[0] / ROWS, n.shape[1] / COLUMNS)
        side = max(1, min(int(scale), *n.shape))
        rows, columns = n.shape[0] // side, n.shape[1] // side
        binned = n[:rows * side, :columns * side].reshape(rows, side, columns, side).sum((1, 3))
        step = scale / side
        self.side = max(1, min(n.shape[0] // rows, n.shape[1] // columns))
        self.step = step
        self.top, self.left = ((a - 1 - (b - 1) * step) / 2 for a, b in ((rows, ROWS), (columns, COLUMNS)))
        row, column = np.mgrid[:ROWS, :COLUMNS]
        seen = read(binned, self.top + row * step, self.left + column * step)
        self.image = ndimage.gaussian_filter(np.log1p(seen / median_above_mean(binned)), 1, mode="reflect", truncate=4.0)

    def to_matrix(self, pixel, first):
        return ((pixel + 0.5) / self.side - 0.5 - first) / self.step

    def to_view(self, place, first):
        return (place * self.step + first + 0.5) * self.side - 0.5


def outline(image):
    body = image > 0.15
    filled = np.flatnonzero(body.sum(1) >= 3)
    column = np.nonzero(body)[1]
    rows = filled[0] + (LEVELS - TOP) * (filled[-1] - filled[0]) / (BOTTOM - TOP) - LEVELS
    return np.concatenate([rows, np.full(HEIGHTS, column.mean() - MIDDLE), np.full(HEIGHTS, column.std() / WIDTH)])


def places(p):
    down, right, width = p.reshape(3, HEIGHTS) @ HATS
    row, column = np.mgrid[:ROWS, :COLUMNS].astype(float)
    return row + down[:, None], MIDDLE + right[:, None] + (column - MIDDLE) * width[:, None]


def registered(image, template, p, steps):
    slopes = np.gradient(image)
    difference = np.diff(np.eye(HEIGHTS), axis=0)
    stiff = np.kron(np.diag([2.0, 2.0, 800.0]), difference.T @ difference)
    offset = np.arange(COLUMNS) - MIDDLE
    for _ in range(steps):
        row, column = places(p)
        error = template - read(image, row, column)
        down, right = (read(slope, row, column) for slope in slopes)
        jacobian = np.concatenate([HATS[:, :, None] * g for g in (down, right, right * offset)]).reshape(3 * HEIGHTS, -1)
        step = np.linalg.solve(jacobian @ jacobian.T + stiff + 1e-3 * np.eye(3 * HEIGHTS),
                               jacobian @ error.ravel() - stiff @ p)
        step = np.clip(step, -3, 3)
        p = p + step
        if np.abs(step).max() < 0.02:
            break
    return p


class Atlas:
    """Of one view."""

    def __init__(self, views, spacing):
        seen = [Seen(view) for view in views]
        p = [outline(s.image) for s in seen]
        self.template = np.mean([read(s.image, *places(a)) for s, a in zip(seen, p)], 0)
        for _ in range(3):
            p = [registered(s.image, self.template, a, 6) for s, a in zip(seen, p)]
            self.template = np.mean([read(s.image, *places(a)) for s, a in zip(seen, p)], 0)
        self.contrasts = []
        for view, s, a in zip(views, seen, p):
            near = highest(contrast_map(view, spacing)[0], 12.0, spacing)
            row, column = places(a)
            self.contrasts.append(read(near, s.to_view(row, s.top), s.to_view(column, s.left)))

    def aligned(self, seen):
        return registered(seen.image, self.template, outline(seen.image), 12)

    def score(self, n, spacing, members, least=0.2):
        mean, deviation = np.mean(self.contrasts[members], 0), np.std(self.contrasts[members], 0)
        s = Seen(n)
        p = self.aligned(s)
        down, right, width = p.reshape(3, HEIGHTS)
        row = np.interp(s.to_matrix(np.arange(n.shape[0]), s.top), np.maximum.accumulate(places(p)[0][:, 0]), np.arange(ROWS))
        at = [np.interp(row, LEVELS, numbers)[:, None] for numbers in (right, width)]
        column = (s.to_matrix(np.arange(n.shape[1]), s.left)[None] - MIDDLE - at[0]) / at[1] + MIDDLE
        row = np.broadcast_to(row[:, None], column.shape)
        return (contrast_map(n, spacing)[0] - read(mean, row, column)) / np.hypot(read(deviation, row, column), least)


# What is kept


def body(number, rows=128, columns=32):
    """A trunk, two knees, and from number 6 on a focus."""
    a = counter(500 + number, (8,)).astype(float)
    row, column = np.mgrid[:rows, :columns]

    def hill(r, c, tall, wide):
        return np.exp(-(((row - r) / tall) ** 2 + ((column - c) / wide) ** 2) / 2)

    middle = (64 + 3 * a[0], 15.5 + 1.5 * a[2])
    n = 40 * hill(*middle, 30 * (1 + 0.1 * a[1]), 4.5 * (1 + 0.1 * a[3]))
    for side in (-3, 3):
        n += (60 + 20 * a[4]) * hill(middle[0] + 25, middle[1] + side, 2, 1.5)
    n += 30 * hill(middle[0] - 30, middle[1], 5, 2.5)
    if number >= 6:
        n += 50 * hill(middle[0] + 4, middle[1] + 2.5, 1.5, 1.2)
    return n.astype(np.float32).astype(float)


if __name__ == "__main__":
    from safetensors.numpy import save_file

    spacing = (2.3, 2.4)
    n = np.floor(8 + 8 * counter(490, (48, 40)).astype(float))
    row, column = np.mgrid[:48, :40]
    n *= np.exp(-(((column - 19 - row / 16) / 12) ** 2))
    for place in ((12, 14), (12, 26), (34, 15)):
        n += 60 * np.exp(-((row - place[0]) ** 2 + (column - place[1]) ** 2) / 3)
    n = n.astype(np.float32).astype(float)
    side = side_contrast(n, spacing)
    saved = {"view": n, "body ratio": body_ratio(n, spacing), "local contrast": local_contrast(n, spacing),
             "side contrast": side, "peaks": np.array(peaks(side, spacing))}
    spacing = (9.0, 9.0)
    atlas = Atlas([body(number) for number in range(6)], spacing)
    atlas.contrasts = np.array(atlas.contrasts)
    saved["alignment"] = atlas.aligned(Seen(body(6)))
    saved["of all"] = atlas.score(body(6), spacing, list(range(6)))
    saved["of three"] = atlas.score(body(6), spacing, [0, 2, 4])
    save_file({key: np.copy(value if value.dtype == np.int64 else value.astype(np.float32), order="C")
               for key, value in saved.items()}, "Fixtures/scipy/focus_scores.safetensors",
              metadata={"made_by": f"Fixtures/scipy/focus_scores.py, NumPy {np.__version__}"})
    print(np.round(saved["alignment"].reshape(3, 9), 2), len(saved["peaks"]), side.max(),
          np.unravel_index(saved["of all"].argmax(), (128, 32)))
