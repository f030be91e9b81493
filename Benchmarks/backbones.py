"""The ten backbones in PyTorch, as keras.applications has them, for one channel: same layers, paddings and epsilons, any
weights (speed does not depend on them); and Keras's own."""

import torch
from torch import nn
from torch.nn import functional as F


def conv_norm(cin, cout, kernel=1, stride=1, padding=None, groups=1, eps=1e-3, scale=True, activation=nn.ReLU):
    kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    padding = tuple(k // 2 for k in kernel) if padding is None else padding
    norm = nn.BatchNorm2d(cout, eps=eps)
    if not scale:  # fixed at 1
        norm.weight.requires_grad_(False)
    layers = [nn.Conv2d(cin, cout, kernel, stride, padding, groups=groups, bias=False), norm]
    return nn.Sequential(*layers, *([activation()] if activation else []))


# --- VGG19 --------------------------------------------------------------------------------------------


def vgg19():
    layers, width = [], 1
    for count, filters in [(2, 64), (2, 128), (4, 256), (4, 512), (4, 512)]:
        for _ in range(count):
            layers += [nn.Conv2d(width, filters, 3, padding=1), nn.ReLU()]
            width = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# --- MobileNetV2 --------------------------------------------------------------------------------------


class PadForStride2(nn.Module):
    def forward(self, x):
        return F.pad(x, (x.shape[3] % 2, 1, x.shape[2] % 2, 1))


class InvertedResidual(nn.Module):
    def __init__(self, width, output, expansion, stride):
        super().__init__()
        wide = expansion * width
        layers = [conv_norm(width, wide, activation=nn.ReLU6)] if expansion > 1 else []
        layers += [PadForStride2()] if stride == 2 else []
        layers.append(conv_norm(wide, wide, 3, stride, 0 if stride == 2 else 1, groups=wide, activation=nn.ReLU6))
        self.layers = nn.Sequential(*layers, conv_norm(wide, output, activation=None))
        self.keeps_shape = stride == 1 and width == output

    def forward(self, x):
        return x + self.layers(x) if self.keeps_shape else self.layers(x)


def mobilenetv2():
    layers, width = [PadForStride2(), conv_norm(1, 32, 3, 2, 0, activation=nn.ReLU6)], 32
    plan = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
    for expansion, output, count, stride in plan:
        for index in range(count):
            layers.append(InvertedResidual(width, output, expansion, stride if index == 0 else 1))
            width = output
    return nn.Sequential(*layers, conv_norm(width, 1280, activation=nn.ReLU6))


# --- ResNetV2 -----------------------------------------------------------------------------------------


class Bottleneck(nn.Module):
    def __init__(self, width, filters, stride, projects):
        super().__init__()
        self.preactivation = nn.BatchNorm2d(width, eps=1.001e-5)
        self.shortcut = nn.Conv2d(width, 4 * filters, 1, stride) if projects else None
        self.conv1 = conv_norm(width, filters, eps=1.001e-5)
        self.conv2 = conv_norm(filters, filters, 3, stride, eps=1.001e-5)
        self.conv3 = nn.Conv2d(filters, 4 * filters, 1)
        self.stride = stride

    def forward(self, x):
        opened = F.relu(self.preactivation(x))
        if self.shortcut is not None:
            around = self.shortcut(opened)
        else:
            around = F.max_pool2d(x, 1, self.stride) if self.stride > 1 else x
        return around + self.conv3(self.conv2(self.conv1(opened)))


def resnetv2(counts):
    layers, width = [nn.Conv2d(1, 64, 7, 2, padding=3), nn.ZeroPad2d(1), nn.MaxPool2d(3, 2)], 64
    for stage, (count, filters) in enumerate(zip(counts, [64, 128, 256, 512])):
        for index in range(count):
            stride = 2 if index == count - 1 and stage < 3 else 1
            layers.append(Bottleneck(width, filters, stride, projects=index == 0))
            width = 4 * filters
    return nn.Sequential(*layers, nn.BatchNorm2d(width, eps=1.001e-5), nn.ReLU())


# --- DenseNet -----------------------------------------------------------------------------------------


class DenseLayer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layers = nn.Sequential(
            nn.BatchNorm2d(width, eps=1.001e-5), nn.ReLU(), conv_norm(width, 128, eps=1.001e-5),
            nn.Conv2d(128, 32, 3, padding=1, bias=False))

    def forward(self, x):
        return torch.cat([x, self.layers(x)], 1)


def densenet(counts):
    layers = [conv_norm(1, 64, 7, 2, eps=1.001e-5), nn.ZeroPad2d(1), nn.MaxPool2d(3, 2)]
    width = 64
    for stage, count in enumerate(counts):
        if stage > 0:
            layers += [nn.BatchNorm2d(width, eps=1.001e-5), nn.ReLU(), nn.Conv2d(width, width // 2, 1, bias=False),
                       nn.AvgPool2d(2)]
            width //= 2
        for _ in range(count):
            layers.append(DenseLayer(width))
            width += 32
    return nn.Sequential(*layers, nn.BatchNorm2d(width, eps=1.001e-5), nn.ReLU())


# --- Inception ----------------------------------------------------------------------------------------


class Branches(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


def unit(cin, cout, kernel=1):
    return conv_norm(cin, cout, kernel, scale=False)


def halving(cin, cout):
    return conv_norm(cin, cout, 3, 2, 0, scale=False)


def chain(cin, *units):
    """Of (channels, kernel), or of channels alone for 1x1."""
    layers = []
    for part in units:
        cout, kernel = part if isinstance(part, tuple) else (part, 1)
        layers.append(unit(cin, cout, kernel))
        cin = cout
    return nn.Sequential(*layers)


def pooled(cin, cout):
    return nn.Sequential(nn.AvgPool2d(3, 1, 1, count_include_pad=False), unit(cin, cout))


def inception_stem():
    return [halving(1, 32), conv_norm(32, 32, 3, padding=0, scale=False), unit(32, 64, 3), nn.MaxPool2d(3, 2), unit(64, 80),
            conv_norm(80, 192, 3, padding=0, scale=False), nn.MaxPool2d(3, 2)]


def inceptionv3():
    row, column = (1, 7), (7, 1)
    layers, width = inception_stem(), 192
    for last in (32, 64, 64):
        layers.append(Branches(chain(width, 64), chain(width, 48, (64, 5)), chain(width, 64, (96, 3), (96, 3)),
                               pooled(width, last)))
        width = 224 + last
    layers.append(Branches(halving(width, 384), nn.Sequential(chain(width, 64, (96, 3)), halving(96, 96)),
                           nn.MaxPool2d(3, 2)))
    for n in (128, 160, 160, 192):
        layers.append(Branches(chain(768, 192), chain(768, n, (n, row), (192, column)),
                               chain(768, n, (n, column), (n, row), (n, column), (192, row)), pooled(768, 192)))
    layers.append(Branches(nn.Sequential(unit(768, 192), halving(192, 320)),
                           nn.Sequential(chain(768, 192, (192, row), (192, column)), halving(192, 192)),
                           nn.MaxPool2d(3, 2)))
    width = 1280
    for _ in range(2):
        def cross():
            return Branches(unit(384, 384, (1, 3)), unit(384, 384, (3, 1)))

        layers.append(Branches(unit(width, 320), nn.Sequential(unit(width, 384), cross()),
                               nn.Sequential(chain(width, 448, (384, 3)), cross()), pooled(width, 192)))
        width = 2048
    return nn.Sequential(*layers)


class ScaledResidual(nn.Module):
    def __init__(self, width, branches, inner, scale, is_activated=True):
        super().__init__()
        self.branches, self.up = Branches(*branches), nn.Conv2d(inner, width, 1)
        self.scale, self.is_activated = scale, is_activated

    def forward(self, x):
        y = x + self.up(self.branches(x)) * self.scale
        return F.relu(y) if self.is_activated else y


def inceptionresnetv2():
    row, column = (1, 7), (7, 1)
    layers = inception_stem()
    layers.append(Branches(chain(192, 96), chain(192, 48, (64, 5)), chain(192, 64, (96, 3), (96, 3)), pooled(192, 64)))
    for _ in range(10):
        branches = chain(320, 32), chain(320, 32, (32, 3)), chain(320, 32, (48, 3), (64, 3))
        layers.append(ScaledResidual(320, branches, 128, 0.17))
    layers.append(Branches(halving(320, 384), nn.Sequential(chain(320, 256, (256, 3)), halving(256, 384)),
                           nn.MaxPool2d(3, 2)))
    for _ in range(20):
        layers.append(ScaledResidual(1088, (chain(1088, 192), chain(1088, 128, (160, row), (192, column))), 384, 0.1))
    layers.append(Branches(nn.Sequential(unit(1088, 256), halving(256, 384)), nn.Sequential(unit(1088, 256), halving(256, 288)),
                           nn.Sequential(chain(1088, 256, (288, 3)), halving(288, 320)), nn.MaxPool2d(3, 2)))
    for index in range(10):
        branches = chain(2080, 192), chain(2080, 192, (224, (1, 3)), (256, (3, 1)))
        layers.append(ScaledResidual(2080, branches, 448, 1 if index == 9 else 0.2, index < 9))
    return nn.Sequential(*layers, unit(2080, 1536))


# Name in our recipes: title, PyTorch's maker, Keras's name, channels of the features.
BACKBONES = {
    "vgg19": ("VGG19", vgg19, "VGG19", 512),
    "mobilenetv2": ("MobileNetV2", mobilenetv2, "MobileNetV2", 1280),
    "resnet50v2": ("ResNet50V2", lambda: resnetv2([3, 4, 6, 3]), "ResNet50V2", 2048),
    "resnet101v2": ("ResNet101V2", lambda: resnetv2([3, 4, 23, 3]), "ResNet101V2", 2048),
    "resnet152v2": ("ResNet152V2", lambda: resnetv2([3, 8, 36, 3]), "ResNet152V2", 2048),
    "inceptionv3": ("InceptionV3", inceptionv3, "InceptionV3", 2048),
    "inceptionresnetv2": ("InceptionResNetV2", inceptionresnetv2, "InceptionResNetV2", 1536),
    "densenet121": ("DenseNet121", lambda: densenet([6, 12, 24, 16]), "DenseNet121", 1024),
    "densenet169": ("DenseNet169", lambda: densenet([6, 12, 32, 32]), "DenseNet169", 1664),
    "densenet201": ("DenseNet201", lambda: densenet([6, 12, 48, 32]), "DenseNet201", 1920),
}


class Headed(nn.Module):
    """A backbone, global average, one logit."""

    def __init__(self, name):
        super().__init__()
        _, make, _, channels = BACKBONES[name]
        self.backbone, self.head = make(), nn.Linear(channels, 1)

    def forward(self, x):
        return self.head(self.backbone(x).mean((2, 3)))


def keras_backbone(name, rows, columns):
    import keras

    make = getattr(keras.applications, BACKBONES[name][2])
    return make(include_top=False, weights=None, input_shape=(rows, columns, 1))


def keras_headed(name, rows, columns):
    """The same as `Headed`, compiled to be trained by AdamW."""
    import keras

    backbone = keras_backbone(name, rows, columns)
    pooled = keras.layers.GlobalAveragePooling2D()(backbone.output)
    model = keras.Model(backbone.input, keras.layers.Dense(1)(pooled))
    model.compile(keras.optimizers.AdamW(1e-4, weight_decay=0.01), keras.losses.BinaryCrossentropy(from_logits=True))
    return model


def operations(make, shape, passes=1):
    """Floating-point operations of a forward pass, in 10^9; a training step counts as three."""
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter, torch.no_grad():
        make()(torch.zeros(shape))
    return passes * counter.get_total_flops() / 1e9
