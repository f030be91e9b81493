import TestSupport
import Testing

@testable import Scintigraphy

/// Against `skimage.metrics`; the numbers come from Fixtures/skimage/similarity.py.
@Suite struct SimilarityTests {
    struct Peer: Decodable {
        let rows, columns: Int
        let reference, image: [Double]
        let peaks, psnr, ssim: [String: Double]
    }
    let peer: Peer
    let image, reference: CountImage

    init() throws {
        let peer: Peer = try decodedFixture("skimage/similarity.json")
        func image(_ pixels: [Double]) -> CountImage {
            CountImage(
                rows: peer.rows, columns: peer.columns, pixels: pixels.map { Float($0) }, view: .anterior,
                spacing: nil)
        }
        self.peer = peer
        self.image = image(peer.image)
        reference = image(peer.reference)
    }

    @Test(
        .tags(.golden),
        arguments: [
            ("maximum", PSNRPeak.referenceMaximum), ("percentile 0.999", .percentile(0.999)),
            ("fixed 255", .fixed(255)),
        ])
    func matchesPeer(name: String, peak: PSNRPeak) throws {
        #expect(try worstRelativeError([peak.counts(in: reference)], [#require(peer.peaks[name])]) < 1e-7)
        let psnr = try psnr(image, reference: reference, peak: peak)
        #expect(try worstRelativeError([psnr], [#require(peer.psnr[name])]) < 1e-6)
        let ssim = try ssim(image, reference: reference, peak: peak)
        #expect(try worstRelativeError([ssim], [#require(peer.ssim[name])]) < 1e-6)
    }

    @Test func equalImages() throws {
        #expect(try psnr(reference, reference: reference, peak: .referenceMaximum) == .infinity)
        #expect(try abs(ssim(reference, reference: reference, peak: .referenceMaximum) - 1) < 1e-12)
    }

    @Test func refusesOtherSizes() {
        let other = CountImage(
            rows: peer.columns, columns: peer.rows, pixels: image.pixels, view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try psnr(other, reference: reference, peak: .fixed(255)) }
        #expect(throws: ScintigraphyError.self) { try ssim(other, reference: reference, peak: .fixed(255)) }
    }

    @Test func refusesImagesBelowTheWindow() {
        let small = CountImage(
            rows: 10, columns: 30, pixels: Array(repeating: 1, count: 300), view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try ssim(small, reference: small, peak: .fixed(255)) }
    }

    @Test(arguments: [(0.29, "29"), (0.999, "99.9"), (0.9995, "99.95"), (1, "100")])
    func percentileIsPrintedWithoutTheDigitsOfItsBinaryForm(quantile: Double, text: String) {
        #expect(PSNRPeak.percentile(quantile).description == "peak = \(text)th percentile of the reference")
    }

    @Test(arguments: [PSNRPeak.referenceMaximum, .percentile(0.999), .percentile(2), .fixed(0), .fixed(.nan)])
    func refusesAPeakOfNothing(peak: PSNRPeak) {
        let empty = CountImage(
            rows: 20, columns: 20, pixels: Array(repeating: 0, count: 400), view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try psnr(empty, reference: empty, peak: peak) }
        #expect(throws: ScintigraphyError.self) { try ssim(empty, reference: empty, peak: peak) }
    }
}
