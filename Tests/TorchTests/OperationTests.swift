import TestSupport
import Testing
import Torch

/// Forward and gradients of every operation against PyTorch. The cases are those of
/// Fixtures/torch/operations.py, line by line.
@Suite(.tags(.golden)) struct OperationTests {
    /// Sums run in another order on other machines: 1e-5 of the largest value is a hundred float32 roundings.
    static let tolerance: Float = 1e-5

    @Test(arguments: cases.map(\.name)) func matchesPeer(name: String) throws {
        let operation = try #require(Self.cases.first { $0.name == name }?.operation)
        let peer = try Peer("torch/operations.safetensors", name)
        let inputs = peer.inputs.enumerated().map { index, x in
            peer["grad.\(index)"] == nil ? x : x.requiringGradient()
        }
        let output = try torchErrors { operation(inputs) }
        #expect(output.dtype == peer["out"]?.dtype)
        try expectClose(output, peer["out"], within: Self.tolerance)
        guard let cotangent = peer["cotangent"] else { return }
        let differentiated = inputs.indices.filter { inputs[$0].requiresGradient }
        let gradients = try torchErrors {
            gradient(of: output, withRespectTo: differentiated.map { inputs[$0] }, cotangent: cotangent)
        }
        for (index, found) in zip(differentiated, gradients) {
            try expectClose(found, peer["grad.\(index)"], within: Self.tolerance, "gradient \(index)")
        }
    }

    @Test func everyCaseOfThePeerIsHere() throws {
        let theirs = Set(
            try SafeTensors.read(fixture("torch/operations.safetensors")).keys.map {
                $0.prefix { $0 != "/" }
            })
        #expect(theirs.subtracting(Self.cases.map { $0.name[...] }).sorted() == [])
    }

    typealias Case = (name: String, operation: @Sendable ([Tensor]) -> Tensor)

    static let cases: [Case] =
        shape + arithmetic + reductions + convolution + resampling + samplings + normalisation + losses

    static let shape: [Case] = [
        ("reshape", { $0[0].reshaped(3, -1) }),
        ("flatten", { $0[0].flattened(from: 1) }),
        ("expand", { $0[0].expanded(to: [5, 3, 4]) }),
        ("permute", { $0[0].permuted(2, 0, 1) }),
        ("transpose", { $0[0].transposed(1, -1) }),
        ("unsqueeze", { $0[0].unsqueezed(1) }),
        ("squeeze", { $0[0].squeezed(1) }),
        ("flip", { $0[0].flipped(1, 2) }),
        ("concatenate", { concatenate($0, dim: 1) }),
        ("stack", { stack($0, dim: -1) }),
        ("split by sizes", { $0[0].split([1, 2, 1], dim: 1)[1] }),
        ("split into parts", { $0[0].split(into: 3, dim: -1)[2] }),
        ("index", { $0[0][1, 0..., -1] }),
        ("ranges", { $0[0][0..., 1..<3, 2...] }),
        ("slice with step", { $0[0].sliced(1, from: 1, by: 2) }),
        ("index select", { $0[0].selected($0[1], dim: 1) }),
        ("gather", { $0[0].gathered($0[1], dim: 1) }),
        ("where", { choose($0[0], $0[1], else: $0[2]) }),
    ]

    static let arithmetic: [Case] = [
        ("add", { $0[0] + $0[1] }),
        ("subtract", { $0[0] - $0[1] }),
        ("multiply", { $0[0] * $0[1] }),
        ("divide", { $0[0] / $0[1] }),
        ("add number", { $0[0] + 2.5 }),
        ("number minus", { 2 - $0[0] }),
        ("multiply by number", { 3 * $0[0] }),
        ("divide by number", { $0[0] / 3 }),
        ("number over", { 3.0 / $0[0] }),
        ("negate", { -$0[0] }),
        ("power", { $0[0].pow($0[1]) }),
        ("square", { $0[0].pow(2) }),
        ("exponential", { $0[0].exp() }),
        ("logarithm", { $0[0].log() }),
        ("square root", { $0[0].sqrt() }),
        ("absolute", { $0[0].abs() }),
        ("clamp", { $0[0].clamped(from: -0.5, to: 0.25) }),
        ("clamp below", { $0[0].clamped(from: 0.1) }),
        ("minimum", { minimum($0[0], $0[1]) }),
        ("maximum", { maximum($0[0], $0[1]) }),
        ("equal", { $0[0] .== $0[1] }),
        ("not equal", { $0[0] .!= $0[1] }),
        ("less", { $0[0] .< 2 }),
        ("less or equal", { $0[0] .<= 2 }),
        ("greater", { $0[0] .> 2 }),
        ("greater or equal", { $0[0] .>= 2 }),
        ("and, or, not", { $0[0] .& $0[1] .| .!$0[0] }),
    ]

    static let reductions: [Case] = [
        ("sum", { $0[0].sum() }),
        ("sum over", { $0[0].sum(dim: 0, 2, keepdim: true) }),
        ("mean", { $0[0].mean() }),
        ("mean over", { $0[0].mean(dim: -1) }),
        ("max", { $0[0].max() }),
        ("max over", { $0[0].max(dim: 1, 2) }),
        ("min over", { $0[0].min(dim: 1, keepdim: true) }),
        ("variance", { $0[0].variance() }),
        ("variance over", { $0[0].variance(dim: 0, 1, correction: 0) }),
        ("standard deviation", { $0[0].std(dim: 1, keepdim: true) }),
        ("argmax", { $0[0].argmax(dim: 1) }),
        ("argmin", { $0[0].argmin(dim: 0, keepdim: true) }),
        ("largest", { $0[0].largest(2, dim: 1).values }),
        ("indices of the largest", { $0[0].largest(2, dim: 1).indices }),
        ("softmax", { $0[0].softmax(dim: 1) }),
        ("log softmax", { $0[0].logSoftmax(dim: -1) }),
        ("matrix product", { $0[0].matmul($0[1]) }),
        ("batched matrix product", { $0[0].matmul($0[1]) }),
        ("linear", { $0[0].linear($0[1], bias: $0[2]) }),
        ("linear without bias", { $0[0].linear($0[1]) }),
    ]

    static let convolution: [Case] = [
        ("conv2d", { $0[0].conv2d($0[1], bias: $0[2], padding: 1) }),
        ("conv2d, strided", { $0[0].conv2d($0[1], stride: Pair(2, 1), padding: Pair(0, 2)) }),
        ("conv2d, dilated", { $0[0].conv2d($0[1], padding: 2, dilation: 2) }),
        ("conv2d, grouped", { $0[0].conv2d($0[1], bias: $0[2], groups: 2) }),
        ("conv2d, depthwise", { $0[0].conv2d($0[1], stride: 2, padding: 1, groups: 4) }),
        ("transposed conv2d", { $0[0].convTransposed2d($0[1], bias: $0[2], stride: 2) }),
        (
            "transposed conv2d, padded",
            { $0[0].convTransposed2d($0[1], stride: 2, padding: 1, outputPadding: Pair(1, 0)) }
        ),
        ("transposed conv2d, grouped", { $0[0].convTransposed2d($0[1], dilation: Pair(2, 1), groups: 2) }),
        ("max pool", { $0[0].maxPooled(kernel: 3, stride: 2, padding: 1) }),
        ("average pool", { $0[0].averagePooled(kernel: Pair(3, 2), stride: Pair(2, 1), padding: 1) }),
        (
            "average pool, padding not counted",
            { $0[0].averagePooled(kernel: 3, stride: 1, padding: 1, countingPadding: false) }
        ),
        ("adaptive max pool", { $0[0].adaptiveMaxPooled(to: Pair(3, 2)) }),
        ("adaptive average pool", { $0[0].adaptiveAveragePooled(to: Pair(3, 4)) }),
        ("global average", { $0[0].globalAverage() }),
        ("global max", { $0[0].globalMax() }),
    ]

    static let resampling: [Case] = [
        ("zero padding", { $0[0].zeroPadded(1) }),
        ("zero padding, uneven", { $0[0].zeroPadded(top: 2, bottom: -1, left: 0, right: 1) }),
        ("reflect padding", { $0[0].reflectPadded(2) }),
        ("reflect padding, uneven", { $0[0].reflectPadded(top: 1, bottom: 2, left: 3, right: 0) }),
        ("resize, nearest", { $0[0].resized(to: Pair(10, 5), by: .nearest) }),
        ("resize, bilinear", { $0[0].resized(to: Pair(8, 5), by: .bilinear) }),
        (
            "resize, bilinear, corners",
            { $0[0].resized(to: Pair(8, 5), by: .bilinear, aligningCorners: true) }
        ),
        ("resize, bicubic", { $0[0].resized(to: Pair(8, 9), by: .bicubic) }),
        ("resize, bicubic, corners", { $0[0].resized(to: Pair(8, 9), by: .bicubic, aligningCorners: true) }),
        ("resize, bicubic, by factors", { $0[0].resized(byRows: 8.1 / 5, columns: 5.1 / 7) }),
        ("resize smoothly, smaller", { $0[0].smoothlyResized(to: Pair(3, 2)) }),
        ("resize smoothly, larger", { $0[0].smoothlyResized(to: Pair(8, 9)) }),
    ]

    static let samplings: [Case] = [Interpolation.bilinear, .nearest, .bicubic].flatMap { mode in
        [Outside.zeros, .border, .reflection].flatMap { outside in
            [false, true].map { corners -> Case in
                (
                    "sample, \(mode), \(outside)\(corners ? ", corners" : "")",
                    { $0[0].sampled(at: $0[1], by: mode, outside: outside, aligningCorners: corners) }
                )
            }
        }
    }

    static let normalisation: [Case] = [
        ("layer norm", { $0[0].layerNormalised([5], weight: $0[1], bias: $0[2]) }),
        ("layer norm over two", { $0[0].layerNormalised([3, 5], epsilon: 1e-3) }),
        ("group norm", { $0[0].groupNormalised(2, weight: $0[1], bias: $0[2]) }),
        ("unit vectors", { $0[0].normalised(dim: 1) }),
        ("relu", { relu($0[0]) }),
        ("relu6", { relu6($0[0]) }),
        ("gelu", { gelu($0[0]) }),
        ("silu", { silu($0[0]) }),
        ("sigmoid", { sigmoid($0[0]) }),
        ("tanh", { tanh($0[0]) }),
        ("attention", { attention(query: $0[0], key: $0[1], value: $0[2]) }),
        ("attention, masked", { attention(query: $0[0], key: $0[1], value: $0[2], mask: $0[3]) }),
        ("attention, biased", { attention(query: $0[0], key: $0[1], value: $0[2], mask: $0[3]) }),
    ]

    static let losses: [Case] = [
        ("squared error", { meanSquaredError($0[0], $0[1]) }),
        ("squared error, summed", { meanSquaredError($0[0], $0[1], reduction: .sum) }),
        ("squared error of each", { meanSquaredError($0[0], $0[1], reduction: .none) }),
        ("absolute error", { meanAbsoluteError($0[0], $0[1]) }),
        ("binary cross entropy", { binaryCrossEntropy(logits: $0[0], $0[1]) }),
        (
            "binary cross entropy, weighted",
            { binaryCrossEntropy(logits: $0[0], $0[1], weight: $0[2], positiveWeight: $0[3]) }
        ),
        ("cross entropy", { crossEntropy(logits: $0[0], $0[1]) }),
        ("cross entropy, weighted", { crossEntropy(logits: $0[0], $0[1], weight: $0[2]) }),
        (
            "cross entropy, smoothed",
            { crossEntropy(logits: $0[0], $0[1], labelSmoothing: 0.1, reduction: .sum) }
        ),
        ("cross entropy, both", { crossEntropy(logits: $0[0], $0[1], weight: $0[2], labelSmoothing: 0.2) }),
        ("cross entropy to probabilities", { crossEntropy(logits: $0[0], $0[1]) }),
        ("cross entropy of images", { crossEntropy(logits: $0[0], $0[1]) }),
        ("Poisson loss of log rates", { poissonLoss(rate: $0[0], counts: $0[1]) }),
        ("Poisson loss of rates", { poissonLoss(rate: $0[0], counts: $0[1], logarithmic: false) }),
    ]
}
