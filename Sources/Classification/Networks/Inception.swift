import Torch

/// What Inception networks are made of.
indirect enum InceptionPart: Sendable {
    /// To so many channels; the image keeps its size.
    case conv(Int, Pair)
    /// 3×3 to so many channels, where the window lies within the image.
    case inner(Int)
    /// The same with a stride of 2.
    case halving(Int)
    /// The largest of 3×3, within the image, with a stride of 2.
    case maxPool
    /// The mean of what 3×3 hold of the image.
    case averagePool
    /// Side by side, their answers joined over the channels.
    case branches([[InceptionPart]])

    /// To so many channels by a square kernel.
    static func conv(_ output: Int, _ side: Int = 1) -> InceptionPart { .conv(output, Pair(side, side)) }

    /// The layer that sees so many channels, and how many it answers.
    func make(_ input: Int, using generator: Generator) -> (layer: any Layer, width: Int) {
        func unit(_ output: Int, _ kernel: Pair, stride: Int = 1, valid: Bool = false) -> (any Layer, Int) {
            let conv = convolution(
                input, output, kernel: kernel, stride: stride, valid: valid, using: generator)
            return (ConvNorm(conv, kerasNorm(output, scale: false)), output)
        }
        switch self {
        case .conv(let output, let kernel): return unit(output, kernel)
        case .inner(let output): return unit(output, Pair(3, 3), valid: true)
        case .halving(let output): return unit(output, Pair(3, 3), stride: 2, valid: true)
        case .maxPool: return (MaxPool(), input)
        case .averagePool: return (AveragePool(), input)
        case .branches(let branches):
            let layer = Branches(input, branches, using: generator)
            return (layer, layer.width)
        }
    }
}

/// One part after the other.
final class Chain: Module, Layer {
    let layers: [any Layer]
    let width: Int

    init(_ input: Int, _ parts: [InceptionPart], using generator: Generator) {
        var width = input
        layers = parts.map { part in
            let made = part.make(width, using: generator)
            width = made.width
            return made.layer
        }
        self.width = width
    }

    func callAsFunction(_ x: Tensor) -> Tensor { layers.reduce(x) { $1($0) } }
}

/// Chains side by side, their answers joined over the channels.
final class Branches: Module, Layer {
    let branches: [Chain]
    let width: Int

    init(_ input: Int, _ parts: [[InceptionPart]], using generator: Generator) {
        branches = parts.map { Chain(input, $0, using: generator) }
        width = branches.reduce(0) { $0 + $1.width }
    }

    func callAsFunction(_ x: Tensor) -> Tensor { concatenate(branches.map { $0(x) }, dim: 1) }
}

private final class MaxPool: Module, Layer {
    func callAsFunction(_ x: Tensor) -> Tensor { x.maxPooled(kernel: 3, stride: 2) }
}

private final class AveragePool: Module, Layer {
    func callAsFunction(_ x: Tensor) -> Tensor {
        x.averagePooled(kernel: 3, stride: 1, padding: 1, countingPadding: false)
    }
}
