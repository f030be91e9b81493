import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Segmentation

/// Against all sums written out in NumPy: Fixtures/scipy/fully_connected_crf.py.
@Suite struct FullyConnectedCRFTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let palette, truth, labels: String
            let classes, seed: Int
            let settings: FullyConnectedCRF
            let grey: [UInt8]
            /// Every eleventh pixel of each class, after one iteration and after all.
            let once, last: [Float]
        }
        let rows, columns: Int
        let cases: [Case]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/fully_connected_crf.json") }

    /// The probabilities that the script makes: counter numbers, higher for the true class.
    private func probabilities(_ row: Peer.Case) -> ClassProbabilities {
        let pixels = peer.rows * peer.columns
        var values = CounterNumbers.values(tensor: 1_000_000 + row.seed, count: row.classes * pixels)
            .map { ($0 + 1) / 2 + 0.05 }
        for (pixel, label) in row.truth.enumerated() {
            values[(label.wholeNumberValue ?? 0) * pixels + pixel] *= 1.7
            let sum = (0..<row.classes).reduce(0) { $0 + values[$1 * pixels + pixel] }
            for label in 0..<row.classes { values[label * pixels + pixel] /= sum }
        }
        return ClassProbabilities(
            classes: row.classes, rows: peer.rows, columns: peer.columns, values: values)
    }

    private func image(_ row: Peer.Case) throws -> GuideImage {
        guard row.palette != "grey" else {
            return GuideImage(rows: peer.rows, columns: peer.columns, grey: row.grey)
        }
        let counts = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: row.grey.map { Float($0) }, view: .anterior,
            spacing: nil)
        let palette = try #require(Palette(named: row.palette))
        return GuideImage(counts, palette: palette, window: try DisplayWindow(upper: 255))
    }

    /// The grid is an approximation. After one iteration it is seen as it is; ten may carry a difference on, where two
    /// classes are equally likely.
    @Test(.tags(.golden)) func matchesPeer() throws {
        for row in peer.cases {
            let name = Comment(rawValue: "\(row.palette), \(row.classes) classes")
            var once = row.settings
            once.iterations = 1
            let early = errors(try once.refined(probabilities(row), over: image(row)), row.once)
            #expect((early.max() ?? 1) < 1.5e-3, name)

            let found = try row.settings.refined(probabilities(row), over: image(row))
            let late = errors(found, row.last)
            #expect(late.reduce(0, +) / Float(late.count) < 5e-4, name)
            // Four to six labels in ten have changed.
            let same = zip(found.labels, row.labels).count { Int($0) == $1.wholeNumberValue }
            #expect(same >= found.labels.count - 2, name)
        }
    }

    private func errors(_ found: ClassProbabilities, _ expected: [Float]) -> [Float] {
        let pixels = found.rows * found.columns
        let kept = (0..<found.classes).flatMap { label in
            stride(from: 0, to: pixels, by: 11).map { found.values[label * pixels + $0] }
        }
        return kept.count == expected.count ? zip(kept, expected).map { abs($0 - $1) } : []
    }

    /// Against the sums written out: in single precision where each pixel has a cell, else to what cells of a third of a
    /// standard deviation are worth.
    @Test(.tags(.property), arguments: [(1.0, 1e-5), (3, 1e-5), (9, 4e-3)])
    func sumsAreClose(sigma: Double, tolerance: Double) throws {
        let (rows, columns) = (20, 24)
        let grey = CounterNumbers.values(tensor: 4, count: rows * columns).map { UInt8(100 + 20 * $0) }
        let image = GuideImage(rows: rows, columns: columns, grey: grey)
        let filter = try GridFilter(image, sigmaPixels: sigma, sigmaLevels: 10)
        let values = (0..<rows * columns).map { Float(($0 / columns / 10 + $0 % columns / 10) % 2) }
        let found = filter.filtered(values.map { SIMD8(repeating: $0) }).map { Double($0[5]) }
        func weight(_ a: Int, _ b: Int) -> Double {
            let (down, right) = (Double(a / columns - b / columns), Double(a % columns - b % columns))
            let apart = Double(grey[a]) - Double(grey[b])
            return exp(-(down * down + right * right) / (2 * sigma * sigma) - apart * apart / 200)
        }
        let sums = values.indices.map { a in values.indices.reduce(0.0) { $0 + weight(a, $1) } }
        let expected = values.indices.map { a in
            values.indices.reduce(0.0) {
                $0 + weight(a, $1) * Double(values[$1]) / (sums[a] * sums[$1]).squareRoot()
            }
        }
        #expect(worstRelativeError(found, expected, floor: 1) < tolerance)
    }

    /// A single pixel is spread by the Gaussian's variance, in the mean over where it lies between two cells: by 3.7 % more
    /// if what spreading and reading add were not left out.
    @Test(.tags(.property)) func spreadingAddsNothing() throws {
        let filter = try GridFilter(rows: 1, columns: 201, sigmaPixels: 12)
        let variances = (98..<102).map { place in
            var field = [SIMD8<Float>](repeating: .zero, count: 201)
            field[place] = SIMD8(repeating: 1)
            let found = filter.filtered(field).map { Double($0[0]) }
            let squares = found.indices.map { Double(($0 - place) * ($0 - place)) * found[$0] }
            return squares.reduce(0, +) / found.reduce(0, +)
        }
        let mean: Double = variances.reduce(0, +) / 4
        #expect(abs(mean / 144 - 1) < 0.01)
    }

    @Test(.tags(.property)) func workersDoNotMatter() throws {
        let row = peer.cases[1]
        let one = try row.settings.refined(probabilities(row), over: image(row), workers: 1)
        let three = try row.settings.refined(probabilities(row), over: image(row), workers: 3)
        #expect(one == three)
    }

    /// Without iterations, or without weights, nothing is said.
    @Test func silenceChangesNothing() throws {
        let row = peer.cases[0]
        let given = probabilities(row)
        for settings in [
            FullyConnectedCRF(iterations: 0), FullyConnectedCRF(smoothnessWeight: 0, appearanceWeight: 0),
        ] {
            let found = try settings.refined(given, over: image(row))
            let error = zip(found.values, given.values).map { abs($0 - $1) }.max() ?? 1
            #expect(error < 1e-6)
        }
    }

    /// An image smaller than a cell, one class, probabilities of 0 and 1.
    @Test func tinyImages() throws {
        let image = GuideImage(rows: 1, columns: 2, grey: [9, 9])
        let one = ClassProbabilities(classes: 1, rows: 1, columns: 2, values: [1, 1])
        #expect(try FullyConnectedCRF().refined(one, over: image).values == [1, 1])
        let sure = ClassProbabilities(classes: 2, rows: 1, columns: 2, values: [1, 0, 0, 1])
        #expect(try FullyConnectedCRF().refined(sure, over: image).labels == [0, 1])
    }

    @Test(arguments: [
        FullyConnectedCRF(smoothnessPixels: 0), FullyConnectedCRF(appearancePixels: .nan),
        FullyConnectedCRF(appearanceLevels: -1), FullyConnectedCRF(appearanceWeight: -1),
        FullyConnectedCRF(iterations: -1),
    ])
    func refusesOtherSettings(settings: FullyConnectedCRF) throws {
        let row = peer.cases[0]
        #expect(throws: SegmentationError.self) {
            try settings.refined(probabilities(row), over: image(row))
        }
    }

    @Test func refusesWhatIsNoProbability() throws {
        let broken = ClassProbabilities(classes: 2, rows: 1, columns: 1, values: [.nan, 1])
        let image = GuideImage(rows: 1, columns: 1, grey: [0])
        #expect(throws: SegmentationError.self) { try FullyConnectedCRF().refined(broken, over: image) }
    }

    /// A thousand rows with a cell for each pixel and colour would not fit.
    @Test func refusesTooFineAGrid() throws {
        let grey = (0..<1024 * 256).map { UInt8($0 & 255) }
        let image = GuideImage(rows: 1024, columns: 256, grey: grey)
        #expect(throws: SegmentationError.self) { try GridFilter(image, sigmaPixels: 2, sigmaLevels: 3) }
    }
}
