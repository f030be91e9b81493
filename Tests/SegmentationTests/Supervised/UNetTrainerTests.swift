import Foundation
import Phantoms
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// From labelled views to a file that segments, in small.
@Suite final class UNetTrainerTests {
    var recipe = UNetRecipe()

    init() {
        recipe.matrix = BackboneInput(rows: 128, columns: 32)
        (recipe.width, recipe.depth, recipe.batch) = (4, 2, 4)
        (recipe.steps, recipe.validateEvery, recipe.checkpointEvery, recipe.warmUp) = (20, 10, 10, 2)
    }

    /// A body's middle half is a femur, and its brightest pixels are foci.
    private func views(labelled: Bool = true) throws -> [LabelledView] {
        let femur = try #require(Bone("left femur")).label
        return try (0..<12).map { number in
            let image = try body(number)
            func mask(_ labels: [UInt8]) -> LabelImage {
                LabelImage(rows: image.rows, columns: image.columns, labels: labels, view: image.view)
            }
            let bones = image.pixels.indices.map { (32..<96).contains($0 / image.columns) ? femur : 0 }
            return try LabelledView(
                patient: "p\(number)", part: number < 8 ? .training : .validation, image: image,
                regions: labelled ? mask(bones) : nil,
                lesions: labelled ? mask(image.pixels.map { $0 > 90 ? 1 : 0 }) : nil, in: recipe.matrix)
        }
    }

    private func train(in url: URL, until last: Int = .max, resuming: Bool = false) throws -> Run {
        let trainer = try UNetTrainer(recipe, views: views())
        let record = RunRecord(
            software: "test", commit: "abc", seed: recipe.seed, cohort: trainer.fingerprint,
            session: .init(device: "cpu", began: ""))
        let text = try YAMLFile.text(recipe)
        let run =
            resuming
            ? try Run(resuming: url, configuration: text, record: record)
            : try Run(at: url, configuration: text, record: record)
        var step = 0
        _ = try trainer.train(
            in: run, device: .cpu, workers: 2, time: { "" }, shouldStop: { step >= last },
            advance: { step = $0 })
        return run
    }

    /// Stopped and resumed, it comes to the same bits.
    @Test(.tags(.property)) func resumesBitForBit() throws {
        try withTemporaryFolder { folder in
            // A file names its run's folder.
            for part in ["a", "b"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: part), withIntermediateDirectories: true)
            }
            let whole = try train(in: folder.appending(path: "a/run"))
            let stopped = folder.appending(path: "b/run")
            do { _ = try train(in: stopped, until: 13) }
            let resumed = try train(in: stopped, resuming: true)
            for weights in [Run.Weights.last, .best] {
                #expect(try Data(contentsOf: resumed[weights]) == Data(contentsOf: whole[weights]))
            }
        }
    }

    /// Its file knows the middle from the ends, foci and its own worth, and answers for every pixel of a view; with a
    /// field, too. Whoever opens a segmenter need not know which kind it is.
    @Test func learnsBonesAndFoci() throws {
        try withTemporaryFolder { folder in
            (recipe.steps, recipe.learningRate) = (120, 0.01)
            let run = try train(in: folder.appending(path: "run"))
            let network = try TrainedUNet(file: run[.last])
            let validation = try #require(network.validation)
            #expect(validation.bones.accuracy ?? 0 > 0.9, "\(validation)")
            #expect(validation.focusDice ?? 0 > 0.7, "\(validation)")
            let segmenter = try viewSegmenter(file: run[.last])
            #expect(segmenter.hash == network.hash && segmenter.focusThreshold == validation.focusThreshold)

            let image = try body(20)
            for field in [nil, FullyConnectedCRF(iterations: 1)] {
                let found = try segmenter.segmentation(of: image, field: field, workers: 1)
                let bones = try #require(found.boneMask)
                #expect(bones.rows == 128 && bones.columns == 32 && found.foci?.count == 128 * 32)
                #expect(found.clusterMask == nil && found.focusMask != nil)
                guard field == nil else { continue }
                let middle = bones.labels.enumerated().count { pixel, label in
                    (label == BoneClass.femora.label) == (32..<96).contains(pixel / 32)
                }
                #expect(Double(middle) / Double(bones.labels.count) > 0.8)
            }
            let scan = BoneScan(images: [image], acquisition: Acquisition())
            let record = try SegmentationRecord(
                segmenter, of: scan, files: [], software: "test", field: nil, probabilities: false
            ).data()
            let text = String(decoding: record, as: UTF8.self)
            #expect(text.contains("\"12\" : \"femora\"") && !text.contains("clusters"))
        }
    }

    /// The same step draws the same; pictures and labels are mirrored together; what is thinned keeps its scale.
    @Test(.tags(.property)) func batchesDependOnTheirStepAlone() throws {
        recipe.batch = 16
        let sampler = LabelledViewSampler(recipe, views: try views())
        let batch = try sampler.batch(5)
        #expect(try batch.arrays == sampler.batch(5).arrays && batch.arrays != sampler.batch(6).arrays)
        #expect(batch.arrays.map(\.shape) == [[16, 1, 128, 32], [16, 128, 32], [16, 128, 32]])
        let (seen, foci) = (batch.arrays[0].values, batch.arrays[2].values)
        func mean(_ isFocus: Bool) -> Float {
            let values = zip(seen, foci).filter { ($1 == 1) == isFocus }.map(\.0)
            return values.reduce(0, +) / Float(values.count)
        }
        #expect(mean(true) > mean(false) + 2)

        (recipe.mirrors, recipe.leastFraction) = (false, 1)
        let plain = try LabelledViewSampler(recipe, views: views()).batch(5).arrays
        let all = Set(try views().map { recipe.matrix.seen($0.view) })
        for start in stride(from: 0, to: plain[0].values.count, by: 128 * 32) {
            #expect(all.contains(Array(plain[0].values[start..<start + 128 * 32])))
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        let none = #expect(throws: SegmentationError.self) {
            try UNetTrainer(recipe, views: views(labelled: false))
        }
        #expect(none?.description.contains("0 views with masks of bones or lesions") == true)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "other.safetensors")
            try SafeTensors.write(["x": .zeros([1])], metadata: [:], to: file)
            let other = #expect(throws: SegmentationError.self) { try TrainedUNet(file: file) }
            #expect(other?.description.contains("other.safetensors is no trained U-Net") == true)
            let neither = #expect(throws: SegmentationError.self) { try viewSegmenter(file: file) }
            #expect(neither?.description.contains("other.safetensors is no trained segmenter") == true)
        }
    }

    @Test(arguments: [
        ("matrix: {rows: 100, columns: 128}", "matrix is 100 × 128; a depth of 4 takes multiples of 16"),
        ("depth: 0", "depth is 0; give 1 to 6"), ("batch: 1", "batch is 1; give 2"),
        ("leastFraction: 0", "leastFraction is 0.0; give more than 0"),
        ("learningRate: 0", "learningRate is 0.0"), ("stepps: 3", "stepps is no setting"),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try UNetRecipe(file: file) }
            #expect(
                error?.description.contains("r.yaml") == true
                    && error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }
}
