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

    /// Of a view whose counts are its row numbers, crops tell where they lie: the large ones overlap by half, and the small
    /// ones lie in them or at them.
    @Test mutating func cropsLieAroundOnePlace() throws {
        (recipe.mostZoom, recipe.leastFraction, recipe.mostBrightness, recipe.mostGamma) = (1, 1, 1, 1)
        let rows = CountImage(
            rows: 64, columns: 16, pixels: (0..<64 * 16).map { Float($0 / 16) }, view: .anterior, spacing: nil
        )
        let view = try recipe.input.prepared(rows)
        recipe.batch = 40
        let batch = try CropSampler(recipe, views: [view]).batch(1)
        let middles = batch.arrays.map { crops in
            let size = crops.shape[2] * crops.shape[3]
            return (0..<crops.shape[0]).map { crop in
                let values = crops.values[crop * size..<(crop + 1) * size]
                return values.reduce(0.0) { $0 + exp(0.4 * Double($1) + 0.3) - 1 } / Double(size)
                    * Double(view.body)
            }
        }
        let apart = (0..<40).map { abs(middles[0][$0] - middles[0][40 + $0]) }
        #expect((4...16).contains(apart.max() ?? 0))
        let small = (0..<120).map { abs(middles[1][$0] - middles[0][$0 % 40]) }
        #expect((8...20).contains(small.max() ?? 0))
    }

    /// Thinned crops have the brightness of whole ones, and always some of the body.
    @Test mutating func thinningKeepsTheBrightness() throws {
        (recipe.mostZoom, recipe.mostBrightness, recipe.mostGamma) = (1.25, 1, 1)
        recipe.smallCrops = 0
        func brightness(_ fraction: Double) throws -> [Double] {
            var recipe = recipe
            (recipe.leastFraction, recipe.batch) = (fraction, 64)
            let batch = try CropSampler(recipe, views: views).batch(0)
            #expect(batch.arrays.count == 1)
            let counts = batch.arrays[0].values.map { exp(0.4 * Double($0) + 0.3) - 1 }
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

    /// The body is at log 2 and nothing at 0 before both are standardised, whatever the counts; pixels are added up.
    @Test func theBodyIsAtItsOwnLevel() throws {
        var pixels = [Float](repeating: 0, count: 1024 * 256)
        for row in 300..<700 { for column in 64..<192 { pixels[row * 256 + column] = 7 } }
        let image = CountImage(rows: 1024, columns: 256, pixels: pixels, view: .posterior, spacing: nil)
        let input = BackboneInput(rows: 512, columns: 128)
        let view = try input.prepared(image)
        #expect((view.image.rows, view.image.columns, view.step, view.body) == (512, 128, 1, 28))
        let seen = input.seen(view)
        #expect(abs(seen[256 * 128 + 64] - (log(2) - 0.3) / 0.4) < 1e-6 && abs(seen[0] + 0.75) < 1e-6)
        #expect(seen.count == 512 * 128)
        let strip = CountImage(
            rows: 2, columns: 900, pixels: Array(repeating: 3, count: 1800), view: .anterior, spacing: nil)
        #expect(input.seen(try input.prepared(strip)).count == 512 * 128)
        let empty = image.replacingPixels(pixels.map { _ in 0 })
        let error = #expect(throws: SegmentationError.self) { try input.prepared(empty) }
        #expect(error?.description.contains("posterior view holds no counts") == true)
    }
}
