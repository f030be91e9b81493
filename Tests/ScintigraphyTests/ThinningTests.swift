import TestSupport
import Testing

@testable import Scintigraphy

@Suite(.tags(.property)) struct ThinningTests {
    let scan: BoneScan

    init() {
        var generator = SeededGenerator(seed: 7)
        func image(_ view: View) -> CountImage {
            let pixels = (0..<60 * 40).map { _ in Float(Int.random(in: 0...90, using: &generator)) }
            return CountImage(rows: 60, columns: 40, pixels: pixels, view: view, spacing: nil)
        }
        var acquisition = Acquisition()
        acquisition.countsAccumulated = 12
        scan = BoneScan(images: [image(.anterior), image(.posterior)], acquisition: acquisition)
    }

    @Test(arguments: [0.05, 0.2, 0.5, 0.9, 1])
    func partsAddUpToTheWhole(fraction: Double) throws {
        var generator = SeededGenerator(seed: 1)
        let (first, second) = try scan.split(fraction: fraction, using: &generator)
        for view in View.allCases {
            let parts = try zip(#require(first[view]).pixels, #require(second[view]).pixels)
            #expect(try parts.map { $0 + $1 } == #require(scan[view]).pixels)
            #expect(try #require(first[view]).pixels.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        }
        // Within 5 standard deviations of the binomial total.
        let deviation = (scan.total * fraction * (1 - fraction)).squareRoot()
        #expect(abs(first.total - scan.total * fraction) <= 5 * deviation)
    }

    @Test func partsOfAPoissonImageAreIndependent() throws {
        // y = y₁ + y₂ is Poisson where both parts are Poisson, so that their covariance is 0.
        var generator = SeededGenerator(seed: 5)
        let pixels = (0..<40_000).map { _ in
            (0..<100).reduce(Float(0)) { sum, _ in generator.uniform() < 0.1 ? sum + 1 : sum }
        }
        let image = CountImage(rows: 200, columns: 200, pixels: pixels, view: .anterior, spacing: nil)
        let (first, second) = try image.split(fraction: 0.3, using: &generator)
        let n = Double(pixels.count)
        let meanProduct = zip(first.pixels, second.pixels).reduce(0) { $0 + Double($1.0 * $1.1) } / n
        let covariance = meanProduct - first.total / n * second.total / n
        // Binomial pixels of 100 trials stand in for Poisson ones: p₁ p₂ n = -0.03 × 0.07 × 100.
        #expect(abs(covariance + 0.21) < 5 * (3.0 * 7 / n).squareRoot())
    }

    @Test(arguments: [1, 1000, 90_000, 215_000])
    func totalCountsAreExact(target: Int) throws {
        var generator = SeededGenerator(seed: 2)
        let thinned = try scan.thinned(totalCounts: target, using: &generator)
        #expect(thinned.total == Double(target))
        for (kept, all) in zip(thinned.images, scan.images) {
            #expect(zip(kept.pixels, all.pixels).allSatisfy { $0 >= 0 && $0 <= $1 })
        }
    }

    /// One pixel of 3 and one of 5 events thinned to 4: hypergeometric, mean 1.5, P(0) = 5/70.
    @Test func presetCountsAreHypergeometric() throws {
        var generator = SeededGenerator(seed: 3)
        let image = CountImage(rows: 1, columns: 2, pixels: [3, 5], view: .anterior, spacing: nil)
        var seen = [0.0, 0, 0, 0]
        for _ in 0..<20_000 {
            seen[Int(try image.thinned(totalCounts: 4, using: &generator).pixels[0])] += 1
        }
        for (found, ways) in zip(seen, [5.0, 30, 30, 5]) {
            let expected = 20_000 * ways / 70
            #expect(abs(found - expected) < 5 * expected.squareRoot())
        }
    }

    @Test func sameSeedSameImage() throws {
        var first = SeededGenerator(seed: 11)
        var second = SeededGenerator(seed: 11)
        #expect(
            try scan.thinned(fraction: 0.2, using: &first) == scan.thinned(fraction: 0.2, using: &second))
    }

    @Test func whatNoLongerHoldsIsDropped() throws {
        var generator = SeededGenerator(seed: 1)
        let thinned = try scan.thinned(fraction: 0.2, using: &generator)
        #expect(thinned.acquisition.countsAccumulated == nil)
        #expect(thinned.remarks.map(\.severity) == [.note])
    }

    @Test(arguments: [0, -0.1, 1.01, .nan, .infinity])
    func refusesOtherFractions(fraction: Double) {
        var generator = SeededGenerator(seed: 1)
        #expect(throws: ScintigraphyError.self) { try scan.thinned(fraction: fraction, using: &generator) }
    }

    @Test(arguments: [0, -3, 10_000_000])
    func refusesOtherTotals(total: Int) {
        var generator = SeededGenerator(seed: 1)
        #expect(throws: ScintigraphyError.self) { try scan.thinned(totalCounts: total, using: &generator) }
    }

    @Test(arguments: [-1, 0.5, .nan, .infinity, 16_777_218] as [Float])
    func refusesWhatIsNoNumberOfEvents(pixel: Float) throws {
        var generator = SeededGenerator(seed: 1)
        let image = CountImage(rows: 1, columns: 2, pixels: [4, pixel], view: .posterior, spacing: nil)
        let error = #expect(throws: ScintigraphyError.self) {
            try image.thinned(fraction: 0.5, using: &generator)
        }
        #expect(try #require(error).description.contains("row 0, column 1"))
    }

    @Test(arguments: [PixelMeaning.processedCounts, .notForQuantification("an 8-bit copy")])
    func refusesWhatIsNotCounted(meaning: PixelMeaning) {
        var generator = SeededGenerator(seed: 1)
        let image = CountImage(
            rows: 1, columns: 1, pixels: [4], view: .anterior, spacing: nil, meaning: meaning)
        #expect(throws: ScintigraphyError.self) { try image.thinned(fraction: 0.5, using: &generator) }
        #expect(throws: ScintigraphyError.self) { try image.thinned(totalCounts: 2, using: &generator) }
        #expect(throws: ScintigraphyError.self) { try image.split(fraction: 0.5, using: &generator) }
    }
}
