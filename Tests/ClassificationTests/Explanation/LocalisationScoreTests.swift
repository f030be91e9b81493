import Scintigraphy
import TestSupport
import Testing

@testable import Classification
@testable import Training

/// On maps and masks whose answer is plain. Pixels are 5 mm: 15 mm are three of them.
@Suite struct LocalisationScoreTests {
    private static let spacing = PixelSpacing(rowMillimetres: 5, columnMillimetres: 5)

    /// 40 × 20 pixels; the upper half counted something.
    private func image(_ view: View, spacing: PixelSpacing? = spacing) -> CountImage {
        CountImage(
            rows: 40, columns: 20, pixels: (0..<800).map { $0 < 400 ? 3 : 0 }, view: view, spacing: spacing)
    }

    private func map(_ values: [Int: Float], _ image: CountImage) -> ActivationMap {
        var all = [Float](repeating: 0, count: 800)
        for (pixel, value) in values { all[pixel] = value }
        return ActivationMap(over: image, values: all)
    }

    private func mask(_ pixels: [Int], _ view: View) -> LabelImage {
        var labels = [UInt8](repeating: 0, count: 800)
        for pixel in pixels { labels[pixel] = 2 }
        return LabelImage(rows: 40, columns: 20, labels: labels, view: view)
    }

    private func score(peak: Int, others: [Int: Float] = [:]) throws -> LocalisationScore {
        let image = image(.anterior)
        return try #require(
            try LocalisationScore(
                [map(others.merging([peak: 1]) { $1 }, image)], over: [image],
                lesions: [mask([210, 211], .anterior)]))
    }

    /// Pixels 210 and 211 are in row 10, columns 10 and 11.
    @Test(arguments: [
        (210, true), (10 * 20 + 14, true), (10 * 20 + 15, false), (7 * 20 + 10, true), (6 * 20 + 10, false),
        (8 * 20 + 8, true), (7 * 20 + 8, false), (13 * 20 + 11, true), (0, false),
    ])
    func hitsUpToTheTolerance(peak: Int, hits: Bool) throws {
        #expect(try score(peak: peak).hits == hits)
    }

    @Test func energyIsTheShareInTheMask() throws {
        let found = try score(peak: 0, others: [210: 0.5, 211: 0.25, 212: 0.25])
        #expect(found.energy == 0.375 && !found.hits)
        #expect(found.energyByChance == 2.0 / 400)
        // A disc of radius 3 about each: 29 pixels, and another 7 for the neighbour.
        #expect(found.hitsByChance == 36.0 / 400)
    }

    /// Both views are one: the highest place of all points.
    @Test func theHighestOfBothViewsPoints() throws {
        let images = [image(.anterior), image(.posterior)]
        for (anterior, hits) in [(Float(0.9), true), (1, false)] {
            let maps = [
                map([0: anterior], images[0]), map([210: anterior == 1 ? 0.9 : 1], images[1]),
            ]
            let found = try #require(
                try LocalisationScore(
                    maps, over: images, lesions: [mask([], .anterior), mask([210], .posterior)]))
            #expect(found.hits == hits)
            #expect(found.energyByChance == 1.0 / 800)
        }
    }

    /// Coarse maps have rows of equal highest values; their middle points.
    @Test func theMiddleOfAPlateauPoints() throws {
        let row = Dictionary(uniqueKeysWithValues: (200..<220).map { ($0, Float(1)) })
        #expect(try score(peak: 200, others: row).hits)
    }

    @Test func whatCannotBeScored() throws {
        let (image, empty) = (image(.anterior), mask([], .anterior))
        #expect(try LocalisationScore([map([5: 1], image)], over: [image], lesions: [empty]) == nil)
        let nothing = try #require(
            try LocalisationScore([map([:], image)], over: [image], lesions: [mask([210], .anterior)]))
        #expect(!nothing.hits && nothing.energy == 0)
        let unknown = self.image(.anterior, spacing: nil)
        let error = #expect(throws: ClassificationError.self) {
            try LocalisationScore([map([5: 1], unknown)], over: [unknown], lesions: [mask([210], .anterior)])
        }
        #expect(error?.description.contains("anterior view does not say how large its pixels are") == true)
    }
}
