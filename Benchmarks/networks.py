"""DDSRCNN and DnCNN in PyTorch, the peers of our own: same layers, any weights (speed does not depend on them)."""

import torch
from torch import nn
from torch.nn import functional as F


class DDSRCNN(nn.Module):
    """Ten convolutions by the names that our weights have."""

    def __init__(self):
        super().__init__()
        widths = [1, 64, 64, 128, 128, 256, 128, 128, 64, 64]
        for number, (cin, cout) in enumerate(zip(widths, widths[1:]), 1):
            setattr(self, f"conv{number}", nn.Conv2d(cin, cout, 3, padding=1))
        self.conv10 = nn.Conv2d(64, 1, 5, padding=2)

    def forward(self, x):
        fine = F.relu(self.conv2(F.relu(self.conv1(x))))
        coarse = F.relu(self.conv4(F.relu(self.conv3(F.max_pool2d(fine, 2)))))
        x = F.interpolate(F.relu(self.conv5(F.max_pool2d(coarse, 2))), scale_factor=2)
        x = coarse + F.relu(self.conv7(F.relu(self.conv6(x))))
        x = F.interpolate(x, scale_factor=2)
        x = fine + F.relu(self.conv9(F.relu(self.conv8(x))))
        return self.conv10(x)


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
