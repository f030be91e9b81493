"""The losses of the denoisers, and their gradients, by PyTorch's own functions: denoiser_losses.json."""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(1)
shape = (2, 1, 3, 4)
answer = torch.rand(shape, dtype=torch.float64) * 2 - 0.4
second = torch.randn(shape, dtype=torch.float64) - 3
counts = torch.poisson(torch.rand(shape, dtype=torch.float64) * 9)
gain = torch.tensor([0.3, 0.05], dtype=torch.float64).reshape(2, 1, 1, 1)


def expected(scaling, x):
    return x / gain if scaling == "mean" else (4 * F.softplus(x, beta=30, threshold=1e9)) ** 2


def loss(name, scaling, x, log_variance):
    if name == "mse":
        return F.mse_loss(expected(scaling, x) * gain, counts * gain)
    if name == "poisson":
        return F.poisson_nll_loss(expected(scaling, x) + 0.01, counts, log_input=False, eps=0)
    if name == "anscombe":
        return F.mse_loss((expected(scaling, x).clamp(min=0) + 0.375).sqrt(), (counts + 0.375).sqrt())
    wanted = counts * gain if scaling == "mean" else counts.sqrt() / 4
    return F.gaussian_nll_loss(x, wanted, log_variance.exp(), eps=1e-30)


cases = []
for name, scaling in [
    ("mse", "mean"),
    ("mse", "anscombe"),
    ("poisson", "anscombe"),
    ("anscombe", "mean"),
    ("anscombe", "anscombe"),
    ("gaussian", "mean"),
    ("gaussian", "anscombe"),
]:
    x = answer.clone().requires_grad_()
    log_variance = second.clone().requires_grad_()
    value = loss(name, scaling, x, log_variance)
    value.backward()
    gradient = [x.grad] if name != "gaussian" else [x.grad, log_variance.grad]
    cases.append(
        {
            "loss": name,
            "scaling": scaling,
            "value": value.item(),
            "gradient": torch.cat(gradient, dim=1).flatten().tolist(),
        }
    )

numbers = {
    "made_by": f"torch {torch.__version__}",
    "shape": shape,
    "answer": answer.flatten().tolist(),
    "logVariance": second.flatten().tolist(),
    "counts": counts.flatten().tolist(),
    "gain": gain.flatten().tolist(),
    "cases": cases,
}
file = pathlib.Path(__file__).with_suffix(".json")
file.write_text(json.dumps(numbers, indent=1) + "\n")
