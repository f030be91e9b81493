"""Optimisers, clipping and averages on a linear classifier: Fixtures/torch/optim.safetensors."""
import torch
from safetensors.torch import save_file

STEPS = 12


def classifier():
    layer = torch.nn.Linear(4, 3)
    with torch.no_grad():
        layer.weight.copy_(start["weight"])
        layer.bias.copy_(start["bias"])
    return layer


def loss(layer):
    return torch.nn.functional.cross_entropy(layer(x), torch.arange(9) % 3)


torch.manual_seed(20260601)
x = torch.randn(9, 4)
start = {"weight": torch.randn(3, 4), "bias": torch.randn(3)}
saved = {"x": x} | {f"start.{name}": value for name, value in start.items()}

kinds = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.05),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.05),
    "spared": lambda p: torch.optim.AdamW(
        [{"params": [q], "weight_decay": 0.5 * (q.ndim > 1)} for q in p], lr=0.1),
}
for kind, make in kinds.items():
    layer = classifier()
    optimizer = make(layer.parameters())
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = 0.1 / (step + 1)
        optimizer.zero_grad()
        loss(layer).backward()
        optimizer.step()
    for name, parameter in layer.named_parameters():
        saved[f"{kind}.{name}"] = parameter.detach().clone()
        for memory, value in optimizer.state[parameter].items():
            if value is not None:
                saved[f"{kind}.{name}.{memory}"] = value.detach().clone()

layer = classifier()
loss(layer).backward()
saved["clip.norm"] = torch.nn.utils.clip_grad_norm_(layer.parameters(), 0.1)
saved |= {f"clip.{name}": parameter.grad for name, parameter in layer.named_parameters()}

layer = classifier()
average = torch.optim.swa_utils.AveragedModel(
    layer, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.8))
average.update_parameters(layer)  # the first update copies
optimizer = torch.optim.SGD(layer.parameters(), lr=0.5)
for _ in range(STEPS):
    optimizer.zero_grad()
    loss(layer).backward()
    optimizer.step()
    average.update_parameters(layer)
saved |= {f"average.{name}": value.detach() for name, value in average.module.named_parameters()}


def rates(schedule, steps):
    """The learning rates that `schedule` gives to an optimiser of rate 0.3."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.3)
    scheduler = schedule(optimizer)
    given = []
    for _ in range(steps):
        given.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return torch.tensor(given, dtype=torch.float32)


torch_schedules = torch.optim.lr_scheduler
saved["rates.step"] = rates(lambda o: torch_schedules.StepLR(o, step_size=3, gamma=0.4), 14)
saved["rates.cosine"] = rates(
    lambda o: torch_schedules.SequentialLR(
        o,
        [
            torch_schedules.LinearLR(o, start_factor=1 / 5, total_iters=4),
            torch_schedules.CosineAnnealingLR(o, T_max=10, eta_min=0.01),
        ],
        milestones=[4]), 14)

save_file({name: value.contiguous() for name, value in saved.items()}, "Fixtures/torch/optim.safetensors",
          metadata={"made_by": f"Fixtures/torch/optim.py, torch {torch.__version__}"})
