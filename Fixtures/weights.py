"""Weights and images that both sides can make: Tests/TestSupport/CounterNumbers.swift is the twin.

Number `element` of tensor `tensor` is splitmix64(tensor << 32 | element), its upper 24 bits read as [-1, 1).
"""
import numpy as np


def counter(tensor, shape):
    """Float32 numbers in [-1, 1)."""
    with np.errstate(over="ignore"):
        z = np.uint64(tensor << 32) + np.arange(np.prod(shape, dtype=np.int64), dtype=np.uint64)
        z += np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    unit = (z >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)
    return (2 * unit - 1).reshape(shape)


def filled(shapes):
    """Weights for {name: shape}, tensor by tensor in name order; kernels are (out, in, rows, columns).

    Matrices and kernels are Glorot-uniform; scales and variances lie in 1 +- 1/2, shifts and means in
    +- 1/10.
    """
    weights = {}
    for index, (name, shape) in enumerate(sorted(shapes.items())):
        numbers = counter(index, shape)
        if len(shape) > 1:
            field = int(np.prod(shape[2:]))
            weights[name] = numbers * np.float32(np.sqrt(6 / (field * (shape[0] + shape[1]))))
        elif name.endswith(("weight", "running_var")):
            weights[name] = 1 + numbers * np.float32(0.5)
        else:
            weights[name] = numbers * np.float32(0.1)
    return weights


def keras_number(index, name, shape):
    """The same for number `index` of Keras's variables in the order of their names, and in Keras's layout.

    A depthwise kernel sees one channel and makes one.
    """
    numbers = counter(index, shape)
    if len(shape) == 4:
        channels = 2 if "depthwise" in name else shape[2] + shape[3]
        return numbers * np.float32(np.sqrt(6 / (shape[0] * shape[1] * channels)))
    centre, spread = (1, 0.5) if name.endswith(("gamma", "moving_variance")) else (0, 0.1)
    return centre + numbers * np.float32(spread)


def image(seed, shape):
    """Numbers in [0, 1); seeds are far above any tensor's index."""
    return (counter(1_000_000 + seed, shape) + 1) / 2


def summary(gradients):
    """What is kept of each gradient: its norm, its projection on counter numbers, and 50 spread elements."""
    kept = {}
    for index, (name, gradient) in enumerate(sorted(gradients.items())):
        flat = gradient.astype(np.float64).ravel()
        kept[f"{name}.norm"] = np.array(np.linalg.norm(flat), np.float32)
        kept[f"{name}.projection"] = np.array(flat @ counter(index, flat.shape), np.float32)
        kept[f"{name}.elements"] = flat[np.arange(50) * flat.size // 50].astype(np.float32)
    return kept
