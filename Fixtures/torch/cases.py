"""How operations.py and layers.py write what PyTorch makes of their cases."""

import torch
from safetensors.torch import save_file

torch.set_num_threads(1)
generator = torch.Generator().manual_seed(20260801)
tensors = {}


def r(*shape, low=-1.0, high=1.0):
    """Reproducible values, uniform between low and high."""
    return torch.rand(shape, generator=generator) * (high - low) + low


def record(name, inputs, output, parameters=()):
    """Keeps inputs, output and, where it is real, the gradients of sum(output * cotangent)."""
    for index, value in enumerate(inputs):
        tensors[f"{name}/in.{index}"] = value.detach()
    tensors[f"{name}/out"] = output.detach()
    if output.requires_grad:
        cotangent = r(*output.shape)
        tensors[f"{name}/cotangent"] = cotangent
        named = [(f"{i}", x) for i, x in enumerate(inputs)] + list(parameters)
        named = [(key, x) for key, x in named if x.requires_grad]
        found = torch.autograd.grad(output, [x for _, x in named], cotangent, allow_unused=True)
        for (key, x), gradient in zip(named, found):
            tensors[f"{name}/grad.{key}"] = torch.zeros_like(x) if gradient is None else gradient


def write(path):
    save_file({key: value.contiguous().clone() for key, value in tensors.items()}, path,
              metadata={"made_by": f"PyTorch {torch.__version__}"})
