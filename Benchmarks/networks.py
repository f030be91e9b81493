"""DDSRCNN, DnCNN and ResNet50V2 in PyTorch, the peers of our own: same layers, any weights (speed does not depend on them)."""

import torch
from torch import nn
from torch.nn import functional as F


class DDSRCNN(nn.Module):
    def __init__(self):
        super().__init__()

        def conv(cin, cout, kernel=3):
            return nn.Conv2d(cin, cout, kernel, padding=kernel // 2)

        self.down1 = nn.ModuleList([conv(1, 64), conv(64, 64)])
        self.down2 = nn.ModuleList([conv(64, 128), conv(128, 128)])
        self.middle = conv(128, 256)
        self.up2 = nn.ModuleList([conv(256, 128), conv(128, 128)])
        self.up1 = nn.ModuleList([conv(128, 64), conv(64, 64)])
        self.last = conv(64, 1, 5)

    def forward(self, x):
        def run(layers, x):
            for layer in layers:
                x = F.relu(layer(x))
            return x

        fine = run(self.down1, x)
        coarse = run(self.down2, F.max_pool2d(fine, 2))
        x = F.relu(self.middle(F.max_pool2d(coarse, 2)))
        x = coarse + run(self.up2, F.interpolate(x, scale_factor=2))
        x = fine + run(self.up1, F.interpolate(x, scale_factor=2))
        return self.last(x)


class DnCNN(nn.Module):
    def __init__(self, depth=17):
        super().__init__()
        layers = [nn.Conv2d(1, 64, 3, padding=1), nn.ReLU()]
        for _ in range(depth - 2):
            layers += [nn.Conv2d(64, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64, eps=1e-4), nn.ReLU()]
        self.layers = nn.Sequential(*layers, nn.Conv2d(64, 1, 3, padding=1, bias=False))

    def forward(self, x):
        return x - self.layers(x)


def keras_ddsrcnn(size):
    import keras
    from keras import layers

    def conv(x, filters):
        return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)

    inputs = keras.Input((size, size, 1))
    fine = conv(conv(inputs, 64), 64)
    coarse = conv(conv(layers.MaxPooling2D()(fine), 128), 128)
    x = layers.UpSampling2D()(conv(layers.MaxPooling2D()(coarse), 256))
    x = layers.UpSampling2D()(coarse + conv(conv(x, 128), 128))
    return keras.Model(inputs, layers.Conv2D(1, 5, padding="same")(fine + conv(conv(x, 64), 64)))


class Bottleneck(nn.Module):
    def __init__(self, width, filters, stride, projects):
        super().__init__()
        self.preactivation = nn.BatchNorm2d(width, eps=1.001e-5)
        self.shortcut = nn.Conv2d(width, 4 * filters, 1, stride) if projects else None
        self.conv1 = nn.Conv2d(width, filters, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(filters, eps=1.001e-5)
        self.conv2 = nn.Conv2d(filters, filters, 3, stride, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters, eps=1.001e-5)
        self.conv3 = nn.Conv2d(filters, 4 * filters, 1)
        self.stride = stride

    def forward(self, x):
        opened = F.relu(self.preactivation(x))
        if self.shortcut is not None:
            around = self.shortcut(opened)
        else:
            around = F.max_pool2d(x, 1, self.stride) if self.stride > 1 else x
        x = F.relu(self.norm1(self.conv1(opened)))
        return around + self.conv3(F.relu(self.norm2(self.conv2(x))))


class ResNet50V2(nn.Module):
    def __init__(self, channels=1, classes=2):
        super().__init__()
        self.stem = nn.Conv2d(channels, 64, 7, 2, padding=3)
        blocks, width = [], 64
        for stage, (count, filters) in enumerate([(3, 64), (4, 128), (6, 256), (3, 512)]):
            for index in range(count):
                stride = 2 if index == count - 1 and stage < 3 else 1
                blocks.append(Bottleneck(width, filters, stride, projects=index == 0))
                width = 4 * filters
        self.blocks = nn.Sequential(*blocks)
        self.norm = nn.BatchNorm2d(width, eps=1.001e-5)
        self.head = nn.Linear(width, classes)

    def forward(self, x):
        x = F.max_pool2d(F.pad(self.stem(x), (1, 1, 1, 1)), 3, 2)
        return self.head(F.relu(self.norm(self.blocks(x))).mean((2, 3)))
