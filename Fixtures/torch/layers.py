"""Forward and backward of every layer in training and in evaluation. Twin of LayerTests.swift."""

from torch import nn

from cases import r, record, tensors, write


def layer(name, module, *inputs):
    for key, value in module.state_dict().items():
        value.copy_(r(*value.shape, low=0.2, high=1.2)) if value.is_floating_point() else None
    state = {key: value.clone() for key, value in module.state_dict().items() if value.is_floating_point()}
    tensors.update({f"{name}/state.{key}": value for key, value in state.items()})
    for mode in ["evaluate", "train"]:
        module.train(mode == "train")
        x = [x.clone().requires_grad_() for x in inputs]
        record(f"{name}/{mode}", x, module(*x), module.named_parameters())
        for key, value in module.named_buffers():
            if value.is_floating_point():
                tensors[f"{name}/{mode}/after.{key}"] = value.clone()


image = lambda: r(2, 4, 7, 6)
layer("Conv2d", nn.Conv2d(4, 6, 3, padding=1), image())
layer("Conv2d, uneven", nn.Conv2d(4, 6, (1, 3), stride=(2, 1), padding=(0, 2), dilation=(1, 2), groups=2, bias=False), image())
layer("ConvTranspose2d", nn.ConvTranspose2d(4, 6, 2, stride=2), image())
layer("ConvTranspose2d, uneven", nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2, bias=False), image())
layer("Linear", nn.Linear(6, 5), r(2, 3, 6))
layer("Linear without bias", nn.Linear(6, 5, bias=False), r(3, 6))
layer("BatchNorm2d", nn.BatchNorm2d(4), image())
layer("BatchNorm2d of Keras", nn.BatchNorm2d(4, eps=1e-3, momentum=0.01), image())
layer("LayerNorm", nn.LayerNorm(6, eps=1e-6), image())
layer("GroupNorm", nn.GroupNorm(2, 4), image())

write("Fixtures/torch/layers.safetensors")
