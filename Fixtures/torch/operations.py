"""Forward and backward of every tensor operation, on small cases. Twin of OperationTests.swift."""

import torch
import torch.nn.functional as F

from cases import r, record, write


def case(name, function, *inputs, fixed=()):
    """Differentiates with respect to all real inputs that are not fixed; those come last."""
    inputs = [x.requires_grad_() if x.is_floating_point() else x for x in inputs] + list(fixed)
    record(name, inputs, function(*inputs))


i = torch.tensor
image = lambda: r(2, 4, 7, 6)
plane = lambda: r(1, 2, 5, 7)

# Shape
case("reshape", lambda x: x.reshape(3, -1), r(2, 3, 4))
case("flatten", lambda x: x.flatten(1), r(2, 3, 4))
case("expand", lambda x: x.expand(5, 3, 4), r(3, 1))
case("permute", lambda x: x.permute(2, 0, 1), r(2, 3, 4))
case("transpose", lambda x: x.transpose(1, -1), r(2, 3, 4))
case("unsqueeze", lambda x: x.unsqueeze(1), r(2, 3))
case("squeeze", lambda x: x.squeeze(1), r(2, 1, 3))
case("flip", lambda x: x.flip(1, 2), r(2, 3, 4))
case("concatenate", lambda x, y: torch.cat([x, y], 1), r(2, 3), r(2, 4))
case("stack", lambda x, y: torch.stack([x, y], -1), r(2, 3), r(2, 3))
case("split by sizes", lambda x: x.split([1, 2, 1], 1)[1], r(2, 4))
case("split into parts", lambda x: x.chunk(3, -1)[2], r(2, 6))
case("index", lambda x: x[1, :, -1], r(2, 3, 4))
case("ranges", lambda x: x[:, 1:3, 2:], r(2, 4, 5))
case("slice with step", lambda x: x[:, 1::2], r(2, 6))
case("index select", lambda x, n: x.index_select(1, n), r(2, 4), i([3, 0, 3]))
case("gather", lambda x, n: x.gather(1, n), r(2, 4), i([[3, 0], [1, 1]]))
case("where", lambda c, x, y: torch.where(c, x, y), i([[True, False, True]]), r(2, 3), r(1))

# Arithmetic and comparison
case("add", lambda x, y: x + y, r(2, 1, 3), r(4, 1))
case("subtract", lambda x, y: x - y, r(2, 3), r(3))
case("multiply", lambda x, y: x * y, r(2, 3), r(2, 1))
case("divide", lambda x, y: x / y, r(2, 3), r(3, low=0.5, high=2.0))
case("add number", lambda x: x + 2.5, r(2, 3))
case("number minus", lambda x: 2 - x, r(2, 3))
case("multiply by number", lambda x: 3 * x, r(2, 3))
case("divide by number", lambda x: x / 3, r(2, 3))
case("number over", lambda x: 3.0 / x, r(2, 3, low=0.5, high=2.0))
case("negate", lambda x: -x, r(2, 3))
case("power", lambda x, y: x**y, r(2, 3, low=0.5, high=2.0), r(2, 3))
case("square", lambda x: x**2, r(2, 3))
case("exponential", torch.exp, r(2, 3))
case("logarithm", torch.log, r(2, 3, low=0.1, high=3.0))
case("square root", torch.sqrt, r(2, 3, low=0.1, high=3.0))
case("absolute", torch.abs, r(2, 3))
case("clamp", lambda x: x.clamp(-0.5, 0.25), r(4, 5))
case("clamp below", lambda x: x.clamp(min=0.1), r(4, 5))
case("minimum", torch.minimum, r(4, 5), r(5))
case("maximum", torch.maximum, r(4, 5), r(5))
case("equal", lambda x, y: x == y, i([1, 2, 3]), i([1, 3, 3]))
case("not equal", lambda x, y: x != y, i([1, 2, 3]), i([1, 3, 3]))
case("less", lambda x: x < 2, i([1, 2, 3]))
case("less or equal", lambda x: x <= 2, i([1, 2, 3]))
case("greater", lambda x: x > 2, i([1, 2, 3]))
case("greater or equal", lambda x: x >= 2, i([1, 2, 3]))
case("and, or, not", lambda x, y: (x & y) | ~x, i([True, True, False, False]), i([True, False, True, False]))

# Reductions
case("sum", lambda x: x.sum(), r(2, 3, 4))
case("sum over", lambda x: x.sum((0, 2), keepdim=True), r(2, 3, 4))
case("mean", lambda x: x.mean(), r(2, 3, 4))
case("mean over", lambda x: x.mean(-1), r(2, 3, 4))
case("max", lambda x: x.amax(), r(2, 3, 4))
case("max over", lambda x: x.amax((1, 2)), r(2, 3, 4))
case("min over", lambda x: x.amin(1, keepdim=True), r(2, 3, 4))
case("variance", lambda x: x.var(), r(2, 3, 4))
case("variance over", lambda x: x.var((0, 1), correction=0), r(2, 3, 4))
case("standard deviation", lambda x: x.std(1, keepdim=True), r(2, 3, 4))
case("argmax", lambda x: x.detach().argmax(1), r(4, 5))
case("argmin", lambda x: x.detach().argmin(0, keepdim=True), r(4, 5))
case("largest", lambda x: x.topk(2, 1).values, r(3, 5))
case("indices of the largest", lambda x: x.topk(2, 1).indices, r(3, 5))
case("softmax", lambda x: x.softmax(1), r(2, 5, 3))
case("log softmax", lambda x: x.log_softmax(-1), r(2, 5))

# Products
case("matrix product", torch.matmul, r(3, 4), r(4, 5))
case("batched matrix product", torch.matmul, r(2, 1, 3, 4), r(5, 4, 2))
case("linear", F.linear, r(2, 3, 4), r(5, 4), r(5))
case("linear without bias", F.linear, r(2, 4), r(5, 4))

# Convolution and pooling
case("conv2d", lambda x, w, b: F.conv2d(x, w, b, padding=1), image(), r(6, 4, 3, 3), r(6))
case("conv2d, strided", lambda x, w: F.conv2d(x, w, stride=(2, 1), padding=(0, 2)), image(), r(3, 4, 3, 2))
case("conv2d, dilated", lambda x, w: F.conv2d(x, w, dilation=2, padding=2), image(), r(3, 4, 3, 3))
case("conv2d, grouped", lambda x, w, b: F.conv2d(x, w, b, groups=2), image(), r(6, 2, 3, 3), r(6))
case("conv2d, depthwise", lambda x, w: F.conv2d(x, w, groups=4, stride=2, padding=1), image(), r(4, 1, 3, 3))
case("transposed conv2d", lambda x, w, b: F.conv_transpose2d(x, w, b, stride=2), image(), r(4, 3, 2, 2), r(3))
case("transposed conv2d, padded",
     lambda x, w: F.conv_transpose2d(x, w, stride=2, padding=1, output_padding=(1, 0)), image(), r(4, 3, 3, 3))
case("transposed conv2d, grouped",
     lambda x, w: F.conv_transpose2d(x, w, groups=2, dilation=(2, 1)), image(), r(4, 3, 2, 3))
case("max pool", lambda x: F.max_pool2d(x, 3, 2, 1), image())
case("average pool", lambda x: F.avg_pool2d(x, (3, 2), (2, 1), 1), image())
case("average pool, padding not counted", lambda x: F.avg_pool2d(x, 3, 1, 1, count_include_pad=False), image())
case("adaptive max pool", lambda x: F.adaptive_max_pool2d(x, (3, 2)), image())
case("adaptive average pool", lambda x: F.adaptive_avg_pool2d(x, (3, 4)), image())
case("global average", lambda x: x.mean((2, 3)), image())
case("global max", lambda x: x.amax((2, 3)), image())

# Resampling and borders
case("zero padding", lambda x: F.pad(x, (1, 1, 1, 1)), plane())
case("zero padding, uneven", lambda x: F.pad(x, (0, 1, 2, -1)), plane())
case("reflect padding", lambda x: F.pad(x, (2, 2, 2, 2), mode="reflect"), plane())
case("reflect padding, uneven", lambda x: F.pad(x, (3, 0, 1, 2), mode="reflect"), plane())
case("resize, nearest", lambda x: F.interpolate(x, (10, 5), mode="nearest"), plane())
case("resize, bilinear", lambda x: F.interpolate(x, (8, 5), mode="bilinear"), plane())
case("resize, bilinear, corners", lambda x: F.interpolate(x, (8, 5), mode="bilinear", align_corners=True), plane())
case("resize, bicubic", lambda x: F.interpolate(x, (8, 9), mode="bicubic"), plane())
case("resize, bicubic, corners", lambda x: F.interpolate(x, (8, 9), mode="bicubic", align_corners=True), plane())
for mode in ["bilinear", "nearest", "bicubic"]:
    for outside in ["zeros", "border", "reflection"]:
        for corners in [False, True]:
            case(f"sample, {mode}, {outside}{', corners' if corners else ''}",
                 lambda x, g: F.grid_sample(x, g, mode=mode, padding_mode=outside, align_corners=corners),
                 plane(), r(1, 3, 4, 2, low=-1.3, high=1.3))

# Normalisation, activations, attention
case("layer norm", lambda x, w, b: F.layer_norm(x, (5,), w, b), r(2, 3, 5), r(5), r(5))
case("layer norm over two", lambda x: F.layer_norm(x, (3, 5), eps=1e-3), r(2, 3, 5))
case("group norm", lambda x, w, b: F.group_norm(x, 2, w, b), image(), r(4), r(4))
case("relu", F.relu, r(4, 5))
case("relu6", F.relu6, r(4, 5, low=-4.0, high=9.0))
case("gelu", F.gelu, r(4, 5, low=-4.0, high=4.0))
case("silu", F.silu, r(4, 5, low=-4.0, high=4.0))
case("sigmoid", torch.sigmoid, r(4, 5, low=-4.0, high=4.0))
case("tanh", torch.tanh, r(4, 5, low=-4.0, high=4.0))
attend = F.scaled_dot_product_attention
case("attention", attend, r(2, 3, 5, 4), r(2, 3, 6, 4), r(2, 3, 6, 4))
case("attention, masked", attend, r(2, 3, 4), r(2, 3, 4), r(2, 3, 4), torch.ones(3, 3).tril().bool())
case("attention, biased", attend, r(2, 1, 3, 4), r(2, 1, 3, 4), r(2, 1, 3, 4), r(1, 1, 3, 3))

# Losses
target = lambda: torch.bernoulli(torch.full((4, 3), 0.5), generator=torch.Generator().manual_seed(1))
classes = i([2, 0, 1, 2])
case("squared error", F.mse_loss, r(4, 3), r(4, 3))
case("squared error, summed", lambda x, y: F.mse_loss(x, y, reduction="sum"), r(4, 3), r(4, 3))
case("squared error of each", lambda x, y: F.mse_loss(x, y, reduction="none"), r(4, 3), r(4, 3))
case("absolute error", F.l1_loss, r(4, 3), r(4, 3))
bce = F.binary_cross_entropy_with_logits
case("binary cross entropy", bce, r(4, 3, low=-3.0, high=3.0), fixed=(target(),))
case("binary cross entropy, weighted", lambda x, y, w, p: bce(x, y, w, pos_weight=p),
     r(4, 3), fixed=(target(), r(4, 1, low=0.1), r(3, low=0.5, high=4.0)))
case("cross entropy", F.cross_entropy, r(4, 3, low=-3.0, high=3.0), classes)
case("cross entropy, weighted", F.cross_entropy, r(4, 3), classes, fixed=(i([0.2, 1.0, 3.0]),))
case("cross entropy, smoothed", lambda x, y: F.cross_entropy(x, y, label_smoothing=0.1, reduction="sum"),
     r(4, 3), classes)
case("cross entropy, both", lambda x, y, w: F.cross_entropy(x, y, w, label_smoothing=0.2),
     r(4, 3), classes, fixed=(i([0.2, 1.0, 3.0]),))
case("cross entropy to probabilities", F.cross_entropy, r(4, 3), r(4, 3).softmax(1))
case("cross entropy of images", F.cross_entropy, r(2, 3, 2, 2), i([[[0, 1], [2, 1]], [[2, 2], [0, 1]]]))
counts = lambda: i([[0.0, 1.0, 4.0], [2.0, 0.0, 9.0]])
case("Poisson loss of log rates", F.poisson_nll_loss, r(2, 3), fixed=(counts(),))
case("Poisson loss of rates", lambda x, y: F.poisson_nll_loss(x, y, log_input=False), r(2, 3, low=0.5, high=5.0),
     fixed=(counts(),))

# Last, so that the cases before them keep their numbers
case("resize, bicubic, by factors", lambda x: F.interpolate(x, scale_factor=(8.1 / 5, 5.1 / 7), mode="bicubic"), plane())
smooth = lambda *size: lambda x: F.interpolate(x, size, mode="bicubic", antialias=True)
case("resize smoothly, smaller", smooth(3, 2), plane())
case("resize smoothly, larger", smooth(8, 9), plane())
case("unit vectors", lambda x: F.normalize(x, dim=1), r(2, 3, 4))

write("Fixtures/torch/operations.safetensors")
