import Foundation
import Scintigraphy
import TestSupport
import Testing
import Training

@testable import Segmentation

/// What a backbone learns from.
@Suite struct CropSamplerTests {
    var recipe = BackboneRecipe()
    let views: [PreparedView]

    init() throws {
        recipe.input = BackboneInput(rows: 64, columns: 16)
        recipe.largeCrop = CropSize(rows: 32, columns: 16)
        recipe.smallCrop = CropSize(rows: 8, columns: 8)
        (recipe.smallCrops, recipe.batch) = (3, 4)
        let input = recipe.input
        views = try (0..<6).map { try input.prepared(body($0)) }
    }

    @Test func aBatchDependsOnItsStepAlone() throws {
        let sampler = CropSampler(recipe, views: views)
        let batch = try sampler.batch(3)
        #expect(batch.arrays.map(\.shape) == [[8, 1, 32, 16], [12, 1, 8, 8]])
        #expect(try sampler.batch(3).arrays == batch.arrays)
        #expect(try sampler.batch(4).arrays != batch.arrays)
    }

    /// Unchanged but for the side, a crop of the matrix's size is what the trained network will see.
    @Test mutating func aCropOfAllIsWhatIsSeenLater() throws {
        recipe.largeCrop = CropSize(rows: 64, columns: 16)
        (recipe.mostZoom, recipe.leastFraction, recipe.mostBrightness, recipe.mostGamma) = (1, 1, 1, 1)
        let pairs = try CropSampler(recipe, views: views).pairs()
        var mirrored = 0
        for (turn, crop) in stride(from: 0, to: pairs.values.count, by: 64 * 16).enumerated() {
            let seen = recipe.input.seen(views[turn % views.count])
            let found = Array(pairs.values[crop..<crop + 64 * 16])
            let turned = (0..<64).flatMap { seen[$0 * 16..<($0 + 1) * 16].reversed() }
            func distance(_ other: [Float]) -> Float { zip(found, other).map { abs($0 - $1) }.max() ?? 0 }
            #expect(min(distance(seen), distance(turned)) < 1e-5)
            if distance(turned) < 1e-5 { mirrored += 1 }
        }
        #expect((1..<2 * views.count).contains(mirrored))
    }

    /// Thinned crops have the brightness of whole ones, more noise, and always some of the body.
    @Test mutating func thinningKeepsTheBrightness() throws {
        (recipe.mostZoom, recipe.mostBrightness, recipe.mostGamma) = (1.25, 1, 1)
        recipe.smallCrops = 0
        func brightness(_ fraction: Double) throws -> [Double] {
            var recipe = recipe
            (recipe.leastFraction, recipe.batch) = (fraction, 64)
            let batch = try CropSampler(recipe, views: views).batch(0)
            #expect(batch.arrays.count == 1)
            let counts = batch.arrays[0].values.map { exp(Double($0)) - 1 }
            let size = 32 * 16
            return (0..<counts.count / size).map { crop in
                counts[crop * size..<(crop + 1) * size].reduce(0, +) / Double(size)
            }
        }
        let (all, thinned) = (try brightness(1), try brightness(0.05))  // not at the same places
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        #expect(abs(mean(thinned) / mean(all) - 1) < 0.15)
        #expect((all + thinned).min() ?? 0 > 0.1)
    }

    /// The body is at log 2, whatever its counts are; nothing is at 0; and pixels are added up.
    @Test func theBodyIsAtItsOwnLevel() throws {
        var pixels = [Float](repeating: 0, count: 1024 * 256)
        for row in 300..<700 { for column in 64..<192 { pixels[row * 256 + column] = 7 } }
        let image = CountImage(rows: 1024, columns: 256, pixels: pixels, view: .posterior, spacing: nil)
        let input = BackboneInput(rows: 512, columns: 128)
        let view = try input.prepared(image)
        #expect((view.image.rows, view.image.columns, view.step, view.body) == (512, 128, 1, 28))
        let seen = input.seen(view)
        #expect(seen[256 * 128 + 64] == log1p(Float(1)) && seen[0] == 0 && seen.count == 512 * 128)
        let strip = CountImage(
            rows: 2, columns: 900, pixels: Array(repeating: 3, count: 1800), view: .anterior, spacing: nil)
        #expect(input.seen(try input.prepared(strip)).count == 512 * 128)
        let empty = image.replacingPixels(pixels.map { _ in 0 })
        let error = #expect(throws: SegmentationError.self) { try input.prepared(empty) }
        #expect(error?.description.contains("posterior view holds no counts") == true)
    }
}
