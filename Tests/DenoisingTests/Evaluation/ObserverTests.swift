import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing

@testable import Denoising

/// Against the same observer in NumPy; the numbers come from Fixtures/scipy/observer.py.
@Suite struct ObserverTests {
    struct Peer: Decodable {
        let channels, sums, template: [Double]
        let auc: Double
    }
    static let number = 40
    let channels = LaguerreGaussChannels(size: 24, sigmaPixels: 2.07)

    func outputs(_ regions: Range<Int>, lesion: Double) -> [[Double]] {
        regions.map { region in
            let noise = CounterNumbers.values(tensor: region, count: 24 * 24)
            let pixels = noise.indices.map { i in
                let (y, x) = (Double(i / 24 - 12), Double(i % 24 - 12))
                return noise[i] + Float(lesion * exp(-(y * y + x * x) / (2 * 2.07 * 2.07)))
            }
            let image = CountImage(rows: 24, columns: 24, pixels: pixels, view: .anterior, spacing: nil)
            return channels.outputs(of: image, row: 12, column: 12)
        }
    }

    @Test(.tags(.golden)) func channelsTemplateAndAreaMatchPeer() throws {
        let peer: Peer = try decodedFixture("scipy/observer.json")
        #expect(worstRelativeError(channels.weights.map { $0[7 * 24 + 10] }, peer.channels) < 1e-12)
        let sums = channels.weights.map { $0.reduce(0) { $0 + $1.magnitude } }
        #expect(worstRelativeError(sums, peer.sums) < 1e-12)
        let n = Self.number
        let observer = try ChannelizedHotellingObserver(
            present: outputs(0..<n, lesion: 0.4), absent: outputs(2 * n..<3 * n, lesion: 0))
        #expect(worstRelativeError(observer.template, peer.template) < 1e-5)  // 32-bit pixels
        let test = DetectionRegions(
            patient: "2", present: outputs(n..<2 * n, lesion: 0.4), absent: outputs(3 * n..<4 * n, lesion: 0),
            contrastRecovery: 1)
        #expect(abs(try observer.auc(on: [test]).value - peer.auc) < 0.001)  // a pair or two of 1,600
    }

    /// White noise of variance 1/3: the best linear observer has d' = |s| √3, and an AUC of Φ(d' / √2).
    @Test(.tags(.property)) func reachesTheKnownAreaInWhiteNoise() throws {
        let contrast = 0.25
        let observer = try ChannelizedHotellingObserver(
            present: outputs(0..<1000, lesion: contrast), absent: outputs(1000..<2000, lesion: 0))
        let test = DetectionRegions(
            patient: "2", present: outputs(2000..<3000, lesion: contrast),
            absent: outputs(3000..<4000, lesion: 0), contrastRecovery: 1)
        let auc = try observer.auc(on: [test])
        let energy = contrast * contrast * .pi * 2.07 * 2.07  // the sum of the squares of a Gaussian
        let expected = normalCumulative((3 * energy / 2).squareRoot())
        #expect(abs(auc.value - expected) < 3 * auc.standardError)
    }

    @Test func refusesTooFewOrEqualRegions() {
        #expect(throws: EvaluationError.self) {
            try ChannelizedHotellingObserver(present: [[1, 2]], absent: [[1, 3]])
        }
        let same = [[Double]](repeating: [1, 2], count: 9)
        #expect(throws: EvaluationError.self) {
            try ChannelizedHotellingObserver(present: same, absent: same)
        }
    }
}
