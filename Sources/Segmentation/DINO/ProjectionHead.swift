import Torch

/// DINO's head: three dense layers with GELU between, of whose 256 answers the direction alone counts; then the cosine
/// with each of many directions that it learns. It is left away after training.
final class ProjectionHead: Module {
    let mlp: [Linear]
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let last_layer: Linear

    init(_ width: Int, hidden: Int = 2048, bottleneck: Int = 256, outputs: Int, using generator: Generator) {
        mlp = [(width, hidden), (hidden, hidden), (hidden, bottleneck)].map { input, output in
            Linear(input, output, initialisation: .transformer, using: generator)
        }
        last_layer = Linear(bottleneck, outputs, bias: false, using: generator)
    }

    /// N×width to N×outputs. A layer that is kept gets no gradient: it stays as it is.
    func callAsFunction(_ x: Tensor, keepingLastLayer isKept: Bool = false) -> Tensor {
        let direction = mlp[2](gelu(mlp[1](gelu(mlp[0](x))))).normalised(dim: -1)
        let learnt = last_layer.weight.value
        return direction.linear((isKept ? learnt.detached() : learnt).normalised(dim: -1))
    }
}
