import Torch

extension BackboneArchitecture {
    /// Keras's name of each of this network's layers, such as `conv2_block1_1_bn` of `stages.0.0.norm1`.
    ///
    /// Where Keras numbers layers that have no name of their own, the first is `conv2d` or `batch_normalization`.
    public var kerasLayers: [String: String] {
        var numbers: [String: Int] = [:]
        func numbered(_ kind: String) -> String {
            defer { numbers[kind, default: 0] += 1 }
            return numbers[kind].map { "\(kind)_\($0)" } ?? kind
        }
        var names: [String: String] = [:]
        for (tensor, _) in make(using: .outline()).state {
            let path = LayerPath(ofTensor: tensor)
            guard names[path.name] == nil else { continue }
            names[path.name] =
                switch self {
                case .vgg19: "block\(path.numbers[0] + 1)_conv\(path.numbers[1] + 1)"
                case .mobileNetV2: mobileNetLayer(path)
                case .resNet50V2: resNetLayer(path, .d50)
                case .resNet101V2: resNetLayer(path, .d101)
                case .resNet152V2: resNetLayer(path, .d152)
                case .inceptionV3, .inceptionResNetV2:
                    inceptionResNetLayer(path)
                        ?? numbered(path.last == "norm" ? "batch_normalization" : "conv2d")
                case .denseNet121, .denseNet169, .denseNet201: denseNetLayer(path)
                }
        }
        return names
    }
}

/// A layer's dotted name, and what it is made of.
private struct LayerPath {
    let name: String
    let numbers: [Int]
    let first, last: String

    init(ofTensor tensor: String) {
        let parts = tensor.split(separator: ".").dropLast()
        name = parts.joined(separator: ".")
        numbers = parts.compactMap { Int($0) }
        (first, last) = (String(parts.first ?? ""), String(parts.last ?? ""))
    }

    /// “conv” or “bn”.
    var kind: String { last == "norm" ? "bn" : "conv" }
}

private func mobileNetLayer(_ path: LayerPath) -> String {
    let isNorm = path.last == "norm"
    switch path.first {
    case "stem": return isNorm ? "bn_Conv1" : "Conv1"
    case "last": return isNorm ? "Conv_1_bn" : "Conv_1"
    default:
        let block = path.numbers[0] == 0 ? "expanded_conv" : "block_\(path.numbers[0])"
        let part = path.name.split(separator: ".")[2]
        return "\(block)_\(part)\(isNorm ? "_BN" : "")"
    }
}

/// Keras counts stages from 2 and blocks, within a stage, from 1.
private func resNetLayer(_ path: LayerPath, _ depth: ResNetV2.Depth) -> String {
    guard path.first == "blocks" else { return path.first == "stem" ? "conv1_conv" : "post_bn" }
    let parts = [
        "preactivation": "preact_bn", "shortcut": "0_conv", "conv1": "1_conv", "norm1": "1_bn",
        "conv2": "2_conv", "norm2": "2_bn", "conv3": "3_conv",
    ]
    var (stage, block) = (0, path.numbers[0])
    while block >= depth.blocks[stage] {
        block -= depth.blocks[stage]
        stage += 1
    }
    return "conv\(stage + 2)_block\(block + 1)_\(parts[path.last] ?? path.last)"
}

private func denseNetLayer(_ path: LayerPath) -> String {
    let parts = ["norm0": "0_bn", "conv1": "1_conv", "norm1": "1_bn", "conv2": "2_conv"]
    switch path.first {
    case "stem": return "conv1_\(path.kind)"
    case "stages":
        let (stage, layer) = (path.numbers[0] + 2, path.numbers[1] + 1)
        return "conv\(stage)_block\(layer)_\(parts[path.last] ?? path.last)"
    case "transitions": return "pool\(path.numbers[0] + 2)_\(path.kind)"
    default: return "bn"
    }
}

/// Of the few layers of Inception networks that have names.
private func inceptionResNetLayer(_ path: LayerPath) -> String? {
    switch (path.first, path.last) {
    case ("blocks35", "up"), ("blocks17", "up"), ("blocks8", "up"):
        "block\(path.first.dropFirst(6))_\(path.numbers[0] + 1)_conv"
    case ("last", "conv"): "conv_7b"
    case ("last", "norm"): "conv_7b_bn"
    default: nil
    }
}
