import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Classification

/// Maps over the scan's own pixels.
@Suite struct ExplanationTests {
    let input = ClassifierInput(rows: 128, columns: 32)

    /// A view of 512 × 130 pixels, 4.06 to one of the matrix: a body between air on both sides, and in it a hot square
    /// about one place.
    private func image(_ view: View, row: Int, column: Int, half: Int = 8) -> CountImage {
        var pixels = (0..<512 * 130).map { (16..<114).contains($0 % 130) ? Float(4) : 0 }
        for y in row - half..<row + half {
            for x in column - half..<column + half { pixels[y * 130 + x] = 100 }
        }
        return CountImage(rows: 512, columns: 130, pixels: pixels, view: view, spacing: nil)
    }

    private func middle(_ map: ActivationMap) -> (row: Double, column: Double) {
        // What is above the half of the highest.
        let most = map.values.max() ?? 0
        let high = map.values.indices.filter { map.values[$0] > most / 2 }
        return (
            Double(high.reduce(0) { $0 + $1 / map.columns }) / Double(high.count),
            Double(high.reduce(0) { $0 + $1 % map.columns }) / Double(high.count)
        )
    }

    /// Hot at the upper left in front, at the lower left from behind, each as acquired: there the maps are hot, to half
    /// a square of the features, and the posterior one is not mirrored.
    @Test func mapsLieOverTheViewsAsAcquired() {
        let images = [
            image(.anterior, row: 96, column: 32), image(.posterior, row: 360, column: 40, half: 24),
        ]
        let found = Explanation(images, by: evaluated(PoolingClassifier()), seeing: input)
        #expect(found.maps.map(\.view) == [.anterior, .posterior])
        for (map, place) in zip(found.maps, [(row: 96.0, column: 32.0), (row: 360.0, column: 40.0)]) {
            #expect((map.rows, map.columns) == (512, 130) && map.values.count == 512 * 130)
            #expect(map.values.allSatisfy { (0...1).contains($0) })
            let hot = middle(map)
            #expect(
                abs(hot.row - place.row) < 16 && abs(hot.column - place.column) < 16, "\(map.view): \(hot)")
        }
        // One unit for both views: the larger square fills squares of the features.
        #expect(found.maps[1].values.max() == 1 && found.maps[0].values.allSatisfy { $0 < 0.9 })
    }

    /// The way to the matrix and back: what is seen at a pixel lies over that pixel again.
    @Test func whatIsSeenIsLaidBack() {
        for (rows, columns) in [(512, 130), (1024, 256), (100, 60), (128, 32), (700, 90)] {
            var pixels = [Float](repeating: 1, count: rows * columns)
            let place = (row: rows * 2 / 5, column: columns / 3)
            // Large enough to fill a pixel of the matrix.
            let half = max(rows, columns) / 40
            for y in place.row - half...place.row + half {
                for x in place.column - half...place.column + half { pixels[y * columns + x] = 400 }
            }
            let image = CountImage(
                rows: rows, columns: columns, pixels: pixels, view: .anterior, spacing: nil)
            let seen = input.tensor(of: [image])
            let map = ActivationMap(over: image, values: input.laid(seen - seen.min().item, over: image))
            let hot = middle(map)
            let pixel = Double(max(rows, columns)) / 128
            #expect(
                abs(hot.row - Double(place.row)) < pixel && abs(hot.column - Double(place.column)) < pixel,
                "\(rows) × \(columns): \(hot), not \(place)")
        }
    }

    @Test func whereNothingSpeaksForItAllIsZero() {
        let images = [image(.anterior, row: 96, column: 32)]
        let found = Explanation(images, by: evaluated(ZeroClassifier()), seeing: input)
        #expect(found.maps[0].values.allSatisfy { $0 == 0 } && found.logit == 0)
    }

    /// By way of a file: the same answer as without an explanation.
    @Test func aTrainedModelExplainsItsAnswer() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "weights.safetensors")
            try writeUntrainedClassifier(to: file)
            let classifier = try TrainedClassifier(file: file)
            let scan = BoneScan(
                images: [image(.anterior, row: 96, column: 32), image(.posterior, row: 96, column: 98)],
                acquisition: Acquisition())
            let found = try classifier.explanation(of: scan)
            #expect(abs(found.logit - (try classifier.logit(of: scan))) < 1e-6)
            #expect(found.maps.count == 2)
            let front = BoneScan(images: [scan.images[0]], acquisition: Acquisition())
            let error = #expect(throws: ClassificationError.self) { try classifier.explanation(of: front) }
            #expect(error?.description.contains("no posterior view") == true)
            let figure = classifier.figure(found, of: scan)
            #expect(try figure.data(as: .png).count > 1000)
            let check = try classifier.randomisationCheck(on: [scan], seed: 1)
            #expect(check.steps.map(\.part) == ["head", "aggregation", "backbones"])
        }
    }
}

/// Asks nothing of what it sees.
private final class ZeroClassifier: Module, Classifier {
    var trunks: [any Layer] { [] }
    func features(_ x: Tensor) -> Tensor { x.averagePooled(kernel: 8, stride: 8) }
    func logits(_ features: Tensor) -> Tensor { features.mean(dim: 1, 2, 3).unsqueezed(1) * 0 }
}

func evaluated(_ network: any Classifier) -> any Classifier {
    network.evaluate()
    return network
}

/// A file as `train classifier` leaves it, of a model that has learnt nothing.
private func writeUntrainedClassifier(to file: URL) throws {
    var recipe = ClassifierRecipe()
    recipe.input = ClassifierInput(rows: 128, columns: 32)
    let network = recipe.architecture.make(using: Generator(seed: 1))
    let record = RunRecord(
        software: "test", commit: nil, seed: 1, cohort: "none", session: .init(device: "cpu", began: ""))
    try SafeTensors.write(
        Dictionary(uniqueKeysWithValues: network.state),
        metadata: TrainedClassifier.facts(of: recipe, record, scans: []),
        to: file)
}
