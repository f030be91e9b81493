import Classification
import Denoising

extension Architecture {
    /// How weight files may call the tensors of this network, which `tensors` names as we do: as ourselves, as those
    /// who published it and, for DnCNN, as its authors' PyTorch code.
    func weightNames(_ tensors: [String]) -> [WeightNames] {
        var names = [WeightNames.own(tensors), publishedNames(tensors)].compactMap(\.self)
        if let depth = dncnnDepth {
            names.append(.torch(tensors, layers: dncnnLayers(depth) { place, _ in "dncnn.\(place)" }))
        }
        return names
    }

    /// How those who published the network call them. Most use Keras: the layer names of keras.applications and of
    /// DnCNN's authors, and the numbers that it gives itself to the unnamed layers of DDSRCNN. DINO and timm call
    /// transformers' tensors as we do. The classifiers are our own.
    func publishedNames(_ tensors: [String]) -> WeightNames? {
        let layers: [String: String]
        switch self {
        case .denoiser(.ddsrcnn), .denoiser(.ddsrcnnUncertainty): layers = ddsrcnnLayers(transposed: [])
        case .denoiser(.ddsrcnnTransposed): layers = ddsrcnnLayers(transposed: [6, 8])
        case .denoiser(.dncnn17), .denoiser(.dncnn20):
            layers = dncnnLayers(dncnnDepth ?? 0) { place, isNorm in "\(isNorm ? "bn" : "conv")\(place + 1)" }
        case .backbone(let backbone): layers = backbone.kerasLayers
        case .classifier: return nil
        case .transformer: return .own(tensors)
        }
        return .keras(tensors, layers: layers)
    }

    private var dncnnDepth: Int? {
        switch self {
        case .denoiser(.dncnn17): 17
        case .denoiser(.dncnn20): 20
        default: nil
        }
    }
}

/// conv1 to conv10, some of them transposed: Keras numbers the two kinds apart.
private func ddsrcnnLayers(transposed: Set<Int>) -> [String: String] {
    var made = ["conv2d": 0, "conv2d_transpose": 0]
    var layers: [String: String] = [:]
    for number in 1...10 {
        let kind = transposed.contains(number) ? "conv2d_transpose" : "conv2d"
        let before = made[kind, default: 0]
        layers["conv\(number)"] = before == 0 ? kind : "\(kind)_\(before)"
        made[kind] = before + 1
    }
    return layers
}

/// `name` tells a layer's name from its place in the sequence, ReLUs included, and whether it is a normalisation.
private func dncnnLayers(_ depth: Int, _ name: (_ place: Int, _ isNorm: Bool) -> String) -> [String: String] {
    var layers = ["first": name(0, false), "last": name(3 * depth - 4, false)]
    for block in 0..<max(0, depth - 2) {
        layers["blocks.\(block).conv"] = name(3 * block + 2, false)
        layers["blocks.\(block).norm"] = name(3 * block + 3, true)
    }
    return layers
}
