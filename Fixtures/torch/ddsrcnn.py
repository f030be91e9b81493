"""DDSRCNN in PyTorch: Fixtures/torch/ddsrcnn.safetensors."""
import sys

import numpy as np
import torch
from safetensors.numpy import save_file
from torch.nn import functional as F

sys.path.append("Fixtures")
from weights import filled, image, summary


class DDSRCNN(torch.nn.Module):
    def __init__(self, transposed=False, outputs=1):
        super().__init__()
        self.transposed = transposed
        widths = [1, 64, 64, 128, 128, 256, 128, 128, 64, 64]
        for number, (before, after) in enumerate(zip(widths, widths[1:]), 1):
            if transposed and number in (6, 8):
                layer = torch.nn.ConvTranspose2d(before, after, 4, stride=2, padding=1)
            else:
                layer = torch.nn.Conv2d(before, after, 3, padding="same")
            setattr(self, f"conv{number}", layer)
        self.conv10 = torch.nn.Conv2d(64, outputs, 5, padding="same")
        shapes = {name: tuple(value.shape) for name, value in self.named_parameters()}
        self.load_state_dict({name: torch.from_numpy(value) for name, value in filled(shapes).items()})

    def forward(self, x):
        c1 = F.relu(self.conv2(F.relu(self.conv1(x))))
        c2 = F.relu(self.conv4(F.relu(self.conv3(F.max_pool2d(c1, 2)))))
        x = F.relu(self.conv5(F.max_pool2d(c2, 2)))
        x = self.doubled(x)
        x = c2 + F.relu(self.conv7(F.relu(self.conv6(x))))
        x = self.doubled(x)
        x = c1 + F.relu(self.conv9(F.relu(self.conv8(x))))
        return self.conv10(x)

    def doubled(self, x):
        return x if self.transposed else F.interpolate(x, scale_factor=2, mode="nearest")


def answers(network):
    """Its answer to an image, and the gradients where each output should be the image's square."""
    x = torch.from_numpy(image(0, (2, 1, 32, 24)))
    y = network(x)
    F.mse_loss(y, (x * x).expand(y.shape)).backward()
    return {"y": y.detach().numpy()} | summary({n: p.grad.numpy() for n, p in network.named_parameters()})


def count(network):
    return sum(parameter.numel() for parameter in network.parameters())


network = DDSRCNN()
assert count(network) == 1_109_121
saved = answers(network)
for name, network in [("transposed", DDSRCNN(transposed=True)), ("uncertainty", DDSRCNN(outputs=2))]:
    print(name, count(network), "parameters")
    saved |= {f"{name}.{key}": value for key, value in answers(network).items()}


def losses(shape, dtype):
    """Fifty steps of Adam that teach the network to square its input."""
    network = DDSRCNN().to(dtype)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    x = torch.from_numpy(image(1, shape)).to(dtype)
    found = []
    for _ in range(50):
        optimizer.zero_grad()
        loss = F.mse_loss(network(x), x * x)
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    return np.array(found)


saved["losses.float32"] = losses((4, 1, 32, 32), torch.float32)
saved["losses.float64"] = losses((2, 1, 16, 16), torch.float64)

save_file(saved, "Fixtures/torch/ddsrcnn.safetensors",
          metadata={"made_by": f"Fixtures/torch/ddsrcnn.py, torch {torch.__version__}"})
