/// How the weights of a layer begin.
public enum Initialisation: Sendable {
    /// PyTorch's default: uniform within ±1 / √fan-in. (It is the uniform form of He et al. 2015,
    /// arXiv:1502.01852, with PyTorch's slope of √5.) The bias is drawn likewise.
    case kaimingUniform
    /// Keras' default: uniform within ±√(6 / (fan-in + fan-out)), and a bias of zero. Glorot, Bengio,
    /// AISTATS 2010.
    case glorotUniform

    /// A weight whose first two dimensions are the two kinds of channels, all others the kernel; `fanOut` counts
    /// the units that one input feeds.
    func weight(_ shape: [Int], fanIn: Int, fanOut: Int, using generator: Generator) -> Parameter {
        let bound =
            switch self {
            case .kaimingUniform: kaimingBound(fanIn)
            case .glorotUniform: (6 / Double(fanIn + fanOut)).squareRoot()
            }
        return Parameter(.uniform(shape, in: -bound..<bound, using: generator))
    }

    /// The bias that belongs to such a weight.
    func bias(_ count: Int, fanIn: Int, using generator: Generator) -> Parameter {
        switch self {
        case .kaimingUniform:
            Parameter(.uniform([count], in: -kaimingBound(fanIn)..<kaimingBound(fanIn), using: generator))
        case .glorotUniform: Parameter(.zeros([count]))
        }
    }

    private func kaimingBound(_ fanIn: Int) -> Double { 1 / Double(fanIn).squareRoot() }
}
