import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// PriMaPs' masks and the loss of their prototypes against a transcription in PyTorch and SciPy: Fixtures/torch/primaps.py.
@Suite(.tags(.golden)) struct PriMaPsTests {
    static let (rows, columns, dimension) = (20, 12, 19)
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("torch/primaps.safetensors")) }

    private func labels(_ name: String) throws -> [UInt8] {
        try #require(peer[name]).array(of: UInt8.self)
    }

    /// A body of three parts with a spot: five directions among noise.
    private func masks() throws -> PrincipalMasks {
        let (regions, dimension) = (try labels("regions"), Self.dimension)
        let directions = CounterNumbers.values(tensor: 50, count: 5 * dimension)
        let noise = CounterNumbers.values(tensor: 51, count: regions.count * dimension)
        let features = noise.enumerated().map { place, noise in
            directions[Int(regions[place / dimension]) * dimension + place % dimension] + 0.9 * noise
        }
        return try PrincipalMasks(features, dimension: dimension, rows: Self.rows, columns: Self.columns)
    }

    @Test func masksAreThePeers() throws {
        let found = try masks()
        #expect(try found.labels == labels("masks"))
        #expect(try found.smoothed.labels == labels("smoothed"))
        let guide = GuideImage(rows: Self.rows, columns: Self.columns, grey: try labels("grey"))
        let refined = try found.smoothed.refined(by: FullyConnectedCRF(appearancePixels: 8), over: guide)
        #expect(try refined.labels == labels("refined"))
    }

    /// 1e-6: 32 bits of the peer's numbers.
    @Test func lossAndItsGradientAreThePeers() throws {
        func numbers(_ tensor: Int, _ shape: [Int]) -> Tensor {
            Tensor(CounterNumbers.values(tensor: tensor, count: shape.reduce(1, *)), shape: shape)
        }
        let network = PriMaPs(8, clusters: 5, classes: 4, detail: 1, using: Generator(seed: 1))
        try network.prototypes.load(["student": numbers(61, [5, 8]), "teacher": numbers(62, [5, 8])])
        network.move(to: .float64)
        let code = numbers(60, [3, 8, 6, 4]).to(.float64)
        let masks = try #require(peer["image_masks"])
        let targets = PriMaPs.majorities(network.cosines(code).argmax(dim: 1), in: masks, clusters: 5)
        #expect(try targets.ints == #require(peer["targets"]).ints)
        let loss = network.maskLoss(code, masks: masks)
        try expectClose(loss, peer["loss"], within: 1e-6)
        loss.backward()
        try expectClose(
            try #require(network.prototypes.student.gradient), peer["gradient"], within: 1e-6)
        #expect(network.maskLoss(code, masks: masks * 0).item == 0)
    }

    /// Features that are all the same have one mask; those without a direction have none; none is no fault.
    @Test(.tags(.property)) func extremesHaveMasks() throws {
        let same = try PrincipalMasks([3, 4, 3, 4, 3, 4], dimension: 2, rows: 3, columns: 1)
        #expect(same.labels == [1, 1, 1] && same.smoothed == same)
        #expect(try PrincipalMasks([], dimension: 2, rows: 0, columns: 0).labels.isEmpty)
        #expect(throws: SegmentationError.self) {
            try PrincipalMasks([1, .nan], dimension: 2, rows: 1, columns: 1)
        }
        // More directions than there may be masks: what is left over is background.
        let apart = (0..<300).flatMap { place in (0..<300).map { Float($0 == place ? 1 : 0) } }
        let many = try PrincipalMasks(apart, dimension: 300, rows: 300, columns: 1)
        #expect(Set(many.labels).count == 255 && many.labels.count { $0 == 0 } == 300 - 254)
        let guide = GuideImage(rows: 300, columns: 1, grey: [UInt8](repeating: 9, count: 300))
        #expect(try many.smoothed.refined(by: FullyConnectedCRF(), over: guide).labels.count == 300)
    }
}
