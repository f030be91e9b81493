import Scintigraphy
import TestSupport
import Testing

@testable import Denoising

@Suite struct FocusTests {
    let truth = Scene(bone: 40, foci: [(60, 48, 1.0)]).mean

    @Test func comparesWithTheTruth() throws {
        let same = try FocusComparison(restored: truth, truth: truth)
        #expect(same.erased.isEmpty && same.invented.isEmpty && !same.kept.isEmpty)
        #expect(same.kept.contains { abs($0.row - 60) <= 1 && abs($0.column - 48) <= 1 })

        let other = Scene(bone: 40, foci: [(36, 70, 1.0)]).mean
        let wrong = try FocusComparison(restored: other, truth: truth)
        #expect(wrong.erased.count == 1 && wrong.invented.count == 1)
        let (erased, invented) = try (#require(wrong.erased.first), #require(wrong.invented.first))
        #expect(abs(erased.row - 60) <= 1 && abs(erased.column - 48) <= 1)
        #expect(abs(invented.row - 36) <= 1 && abs(invented.column - 70) <= 1)
    }

    /// A little smoothing moves no focus over the border between seen and not seen.
    @Test func aLittleSmoothingErasesNothing() throws {
        let restored = try truth.gaussianFiltered(fwhmMillimetres: 5)
        let found = try FocusComparison(restored: restored, truth: truth)
        #expect(found.erased.isEmpty && found.invented.isEmpty)
        let heavy = try truth.gaussianFiltered(fwhmMillimetres: 40)
        let erased = try FocusComparison(restored: heavy, truth: truth).erased
        #expect(erased.contains { abs($0.row - 60) <= 1 && abs($0.column - 48) <= 1 })
    }

    /// Noise of the counts that an image has makes a focus in less than one scan of twenty, by a measure that
    /// counts every pixel as a place of its own; noise that claims to be of more counts makes many.
    @Test(.tags(.property)) func noiseMakesFewFoci() throws {
        let flat = CountImage(
            rows: 96, columns: 96, pixels: Array(repeating: 6, count: 96 * 96), view: .anterior,
            spacing: truth.spacing)
        var (found, claimed) = (0, 0)
        for seed in 0..<20 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let noise = try flat.withPoissonNoise(using: &generator)
            found += try FocusDetector().foci(in: noise).count
            claimed += try FocusDetector().foci(in: noise.scaled(by: 10)).count
        }
        #expect(found <= 3 && claimed > 20)
    }

    @Test func contrastOfLesionsIsRecovered() throws {
        var labels = [UInt8](repeating: 0, count: truth.pixels.count)
        for row in 58...62 { for column in 46...50 { labels[row * 96 + column] = 3 } }
        labels[20 * 96 + 48] = 7  // labelled, but not brighter than what is about it
        let lesions = LabelImage(rows: 96, columns: 96, labels: labels, view: .posterior)
        let same = try LesionContrast.all(in: truth, truth: truth, lesions: lesions)
        #expect(same.map(\.lesion) == [3] && same[0].recovery == 1 && same[0].pixels == 25)
        let flat = try LesionContrast.all(in: truth.scaled(by: 0.5), truth: truth, lesions: lesions)
        #expect(abs(flat[0].recovery - 0.5) < 1e-6 && abs(flat[0].restored - same[0].truth) < 1e-6)
        let smooth = try LesionContrast.all(
            in: truth.gaussianFiltered(fwhmMillimetres: 15), truth: truth, lesions: lesions)
        #expect(smooth[0].recovery < 0.8 && smooth[0].recovery > 0.2)
    }
}
