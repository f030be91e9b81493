"""The fully connected field over 13 classes with STEGO's settings: by its authors' lattice, and written out in NumPy."""

import numpy as np


def waves(rows, columns):
    """Probabilities of thirteen classes, of which no two are alike: classes x pixels."""
    wave = np.arange(1, 14)[:, None, None]
    row, column = np.array(rows)[:, None], np.array(columns)
    energies = np.exp(2 * np.sin(wave * row / 50) + 2 * np.cos(wave * column / 30))
    return (energies / energies.sum(0)).reshape(13, -1).astype(np.float32)


def grey(counts, rows, columns):
    """A part of a view as greys: up to the level that one in 200 of its pixels with counts exceeds."""
    upper = np.quantile(counts[counts > 0], 0.995)
    shown = np.floor(np.minimum(counts / upper * 255, 255) + 0.5)
    return shown[rows.start : rows.stop, columns.start : columns.stop].astype(np.uint8)


def lattice(probabilities, image):
    import pydensecrf.densecrf as densecrf

    rows, columns = image.shape
    row, column = np.mgrid[:rows, :columns]
    field = densecrf.DenseCRF2D(columns, rows, len(probabilities))
    field.setUnaryEnergy(np.ascontiguousarray(-np.log(probabilities)))
    field.addPairwiseGaussian(sxy=1, compat=3)
    seen = np.stack([column / 67, row / 67, image / 3]).reshape(3, -1).astype(np.float32)
    field.addPairwiseEnergy(np.ascontiguousarray(seen), compat=4)
    return np.array(field.inference(10))


def every_pair(probabilities, image):
    """The sums as the paper has them, by a matrix of all pairs of pixels: exact."""
    rows, columns = image.shape
    places = np.mgrid[:rows, :columns].reshape(2, -1).astype(np.float32)
    levels = image.ravel().astype(np.float32)
    pixels = len(levels)

    def kernel(weight, of_places, of_levels):
        matrix = np.empty((pixels, pixels), np.float32)
        for start in range(0, pixels, 256):
            some = slice(start, start + 256)
            exponents = -of_places * ((places[:, some, None] - places[:, None]) ** 2).sum(0)
            if of_levels:
                exponents -= of_levels * (levels[some, None] - levels) ** 2
            np.exp(exponents, out=matrix[some])
        scale = 1 / np.sqrt(matrix.sum(1))
        matrix *= (weight * scale)[:, None]
        matrix *= scale
        return matrix

    def softmax(energies):
        shares = np.exp(energies - energies.max(0))
        return shares / shares.sum(0)

    pairs = kernel(np.float32(3), np.float32(0.5), None)
    pairs += kernel(np.float32(4), np.float32(0.5 / 67**2), np.float32(0.5 / 3**2))
    own = np.log(probabilities)
    field = probabilities
    for _ in range(10):
        field = softmax(own + field @ pairs)
    return field
