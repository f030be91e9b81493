import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// What a segmenter sees of a view, and where in the view it says something.
@Suite struct SegmenterInputTests {
    private func image(_ rows: Int, _ columns: Int) -> CountImage {
        CountImage(
            rows: rows, columns: columns,
            pixels: CounterNumbers.values(tensor: 3, count: rows * columns).map { (40 * ($0 + 1)).rounded() },
            view: .anterior, spacing: nil)
    }

    @Test func countsAreWhatABackboneSees() throws {
        let matrix = BackboneInput(rows: 16, columns: 8)
        let view = try matrix.prepared(image(32, 16))
        #expect(SegmenterInput.counts.seen(view, in: matrix) == matrix.seen(view))
        #expect(SegmenterInput.counts.channels == 1)
    }

    /// The hottest pixel is the palette's last colour, the coldest the first, less ImageNet's mean, over its deviation.
    @Test(arguments: [
        (SegmenterInput.blueYellow, [1.0, 1, 0], [0.0, 0, 1]),
        (.blueGreenRedYellow, [1, 1, 0], [0, 0, 1]), (.warmMetal, [1, 1, 1], [0, 0, 0]),
    ])
    func palettesAreStandardised(input: SegmenterInput, hot: [Double], cold: [Double]) throws {
        let matrix = BackboneInput(rows: 16, columns: 8)
        var image = image(16, 8)
        (image.pixels[3], image.pixels[77]) = (1000, 0)
        let seen = input.seen(try matrix.prepared(image), in: matrix)
        #expect(seen.count == 3 * 16 * 8 && input.channels == 3)
        let standards = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)]
        for (channel, (mean, deviation)) in standards.enumerated() {
            let found = [3, 77].map { Double(seen[channel * 128 + $0]) }
            let expected = [hot, cold].map { ($0[channel] - mean) / deviation }
            #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(found) \(expected)")
        }
    }

    /// Read at the places of a view's pixels, a map of patches is what PyTorch's bilinear enlargement makes of it.
    @Test(arguments: [(64, 32), (128, 64)]) func placesAreThoseOfAnEnlargement(rows: Int, columns: Int) throws
    {
        let matrix = BackboneInput(rows: 64, columns: 32)
        let view = image(rows, columns)
        let places = try matrix.prepared(view).places(of: view, in: matrix)
        let map = CounterNumbers.image(5, shape: [1, 3, 8, 4])
        try expectClose(
            map.sampled(at: places, outside: .border),
            map.resized(to: Pair(rows, columns), by: .bilinear), within: 1e-5)
    }

    /// A mask comes to lie in the matrix as its view does, and a view that is too narrow has background beside it.
    @Test func masksLieAsViewsDo() throws {
        let matrix = BackboneInput(rows: 16, columns: 16)
        let view = CountImage(
            rows: 64, columns: 32,
            pixels: (0..<64 * 32).map { $0 / 32 < 32 ? 9 : 1 }, view: .posterior, spacing: nil)
        let prepared = try matrix.prepared(view)
        let mask = LabelImage(
            rows: 64, columns: 32, labels: view.pixels.map { UInt8($0) }, view: .posterior)
        let labels = prepared.labels(of: mask, in: matrix)
        for row in 0..<16 {
            let expected = (0..<16).map { column -> UInt8 in (4..<12).contains(column) ? (row < 8 ? 9 : 1) : 0
            }
            #expect(Array(labels[row * 16..<(row + 1) * 16]) == expected)
        }
        #expect(prepared.binning(of: 64, 32) == 4)
    }

    /// On a backbone that learnt from one channel, grey in three looks as it did in one.
    @Test func coloursAreSharedOut() throws {
        try withTemporaryFolder { folder in
            let own = TransformerArchitecture.tiny16.make(channels: 1, side: 2, using: Generator(seed: 3))
            let file = folder.appending(path: "backbone.safetensors")
            try SafeTensors.write(
                Dictionary(uniqueKeysWithValues: own.state.map { ($0.name, $0.tensor) }),
                metadata: ["architecture": "vit-tiny-16"], to: file)
            own.evaluate()
            let grey = CounterNumbers.image(1, shape: [1, 1, 32, 32])
            let colours = try FrozenBackbone(file: file, channels: 3).network
            try withoutGradient {
                try expectClose(colours(grey.expanded(to: [1, 3, 32, 32])), own(grey), within: 1e-4)
            }
        }
    }
}
