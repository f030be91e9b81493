/// How the weights of a layer begin.
public enum Initialisation: Sendable {
    /// PyTorch's default: uniform within ±1 / √fan-in. (It is the uniform form of He et al. 2015,
    /// arXiv:1502.01852, with PyTorch's slope of √5.) The bias is drawn likewise.
    case kaimingUniform
    /// Keras' default: uniform within ±√(6 / (fan-in + fan-out)), and a bias of zero. Glorot, Bengio,
    /// AISTATS 2010.
    case glorotUniform
    /// Normal with a standard deviation of √(2 / fan-in), and a bias of zero: PyTorch's `kaiming_normal_`.
    /// He et al. 2015, arXiv:1502.01852.
    case heNormal
    /// Normal with this standard deviation, and a bias of zero: transformers' `trunc_normal_` with 0.02, whose bounds
    /// of ±2 are a hundred standard deviations away.
    case normal(std: Double)

    /// A weight whose first two dimensions are the two kinds of channels, all others the kernel; `fanOut` counts
    /// the units that one input feeds.
    func weight(_ shape: [Int], fanIn: Int, fanOut: Int, using generator: Generator) -> Parameter {
        guard !generator.drawsOutlines else { return Parameter(Tensor.zeros([1]).expanded(to: shape)) }
        func uniform(_ bound: Double) -> Tensor { .uniform(shape, in: -bound..<bound, using: generator) }
        return switch self {
        case .kaimingUniform: Parameter(uniform(kaimingBound(fanIn)))
        case .glorotUniform: Parameter(uniform((6 / Double(fanIn + fanOut)).squareRoot()))
        case .heNormal:
            Parameter(.normal(shape, std: (2 / Double(fanIn)).squareRoot(), using: generator))
        case .normal(let std): Parameter(.normal(shape, std: std, using: generator))
        }
    }

    /// The bias that belongs to such a weight.
    func bias(_ count: Int, fanIn: Int, using generator: Generator) -> Parameter {
        switch self {
        case .kaimingUniform:
            Parameter(.uniform([count], in: -kaimingBound(fanIn)..<kaimingBound(fanIn), using: generator))
        case .glorotUniform, .heNormal, .normal: Parameter(.zeros([count]))
        }
    }

    private func kaimingBound(_ fanIn: Int) -> Double { 1 / Double(fanIn).squareRoot() }
}

extension Parameter {
    /// Independent normal values about zero, for what no layer multiplies by, such as an embedding.
    public static func normal(_ shape: [Int], std: Double, using generator: Generator) -> Parameter {
        Initialisation.normal(std: std).weight(shape, fanIn: 1, fanOut: 1, using: generator)
    }
}
