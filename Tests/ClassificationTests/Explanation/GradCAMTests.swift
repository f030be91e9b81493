import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Classification

/// Against PyTorch's gradients through whole networks on the same counter-filled weights: Fixtures/torch/gradcam.py.
@Suite(.tags(.golden)) struct GradCAMTests {
    static let cases: [ClassifierArchitecture] =
        [.single(.mobileNetV2, .posterior)] + ViewAggregation.allCases.map { .dual(.mobileNetV2, $0) }
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("torch/gradcam.safetensors")) }

    /// The peer's network: its trunk filled as Keras's, what stands on it part by part.
    private func network(_ architecture: ClassifierArchitecture) throws -> any Classifier {
        let network = architecture.make(using: Generator(seed: 0))
        let parts: (trunk: any Layer, rest: [Module])? =
            switch network {
            case let single as SingleViewClassifier: (single.backbone, [single.excitation, single.head])
            case let dual as DualViewClassifier: (dual.backbones[0], [dual.aggregation, dual.head])
            default: nil
            }
        let (trunk, rest) = try #require(parts)
        try KerasNetwork(trunk, layers: architecture.backbone.kerasLayers).fill()
        for part in rest { try CounterNumbers.fill(part) }
        network.evaluate()
        return network
    }

    private func image(_ architecture: ClassifierArchitecture) -> Tensor {
        let number = Self.cases.firstIndex(of: architecture) ?? 0
        return CounterNumbers.image(20 + number, shape: [1, architecture.views.count, 128, 96])
    }

    /// 1e-5: hundreds of layers of Float32 roundings against 64 bits. Inside of withoutGradient as outside.
    @Test(arguments: cases)
    func mapsArePyTorchs(architecture: ClassifierArchitecture) throws {
        let network = try network(architecture)
        let x = image(architecture)
        let yes = withoutGradient { network.activationMaps(of: x) }
        let opposite = network.state.map { name, tensor in
            (name, name.hasPrefix("head.") ? tensor * -1 : tensor + 0)
        }
        try network.load(Dictionary(uniqueKeysWithValues: opposite))
        for (answer, found) in [("yes", yes), ("no", network.activationMaps(of: x))] {
            let name = "\(architecture.rawValue).\(answer)"
            try expectClose(found.logits, peer["\(name).logit"], within: 1e-5, "\(name)")
            try expectClose(found.maps, peer["\(name).maps"], within: 1e-5, "\(name)")
            #expect(!found.maps.requiresGradient && !found.logits.requiresGradient)
        }
    }

    /// Over images of the matrix's own size, the map is the peer's, spread by bilinear interpolation.
    @Test func mapsAreSpreadAsPyTorchs() throws {
        let spread = try #require(peer["mobilenetv2-dual-aa.no.spread"])
        let planes = try #require(peer["mobilenetv2-dual-aa.no.maps"]).split(into: 2, dim: 1)
        let image = CountImage(
            rows: 128, columns: 96, pixels: Array(repeating: 1, count: 128 * 96), view: .anterior,
            spacing: nil)
        let laid = planes.flatMap { ClassifierInput(rows: 128, columns: 96).laid($0, over: image) }
        let found = Tensor(laid, shape: [1, 2, 128, 96])
        try expectClose(found / found.max().item, spread, within: 1e-5)
    }
}

/// All kinds of models have maps.
@Suite(.tags(.property)) struct ActivationMapTests {
    static let architectures: [ClassifierArchitecture] = [
        BackboneArchitecture.vgg19, .mobileNetV2, .resNet50V2, .inceptionV3, .inceptionResNetV2, .denseNet121,
    ].enumerated().flatMap { index, backbone in
        [.single(backbone, View.allCases[index % 2]), .dual(backbone, ViewAggregation.allCases[index % 3])]
    }

    @Test(arguments: architectures)
    func areFiniteAndAsLargeAsTheFeatures(architecture: ClassifierArchitecture) throws {
        let network = architecture.make(using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.evaluate()
        let views = architecture.views.count
        let x = CounterNumbers.image(0, shape: [2, views, 128, 96])
        let found = network.activationMaps(of: x)
        let features = withoutGradient { network.features(x) }
        #expect(found.maps.shape == [2, views] + features.shape.suffix(2))
        #expect(found.maps.isFinite && found.maps.min().item >= 0)
        try expectClose(found.logits, withoutGradient { network(x) }, within: 1e-5)
        // A scan's map is its own, whatever else is in the batch.
        try expectClose(network.activationMaps(of: x[0..<1]).maps, found.maps[0..<1], within: 1e-4)
    }

    @Test func separateTrunksHaveMapsToo() throws {
        let network = DualViewClassifier(
            .mobileNetV2, .squeezeExcitation, trunks: .separate, using: Generator(seed: 1))
        network.evaluate()
        #expect(
            network.activationMaps(of: CounterNumbers.image(0, shape: [1, 2, 96, 64])).maps.shape == [
                1, 2, 3, 2,
            ])
    }
}
