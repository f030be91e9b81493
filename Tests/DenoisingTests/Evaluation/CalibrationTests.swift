import Scintigraphy
import TestSupport
import Testing

@testable import Denoising

@Suite struct CalibrationTests {
    /// Errors drawn from normal distributions of known deviations, stated as `factor` times these.
    func calibration(factor: Double) throws -> Calibration {
        var generator = SeededGenerator(seed: 4)
        let size = 128
        func image(_ pixels: [Float]) -> CountImage {
            CountImage(
                rows: size, columns: size, pixels: pixels, view: .anterior, spacing: nil,
                meaning: .processedCounts)
        }
        let truth = [Float](repeating: 50, count: size * size)
        let deviation = (0..<size * size).map { 1 + Float($0 % size) / Float(size) }
        let mean = truth.indices.map { i in
            // The sum of twelve uniform numbers: normal to three deviations.
            let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
            return truth[i] + deviation[i] * Float(normal)
        }
        return try Calibration(
            mean: image(mean), deviation: image(deviation.map { $0 * Float(factor) }), truth: image(truth))
    }

    /// 16,384 pixels: a share is good to 0.4 %.
    @Test(.tags(.property)) func rightUncertaintyCoversAsItSays() throws {
        let found = try calibration(factor: 1)
        for coverage in found.coverage { #expect(abs(coverage.share - coverage.level) < 0.015) }
        #expect(found.reliability.count == 10 && found.reliability.reduce(0) { $0 + $1.pixels } == 128 * 128)
        for bin in found.reliability { #expect(abs(bin.made / bin.stated - 1) < 0.06) }
        #expect(found.error < 0.03)
    }

    /// Half the deviation: the 68 % interval is one of half a deviation, which holds 38 %.
    @Test(.tags(.property)) func tooSureIsSeen() throws {
        let found = try calibration(factor: 0.5)
        let share = try #require(found.coverage.first { $0.level == 0.68 }).share
        #expect(abs(share - 0.381) < 0.015)
        #expect(abs(found.error - 1) < 0.05)
    }

    @Test func refusesDeviationsOfNothing() {
        let image = CountImage(rows: 1, columns: 2, pixels: [0, 1], view: .anterior, spacing: nil)
        #expect(throws: EvaluationError.self) {
            try Calibration(mean: image, deviation: image.scaled(by: 0), truth: image)
        }
    }
}
