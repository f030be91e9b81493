import Torch

/// Attention, then two dense layers for each token, each after a normalisation and beside a shortcut.
final class TransformerBlock: Module, Layer {
    let norm1: LayerNorm
    let attn: SelfAttention
    let norm2: LayerNorm
    let mlp: TwoLayers

    init(
        _ width: Int, heads: Int, initialisation: Initialisation = .transformer, using generator: Generator
    ) {
        norm1 = LayerNorm(width, epsilon: 1e-6)
        attn = SelfAttention(width, heads: heads, initialisation, using: generator)
        norm2 = LayerNorm(width, epsilon: 1e-6)
        mlp = TwoLayers(width, hidden: 4 * width, initialisation, using: generator)
    }

    /// N×tokens×width stay so.
    func callAsFunction(_ x: Tensor) -> Tensor {
        let seen = x + attn(norm1(x))
        return seen + mlp(norm2(seen))
    }

    /// What the heads compare by: N×tokens×width, one head's numbers after the other's.
    func keys(_ x: Tensor) -> Tensor { attn.keys(norm1(x)) }
}

/// Attention Is All You Need. Vaswani et al., NeurIPS 2017, section 3.2.2. https://arxiv.org/abs/1706.03762
///
/// Queries, keys and values come out of one matrix. No table of all pairs of tokens is kept: a whole view has 4,096.
final class SelfAttention: Module, Layer {
    let qkv, proj: Linear
    private let width, heads: Int

    init(_ width: Int, heads: Int, _ initialisation: Initialisation, using generator: Generator) {
        (self.width, self.heads) = (width, heads)
        qkv = Linear(width, 3 * width, initialisation: initialisation, using: generator)
        proj = Linear(width, width, initialisation: initialisation, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let (images, tokens) = (x.shape[0], x.shape[1])
        let parts = qkv(x).reshaped(images, tokens, 3, heads, width / heads).permuted(2, 0, 3, 1, 4)
        let seen = attention(query: parts[0], key: parts[1], value: parts[2])
        return proj(seen.transposed(1, 2).reshaped(images, tokens, width))
    }

    /// The middle third of what `qkv` makes.
    func keys(_ x: Tensor) -> Tensor {
        x.linear(qkv.weight.value[width..<2 * width], bias: qkv.bias?.value[width..<2 * width])
    }
}

/// A dense layer, GELU, a dense layer.
final class TwoLayers: Module, Layer {
    let fc1, fc2: Linear

    init(_ width: Int, hidden: Int, _ initialisation: Initialisation, using generator: Generator) {
        fc1 = Linear(width, hidden, initialisation: initialisation, using: generator)
        fc2 = Linear(hidden, width, initialisation: initialisation, using: generator)
    }

    func callAsFunction(_ x: Tensor) -> Tensor { fc2(gelu(fc1(x))) }
}

extension Initialisation {
    /// How DINO begins.
    static let transformer = Initialisation.normal(std: 0.02)
}
