"""What PyTorch's generator makes of a seed: plain numbers, and the beginning of weights."""

import torch
from safetensors.torch import save_file
from torch.nn import init

g = torch.Generator().manual_seed(7)
tensors = {
    "uniform": torch.empty(5, 7).uniform_(-2, 3, generator=g),
    "normal": torch.empty(5, 7).normal_(1, 2, generator=g),
    "bernoulli": (torch.rand(40, generator=g) < 0.3).float(),
    "kaiming.weight": init.kaiming_uniform_(torch.empty(6, 2, 3, 3), a=5**0.5, generator=g),
    "kaiming.bias": torch.empty(6).uniform_(-(18**-0.5), 18**-0.5, generator=g),
    "glorot.weight": init.xavier_uniform_(torch.empty(6, 4, 1, 3), generator=g),
    "transposed.weight": init.kaiming_uniform_(torch.empty(4, 3, 2, 2), a=5**0.5, generator=g),
    "transposed.bias": torch.empty(6).uniform_(-(12**-0.5), 12**-0.5, generator=g),
}
save_file(tensors, "Fixtures/torch/generator.safetensors", metadata={"made_by": f"PyTorch {torch.__version__}"})
