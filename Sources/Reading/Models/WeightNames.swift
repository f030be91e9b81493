import Torch

/// How a program saves the tensors of a network: their names, and the order of a kernel's dimensions.
struct WeightNames {
    /// Their name of each of our tensors.
    let theirs: [String: String]
    /// Kernels are rows × columns × in × out and matrices in × out, as Keras has them; a depthwise kernel is
    /// rows × columns × in × 1.
    let channelsComeLast: Bool

    /// Our own, which are those of a PyTorch module with the same properties.
    static func own(_ tensors: [String]) -> WeightNames {
        WeightNames(
            theirs: Dictionary(uniqueKeysWithValues: tensors.map { ($0, $0) }), channelsComeLast: false)
    }

    /// Those of Keras, such as `conv2d_1/kernel`; `layers` has Keras's name of each of our layers.
    static func keras(_ tensors: [String], layers: [String: String]) -> WeightNames {
        let norms = Set(tensors.filter { $0.hasSuffix(".running_mean") }.map { $0.layerAndVariable.layer })
        let theirs = tensors.map { name in
            let (layer, variable) = name.layerAndVariable
            let called =
                switch variable {
                case "weight": norms.contains(layer) ? "gamma" : "kernel"
                case "bias": norms.contains(layer) ? "beta" : "bias"
                case "running_mean": "moving_mean"
                case "running_var": "moving_variance"
                default: variable
                }
            return (name, "\(layers[layer] ?? layer)/\(called)")
        }
        return WeightNames(theirs: Dictionary(uniqueKeysWithValues: theirs), channelsComeLast: true)
    }

    /// Those of another PyTorch module, whose name of each of our layers `layers` has.
    static func torch(_ tensors: [String], layers: [String: String]) -> WeightNames {
        let theirs = tensors.map { name in
            let (layer, variable) = name.layerAndVariable
            return (name, "\(layers[layer] ?? layer).\(variable)")
        }
        return WeightNames(theirs: Dictionary(uniqueKeysWithValues: theirs), channelsComeLast: false)
    }
}

extension WeightNames {
    /// How many of these names are among theirs.
    func known(_ names: some Collection<String>) -> Int {
        let theirs = Set(theirs.values)
        return names.count { theirs.contains($0) }
    }

    /// Their tensors by our names and in our order of dimensions; what is unknown keeps its name, marked where one of
    /// ours is called so.
    func ours(_ tensors: [String: Tensor]) -> [String: Tensor] {
        let ours = Dictionary(uniqueKeysWithValues: theirs.map { ($1, $0) })
        return Dictionary(
            uniqueKeysWithValues: tensors.map { name, tensor in
                guard let own = ours[name] else {
                    return (theirs[name] == nil ? name : "\(name) (not theirs)", tensor)
                }
                return (own, channelsComeLast ? tensor.channelsFirst(depthwise: own.isDepthwise) : tensor)
            })
    }

    /// Our tensors by their names and in their order of dimensions.
    func theirs(_ tensors: [(name: String, tensor: Tensor)]) -> [String: Tensor] {
        Dictionary(
            uniqueKeysWithValues: tensors.map { name, tensor in
                (
                    theirs[name] ?? name,
                    channelsComeLast ? tensor.channelsLast(depthwise: name.isDepthwise) : tensor
                )
            })
    }

    /// What is wrong, in their words.
    func theirs(_ mismatch: StateMismatch) -> StateMismatch {
        StateMismatch(
            missing: mismatch.missing.map { theirs[$0] ?? $0 }, unexpected: mismatch.unexpected,
            wrongShape: mismatch.wrongShape.map {
                StateMismatch.WrongShape(
                    name: theirs[$0.name] ?? $0.name,
                    expected: inTheirOrder($0.expected, depthwise: $0.name.isDepthwise),
                    found: inTheirOrder($0.found, depthwise: $0.name.isDepthwise))
            })
    }

    private func inTheirOrder(_ shape: [Int], depthwise: Bool) -> [Int] {
        guard channelsComeLast else { return shape }
        return switch shape.count {
        case 4: depthwise ? [2, 3, 0, 1].map { shape[$0] } : [2, 3, 1, 0].map { shape[$0] }
        case 2: [shape[1], shape[0]]
        default: shape
        }
    }
}

extension Tensor {
    /// A kernel's rows × columns × in × out, or a matrix's in × out, as PyTorch has them.
    fileprivate func channelsFirst(depthwise: Bool) -> Tensor {
        switch rank {
        case 4: depthwise ? permuted(2, 3, 0, 1) : permuted(3, 2, 0, 1)
        case 2: transposed(0, 1)
        default: self
        }
    }

    /// The way back.
    fileprivate func channelsLast(depthwise: Bool) -> Tensor {
        switch rank {
        case 4: depthwise ? permuted(2, 3, 0, 1) : permuted(2, 3, 1, 0)
        case 2: transposed(0, 1)
        default: self
        }
    }
}

extension String {
    /// Whether a tensor is the kernel of a convolution that sees each channel by itself.
    fileprivate var isDepthwise: Bool { hasSuffix(".depthwise.conv.weight") }

    /// A dotted name's layer and what of it is meant.
    fileprivate var layerAndVariable: (layer: String, variable: String) {
        guard let dot = lastIndex(of: ".") else { return ("", self) }
        return (String(self[..<dot]), String(self[index(after: dot)...]))
    }
}
