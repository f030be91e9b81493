import Classification
import Scintigraphy
import TestSupport
import Testing
import Torch

/// The fifty models.
@Suite(.tags(.property)) struct ClassifierTests {
    static let small: [ClassifierArchitecture] =
        [.single(.mobileNetV2, .posterior)] + ViewAggregation.allCases.map { .dual(.mobileNetV2, $0) }

    @Test func areFiftyWithStableNames() {
        let names = ClassifierArchitecture.allCases.map(\.rawValue)
        #expect(Set(names).count == 50)
        #expect(
            names.filter { $0.hasPrefix("densenet121-") } == [
                "densenet121-anterior-se", "densenet121-posterior-se", "densenet121-dual-se",
                "densenet121-dual-spp", "densenet121-dual-aa",
            ])
        #expect(ClassifierArchitecture(rawValue: "densenet121-dual-aa") == .dual(.denseNet121, .attention))
        #expect(ClassifierArchitecture(rawValue: "densenet121-dual") == nil)
        #expect(ClassifierArchitecture.dual(.denseNet121, .attention).title == "DenseNet121_AA")
    }

    /// What a head and its aggregation add to the backbone for one channel.
    @Test(arguments: ClassifierArchitecture.allCases)
    func standsOnItsBackbone(architecture: ClassifierArchitecture) {
        func values(_ module: Module) -> Int { module.state.reduce(0) { $0 + $1.tensor.count } }
        let one = architecture.backbone.make(channels: 1, using: .outline())
        let made = architecture.make(outputs: 2, using: .outline())
        let width = architecture.backbone.featureChannels * architecture.views.count
        let added =
            switch architecture {
            case .single, .dual(_, .squeezeExcitation): 2 * width * (width / 16) + 2 * width
            case .dual(_, .spatialPyramid): 2 * 21 * width
            case .dual(_, .attention):
                384 * (9 * width + 1) + 640 * (width + 1) + 128 * 129 + 2 * 63 * 32 + 2 * 512
            }
        #expect(values(made) == values(one) + added + 2)
        if case .dual = architecture {
            let separate = architecture.make(outputs: 2, trunks: .separate, using: .outline())
            #expect(values(separate) == values(made) + values(one))
        }
    }

    @Test(arguments: small)
    func answersLogitsOfWhatItSaw(architecture: ClassifierArchitecture) throws {
        let network = architecture.make(outputs: 3, using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.evaluate()
        let x = CounterNumbers.image(0, shape: [2, architecture.views.count, 96, 32])
        withoutGradient {
            let features = network.features(x)
            #expect(features.shape == [2, 1280 * architecture.views.count, 3, 1])
            #expect(network(x).floats == network.logits(features).floats)
            #expect(network(x).shape == [2, 3])
        }
    }

    /// One trunk sees an anterior image as the first half of its features, and the posterior one's mirror image as
    /// the second.
    @Test func theTrunkSeesThePosteriorMirrored() throws {
        let network = DualViewClassifier(.denseNet121, .spatialPyramid, using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.evaluate()
        let x = CounterNumbers.image(0, shape: [1, 1, 96, 64])
        try withoutGradient {
            let halves = network.features(concatenate([x, x.flipped(3)], dim: 1)).split(into: 2, dim: 1)
            try expectIdentical(halves[0], halves[1])
            let others = network.features(concatenate([x, x], dim: 1)).split(into: 2, dim: 1)
            try expectIdentical(others[0], halves[0])
            #expect((others[0] - others[1]).abs().max().item > 1e-3)
        }
    }

    @Test func separateTrunksDiffer() throws {
        let network = DualViewClassifier(
            .mobileNetV2, .squeezeExcitation, trunks: .separate, using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.evaluate()
        let x = CounterNumbers.image(0, shape: [1, 1, 64, 64])
        withoutGradient {
            let halves = network.features(concatenate([x, x.flipped(3)], dim: 1)).split(into: 2, dim: 1)
            #expect((halves[0] - halves[1]).abs().max().item > 1e-3)
        }
    }

    /// Every weight of every kind of model has a gradient, and the loss falls.
    @Test(arguments: small)
    func learns(architecture: ClassifierArchitecture) throws {
        let network = architecture.make(dropout: 0, using: Generator(seed: 1))
        let x = CounterNumbers.image(0, shape: [4, architecture.views.count, 64, 64])
        let y = Tensor([0, 1, 1, 0] as [Float], shape: [4, 1])
        let optimiser = SGD(network, learningRate: 1e-4)
        var losses: [Double] = []
        for _ in 0..<3 {
            let loss = binaryCrossEntropy(logits: network(x), y)
            losses.append(loss.item)
            loss.backward()
            if losses.count == 1 {
                for (name, parameter) in network.parameters {
                    #expect(parameter.gradient?.isFinite == true, "\(name)")
                }
            }
            optimiser.step()
        }
        #expect(losses[2] < losses[0])
    }
}
