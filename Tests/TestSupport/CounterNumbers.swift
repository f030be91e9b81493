public import Torch

/// Weights and images that both sides can make; Fixtures/weights.py is the twin and says how.
///
/// A large network's fixture then holds only what the network answered.
public enum CounterNumbers {
    /// Numbers in [-1, 1): number `element` of tensor `tensor` is splitmix64(tensor << 32 | element).
    public static func values(tensor: Int, count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            for element in 0..<count {
                var z = (UInt64(tensor) << 32 | UInt64(element)) &+ 0x9E37_79B9_7F4A_7C15
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                z ^= z >> 31
                buffer[element] = Float(z >> 40) / 0x1p23 - 1
            }
            initialized = count
        }
    }

    /// Numbers in [0, 1).
    public static func image(_ seed: Int, shape: [Int]) -> Tensor {
        let values = values(tensor: 1_000_000 + seed, count: shape.reduce(1, *))
        return Tensor(values.map { ($0 + 1) / 2 }, shape: shape)
    }

    /// Fills every saved tensor of a module, tensor by tensor in name order.
    public static func fill(_ module: Module) throws {
        var filled: [String: Tensor] = [:]
        for (index, (name, tensor)) in module.state.sorted(by: { $0.name < $1.name }).enumerated() {
            let shape = tensor.shape
            var numbers = values(tensor: index, count: shape.reduce(1, *))
            let (centre, spread) = range(name, shape)
            for i in numbers.indices { numbers[i] = centre + spread * numbers[i] }
            filled[name] = Tensor(numbers, shape: shape)
        }
        try module.load(filled)
    }

    /// Glorot-uniform for matrices and kernels; scales and variances around 1, shifts and means around 0.
    private static func range(_ name: String, _ shape: [Int]) -> (centre: Float, spread: Float) {
        if shape.count > 1 {
            let field = shape.dropFirst(2).reduce(1, *)
            return (0, Float((6 / Double(field * (shape[0] + shape[1]))).squareRoot()))
        }
        return name.hasSuffix("weight") || name.hasSuffix("running_var") ? (1, 0.5) : (0, 0.1)
    }
}
