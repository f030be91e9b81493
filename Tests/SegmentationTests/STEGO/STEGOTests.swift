import TestSupport
import Testing
import Torch

@testable import Segmentation

/// STEGO's head, loss and probes against a transcription in PyTorch, in 64 bits on counter-filled weights:
/// Fixtures/torch/stego.py. 1e-6: 32 bits of the peer's numbers.
@Suite(.tags(.golden)) struct STEGOTests {
    let peer: [String: Tensor]
    let network: STEGO
    let features = Self.numbers(20, [4, 12, 8, 4])
    let others = Self.numbers(21, [4, 12, 8, 4])

    init() throws {
        peer = try SafeTensors.read(fixture("torch/stego.safetensors"))
        network = STEGO(12, code: 5, clusters: 6, classes: 4, detail: 1, using: Generator(seed: 1))
        try CounterNumbers.fill(network)
        network.move(to: .float64)
        network.evaluate()
    }

    /// Counter numbers in [-1, 1) in 64 bits.
    private static func numbers(_ tensor: Int, _ shape: [Int]) -> Tensor {
        Tensor(CounterNumbers.values(tensor: tensor, count: shape.reduce(1, *)), shape: shape).to(.float64)
    }

    private var draw: CorrespondenceDraw {
        CorrespondenceDraw(
            places: Self.numbers(22, [4, 11, 11, 2]), otherPlaces: Self.numbers(23, [4, 11, 11, 2]),
            partners: [[1, 2, 3, 0], [3, 0, 1, 2], [2, 3, 0, 1], [1, 0, 3, 2], [3, 2, 1, 1]].map {
                Tensor($0)
            })
    }

    private func expectGradients(_ loss: Tensor, _ name: String) throws {
        try expectClose(loss, peer[name], within: 1e-6, "\(name)")
        loss.backward()
        for (parameterName, parameter) in network.parameters {
            let expected = peer["\(name).gradient.\(parameterName)"]
            #expect((parameter.gradient == nil) == (expected == nil), "\(name), \(parameterName)")
            guard let gradient = parameter.gradient else { continue }
            try expectClose(gradient, expected, within: 1e-6, "\(name), \(parameterName)")
        }
    }

    /// Published with the method: 70 numbers of 384, 90 of 768.
    @Test(arguments: [(384, 70, 201_740), (768, 90, 729_012)])
    func headHasAsManyParameters(width: Int, code: Int, count: Int) {
        #expect(STEGOHead(width, code: code, using: .outline()).parameterCount == count)
    }

    @Test func headAnswersAsThePeers() throws {
        try expectClose(network.head(features), peer["code"], within: 1e-6)
    }

    @Test(arguments: CorrespondencePreset.allCases)
    func lossIsThePeers(preset: CorrespondencePreset) throws {
        let loss = CorrespondenceLoss(settings: preset.settings)
        let found = loss(
            Seen(features: features, code: network.head(features)),
            neighbours: Seen(features: others, code: network.head(others)), by: draw)
        guard preset == .usual else {
            return try expectClose(found, peer["loss.\(preset.rawValue)"], within: 1e-6)
        }
        try expectGradients(found, "loss.usual")
    }

    /// The probes learn, the head does not; pixels of which nothing is known do not count.
    @Test func labelLossAndItsGradientAreThePeers() throws {
        func uniform(_ tensor: Int) -> [Float] { CounterNumbers.values(tensor: tensor, count: 4 * 32 * 16) }
        var classes = uniform(24).map { UInt8(($0 + 1) / 2 * 4) }
        for (pixel, number) in uniform(26).enumerated() where number > 0.5 { classes[pixel] = 255 }
        var foci = uniform(25).map { UInt8($0 > 0.8 ? 1 : 0) }
        for pixel in 32 * 16..<2 * 32 * 16 { foci[pixel] = 255 }
        let shape = [4, 32, 16]
        try expectGradients(
            network.labelLoss(
                network.head(features), classes: Tensor(classes, shape: shape),
                foci: Tensor(foci, shape: shape)),
            "labels")
    }

    @Test func clusterLossAndItsGradientAreThePeers() throws {
        try expectGradients(
            network.cluster_probe.loss(
                network.head(features),
                body: .ones([features.shape[0], features.shape[2], features.shape[3]])), "clusters")
    }

    /// Probes that tell 2×2 places of each patch: row by row, each held against the label in its middle.
    @Test func probesMayTellMoreThanAPatch() throws {
        let x = Tensor((0..<16).map { Float($0) }, shape: [1, 8, 1, 2])
        #expect(x.unfolded(2).shape == [1, 2, 2, 4])
        #expect(x.unfolded(2).floats == [0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15])

        let finer = STEGO(3, code: 2, clusters: 2, classes: 3, detail: 2, using: Generator(seed: 1))
        let code = Tensor(CounterNumbers.values(tensor: 1, count: 4), shape: [1, 2, 1, 2])
        let logits = finer.labelLogits(code)
        #expect(logits.classes.shape == [1, 3, 2, 4] && logits.foci.shape == [1, 1, 2, 4])
        // The labels in the middles of 2×2 pixels each are those of odd rows and columns.
        var classes = [UInt8](repeating: 0, count: 4 * 8)
        var expected = Tensor.zeros([])
        let middles: [UInt8] = [0, 1, 2, 1, 2, 0, 1, 0]
        for (place, label) in middles.enumerated() {
            classes[(2 * (place / 4) + 1) * 8 + 2 * (place % 4) + 1] = label
            expected = expected - logits.classes.logSoftmax(dim: 1)[0, Int(label), place / 4, place % 4] / 8
        }
        let unknown = Tensor([UInt8](repeating: 255, count: 32), shape: [1, 4, 8])
        let loss = finer.labelLoss(code, classes: Tensor(classes, shape: [1, 4, 8]), foci: unknown)
        #expect(abs(loss.item - expected.item) < 1e-6)
    }

    /// Without a single label the loss is 0, not the mean of nothing.
    @Test func nothingKnownCostsNothing() {
        let unknown = Tensor([UInt8](repeating: 255, count: 4 * 32 * 16), shape: [4, 32, 16])
        #expect(network.labelLoss(network.head(features), classes: unknown, foci: unknown).item == 0)
    }

    /// The mean of a view's code and of its mirrored view's, enlarged.
    @Test func answersAreThePeers() throws {
        let answers = network.answers(features, mirrored: others) {
            $0.resized(to: Pair(32, 16), by: .bilinear)
        }
        try expectClose(answers.classes[0..<1], peer["answer.classes"], within: 1e-6)
        try expectClose(answers.clusters[0..<1], peer["answer.clusters"], within: 1e-6)
        try expectClose(answers.foci[0..<1], peer["answer.foci"], within: 1e-6)
    }

    /// In training each branch and the loss miss whole channels of their own; the rest makes up for them.
    @Test(.tags(.property)) func channelsAreLeftOutInTraining() {
        network.train()
        let ones = Tensor.ones([64, 12, 2, 2], dtype: .float64)
        let dropped = network.head.dropped(ones)
        let channels = dropped.mean(dim: 2, 3).floats
        #expect(channels.allSatisfy { $0 == 0 || abs($0 - 1 / 0.9) < 1e-6 })
        let share = Double(channels.count { $0 == 0 }) / Double(channels.count)
        #expect(abs(share - 0.1) < 0.05)
        #expect(network.head.dropped(ones).floats != dropped.floats)
        let codes = (0..<2).map { _ in network.head(features).floats }
        #expect(codes[0] != codes[1])
    }
}
