import Foundation
import Phantoms
import Scintigraphy
import Statistics
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// Scores of foci that learn nothing, against a transcription in NumPy and SciPy: Fixtures/scipy/focus_scores.py. 1e-4: the
/// peer has 64 bits, and contrasts are small differences of large numbers.
@Suite struct FocusScoreTests {
    let peer: [String: Tensor]
    let view: CountImage

    init() throws {
        peer = try SafeTensors.read(fixture("scipy/focus_scores.safetensors"))
        view = CountImage(
            rows: 48, columns: 40, pixels: try #require(peer["view"]).floats, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: 2.3, columnMillimetres: 2.4))
    }

    private func expect(_ scores: [Float], _ name: String) throws {
        try expectClose(Tensor(scores, shape: [48, 40]), peer[name], within: 1e-4, "\(name)")
    }

    @Test(.tags(.golden)) func scoresAreThePeers() throws {
        try expect(BodyRatio()(view), "body ratio")
        try expect(LocalContrast()(view), "local contrast")
        try expect(SideContrast()(view), "side contrast")
    }

    @Test(.tags(.golden)) func peaksAreThePeers() throws {
        let peaks = try FocusPeaks(SideContrast()(view), of: view).peaks
        #expect(peaks.flatMap { [$0.row, $0.column] } == (try #require(peer["peaks"])).ints)
    }

    /// Half as bright a focus alone on its side stands out more than a bright one on both; the least counts do not matter.
    @Test(.tags(.property)) func bothSidesStandOutLess() throws {
        let (plain, sides) = (try LocalContrast()(view), try SideContrast()(view))
        func score(_ scores: [Float], _ row: Int, _ column: Int) -> Float { scores[row * 40 + column] }
        #expect(score(sides, 12, 14) < 0.7 * score(plain, 12, 14))
        #expect(score(sides, 34, 15) > 0.9 * score(plain, 34, 15))
    }

    /// In counts alone, contrasts are standard deviations.
    @Test(.tags(.property)) func noiseHasADeviationOfOne() throws {
        var generator = SeededGenerator(seed: 3)
        let flat = try CountImage(
            rows: 160, columns: 160, pixels: .init(repeating: 12, count: 160 * 160), view: .posterior,
            spacing: PixelSpacing(rowMillimetres: 2.3, columnMillimetres: 2.4)
        ).withPoissonNoise(using: &generator)
        let scores = try LocalContrast()(flat)
        let square = scores.reduce(0) { $0 + Double($1) * Double($1) } / Double(scores.count)
        #expect(abs(square.squareRoot() - 1) < 0.05)
    }

    @Test func whatCannotBeScoredIsNamed() throws {
        let blank = view.replacingPixels(.init(repeating: 0, count: 48 * 40))
        let none = #expect(throws: SegmentationError.self) { try LocalContrast()(blank) }
        #expect(none?.description.contains("the anterior view holds no counts") == true)
        let bare = CountImage(rows: 48, columns: 40, pixels: view.pixels, view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try SideContrast()(bare) }
    }

    /// Of two equal pixels the first is the peak; a peak beside a lesion is on it, one beside a lesion that does not count
    /// is neither, and one elsewhere is false.
    @Test func peaksAreMarksOfFROC() throws {
        var scores = [Float](repeating: 0, count: 30 * 20)
        for (place, score) in [(2 * 20 + 2, Float(5)), (2 * 20 + 3, 5), (15 * 20 + 10, 4), (28 * 20 + 18, 3)]
        {
            scores[place] = score
        }
        let image = CountImage(
            rows: 30, columns: 20, pixels: scores, view: .anterior,
            spacing: PixelSpacing(rowMillimetres: 2, columnMillimetres: 2))
        let peaks = FocusPeaks(scores, of: image)
        #expect(peaks.peaks.map(\.row) == [2, 15, 28] && peaks.peaks.map(\.column) == [2, 10, 18])
        #expect(FocusPeaks(scores, of: image, most: 1).peaks.count == 1)
        var labels = [UInt8](repeating: 0, count: 30 * 20)
        (labels[4 * 20 + 4], labels[13 * 20 + 10]) = (1, 2)
        let lesions = Foci(LabelImage(rows: 30, columns: 20, labels: labels, view: .anterior))
        let all = try #require(FROC([FROC.Scan(patient: 0, peaks: peaks, lesions: lesions)]))
        #expect(all.lesions == 2 && all.points.map(\.sensitivity) == [0, 0.5, 1, 1])
        #expect(all.points.map(\.falseMarks) == [0, 0, 0, 1])
        let one = try #require(FROC([FROC.Scan(patient: 0, peaks: peaks, lesions: lesions, counted: [1])]))
        #expect(one.lesions == 1 && one.points.map(\.sensitivity) == [0, 1, 1])
        #expect(one.points.map(\.falseMarks) == [0, 0, 1])
    }
}
