public import Torch

/// A network of ours as Keras knows it: its tensors by Keras's names, in their order, and in Keras's layouts.
///
/// `Fixtures/keras/backbones.py` is the twin.
public struct KerasNetwork {
    /// A tensor, by our name and by Keras's.
    public struct SavedTensor {
        public let ours, theirs: String
        /// In Keras's layout: kernels are rows × columns × in × out, depthwise ones rows × columns × channels × 1.
        public let shape: [Int]

        var isDepthwise: Bool { theirs.contains("depthwise/") }
    }

    let module: Module
    /// In the order of Keras's names.
    public let tensors: [SavedTensor]

    /// `layers` has Keras's name of each layer.
    public init(_ module: Module, layers: [String: String]) {
        self.module = module
        let state = module.state
        let norms = Set(state.map(\.name).filter { $0.hasSuffix(".running_mean") }.map { $0.dropLast(13) })
        tensors = state.map { name, tensor in
            let (layer, variable) = (name[..<name.lastIndex(of: ".")!], name.split(separator: ".").last!)
            let isNorm = norms.contains(layer)
            let theirs = [
                "weight": isNorm ? "gamma" : "kernel", "bias": isNorm ? "beta" : "bias",
                "running_mean": "moving_mean", "running_var": "moving_variance",
            ]
            let path = "\(layers[String(layer)] ?? "?")/\(theirs[String(variable)] ?? "?")"
            let shape = tensor.shape
            let order = path.contains("depthwise/") ? [2, 3, 0, 1] : [2, 3, 1, 0]
            return SavedTensor(
                ours: name, theirs: path, shape: shape.count == 4 ? order.map { shape[$0] } : shape)
        }.sorted { $0.theirs < $1.theirs }
    }

    /// Counter numbers for every tensor, as `keras_number` of Fixtures/weights.py has them. Where the network sees
    /// one channel, its first convolution is the sum over three.
    public func fill() throws {
        let stem = module.state[0].name
        var filled: [String: Tensor] = [:]
        for (index, tensor) in tensors.enumerated() {
            var shape = tensor.shape
            let isSum = tensor.ours == stem && shape[2] == 1
            if isSum { shape[2] = 3 }
            var numbers = CounterNumbers.values(tensor: index, count: shape.reduce(1, *))
            let (centre, spread) = Self.range(tensor.theirs, shape)
            for i in numbers.indices { numbers[i] = centre + spread * numbers[i] }
            let theirs = Tensor(numbers, shape: shape)
            guard shape.count == 4 else {
                filled[tensor.ours] = theirs
                continue
            }
            let ours = tensor.isDepthwise ? theirs.permuted(2, 3, 0, 1) : theirs.permuted(3, 2, 0, 1)
            filled[tensor.ours] = isSum ? ours.sum(dim: 1, keepdim: true) : ours
        }
        try module.load(filled)
    }

    /// Glorot-uniform for kernels in Keras's layout; scales and variances around 1, shifts and means around 0.
    public static func range(_ name: String, _ shape: [Int]) -> (centre: Float, spread: Float) {
        if shape.count == 4 {
            let channels = name.contains("depthwise") ? 2 : shape[2] + shape[3]
            return (0, Float((6 / Double(shape[0] * shape[1] * channels)).squareRoot()))
        }
        return name.hasSuffix("gamma") || name.hasSuffix("moving_variance") ? (1, 0.5) : (0, 0.1)
    }
}
