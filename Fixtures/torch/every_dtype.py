"""A file with every type that we compute with, as the format's own library writes it."""

import torch
from safetensors import __version__
from safetensors.torch import save_file

dtypes = [torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16, torch.bfloat16,
          torch.float32, torch.float64]
tensors = {f"b.{dtype}".replace("torch.", ""): torch.tensor([[0, 1, 1]]).to(dtype) for dtype in dtypes}
tensors |= {"a.scalar": torch.tensor(1.5), "a.empty": torch.zeros(0, 3), 'a "quoted"\n\x01 \u00e4': torch.tensor([2.5])}
save_file(tensors, "Fixtures/torch/every_dtype.safetensors", metadata={"made_by": f"safetensors {__version__}"})
