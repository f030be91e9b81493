"""DDSRCNN and DnCNN in PyTorch, the peers of our own: same layers, any weights (speed does not depend on them)."""

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
