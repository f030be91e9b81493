import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// Which images learn from each other.
@Suite struct NearestNeighbourTests {
    let peer: [String: Tensor]

    init() throws { peer = try SafeTensors.read(fixture("torch/stego.safetensors")) }

    /// Against `torch.topk` of the cosines: Fixtures/torch/stego.py.
    @Test(.tags(.golden)) func tableIsThePeers() throws {
        let features = Tensor(CounterNumbers.values(tensor: 30, count: 40 * 8), shape: [40, 8])
        let neighbours = NearestNeighbours(features, count: 10)
        #expect(neighbours.table.flatMap(\.self) == peer["neighbours"]?.ints)
    }

    /// Each of the seven nearest, and nobody else; the image itself only where it is alone.
    @Test(.tags(.property)) func partnersAreAmongTheSevenNearest() {
        var generator = SeededGenerator(seed: 3)
        let features = Tensor(CounterNumbers.values(tensor: 31, count: 20 * 4), shape: [20, 4])
        let neighbours = NearestNeighbours(features)
        let drawn = Set((0..<500).map { _ in neighbours.partner(of: 5, using: &generator) })
        #expect(drawn == Set(neighbours.table[5][1...7]))
        #expect(neighbours.table[5].count == 20 && neighbours.table[5][0] == 5)
        let two = NearestNeighbours(features[0..<2])
        #expect(two.partner(of: 0, using: &generator) == 1)
        #expect(NearestNeighbours(features[0..<1]).partner(of: 0, using: &generator) == 0)
    }

    /// Against torchvision's `five_crop` at half the height and width: Fixtures/torch/stego.py.
    @Test(.tags(.golden), arguments: [(12, 8), (15, 9), (17, 11)], FiveCrop.allCases)
    func cropsAreThePeers(size: (rows: Int, columns: Int), crop: FiveCrop) throws {
        let image = CountImage(
            rows: size.rows, columns: size.columns, pixels: (0..<size.rows * size.columns).map { Float($0) },
            view: .anterior, spacing: nil)
        let expected = try #require(peer["crop.\(size.rows)x\(size.columns).\(crop.rawValue)"])
        let found = crop(image)
        #expect([found.rows, found.columns] == expected.shape && found.pixels == expected.floats)
        let mask = LabelImage(
            rows: size.rows, columns: size.columns, labels: image.pixels.map { UInt8($0) }, view: .anterior)
        #expect(crop(mask).labels.map { Float($0) } == found.pixels)
    }

    @Test func aPixelHasCrops() {
        let image = CountImage(rows: 1, columns: 1, pixels: [3], view: .posterior, spacing: nil)
        #expect(FiveCrop.allCases.allSatisfy { $0(image).pixels == [3] })
    }
}
