import Foundation
import Phantoms
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// From views on a frozen backbone to a file that segments, in small.
@Suite final class SegmenterTrainerTests {
    let views: [LabelledView]
    var recipe = SegmenterRecipe()

    init() throws {
        recipe.matrix = BackboneInput(rows: 128, columns: 32)
        (recipe.code, recipe.clusters, recipe.side, recipe.partners) = (8, 5, 4, 2)
        (recipe.detail, recipe.whitened) = (1, false)  // so few patches have no covariance to whiten by
        (recipe.batch, recipe.steps, recipe.validateEvery, recipe.checkpointEvery) = (4, 30, 10, 10)
        let matrix = recipe.matrix
        views = try (0..<12).map { number in
            let image = try body(number)
            return try LabelledView(
                patient: "p\(number)", part: number < 8 ? .training : .validation, image: image,
                regions: try Self.bones(image), lesions: Self.hot(image), in: matrix)
        }
    }

    /// A body's middle half is a femur, as bright as it is.
    private static func bones(_ image: CountImage) throws -> LabelImage {
        let femur = try #require(Bone("left femur")).label
        let labels = image.pixels.indices.map { (32..<96).contains($0 / image.columns) ? femur : 0 }
        return LabelImage(rows: image.rows, columns: image.columns, labels: labels, view: image.view)
    }

    private static func hot(_ image: CountImage) -> LabelImage {
        LabelImage(
            rows: image.rows, columns: image.columns, labels: image.pixels.map { $0 > 90 ? 1 : 0 },
            view: image.view)
    }

    /// A backbone that knows nothing: even its features tell places apart.
    func backbone(in folder: URL, channels: Int = 1) throws -> URL {
        let network = TransformerArchitecture.tiny16.make(
            channels: channels, side: 4, using: Generator(seed: 7))
        let file = folder.appending(path: "backbone.safetensors")
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor) }),
            metadata: ["architecture": "vit-tiny-16"], to: file)
        return file
    }

    func train(
        in folder: URL, until last: Int = .max, resuming: Bool = false, views: [LabelledView]? = nil
    ) throws -> Run {
        let trainer = try SegmenterTrainer(recipe, views: views ?? self.views)
        let record = RunRecord(
            software: "test", commit: "abc", seed: recipe.seed, cohort: trainer.fingerprint,
            session: .init(device: "cpu", began: ""))
        let (url, text) = (folder.appending(path: "run"), try YAMLFile.text(recipe))
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
            recipe.backbone = try backbone(in: folder).path
            let parts = ["whole", "stopped"].map { folder.appending(path: $0) }
            for part in parts {
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            }
            let whole = try train(in: parts[0])
            do { _ = try train(in: parts[1], until: 13) }
            let resumed = try train(in: parts[1], resuming: true)
            for weights in [Run.Weights.last, .best] {
                #expect(try Data(contentsOf: resumed[weights]) == Data(contentsOf: whole[weights]))
            }
        }
    }

    /// Its file knows the middle from the ends and its own worth, holds the backbone as it was, and answers for every
    /// pixel of a view; with a field, too.
    @Test func learnsBonesAndLeavesTheBackboneAlone() throws {
        try withTemporaryFolder { folder in
            recipe.backbone = try backbone(in: folder).path
            (recipe.steps, recipe.probeLearningRate) = (150, 0.02)
            let run = try train(in: folder)
            let segmenter = try TrainedSegmenter(file: run[.last])
            let validation = try #require(segmenter.validation)
            #expect(validation.bones.accuracy ?? 0 > 0.8, "\(validation)")
            #expect(validation.classes.count == 6 && segmenter.knowsBones)
            #expect(validation.matching == .hungarian)
            let (saved, own) = (try SafeTensors.read(run[.last]), try SafeTensors.read(backbone(in: folder)))
            for (name, tensor) in own { try expectIdentical(saved["backbone.\(name)"], tensor) }
            #expect(
                segmenter.facts["backbone"]
                    == SHA256.digest(of: try Data(contentsOf: URL(filePath: recipe.backbone))))

            let image = try body(9)
            for field in [nil, FullyConnectedCRF(iterations: 1)] {
                let found = try segmenter.segmentation(of: image, field: field, workers: 1)
                let bones = try #require(found.boneMask)
                #expect(bones.rows == 128 && bones.columns == 32 && found.foci?.count == 128 * 32)
                #expect(found.clusterMask?.labels.allSatisfy { $0 < 6 } == true)
                let truth = try Self.bones(image).boneClasses().labels
                let right = zip(bones.labels, truth).count { $0 == $1 }
                #expect(Double(right) / Double(truth.count) > 0.8)
            }
        }
    }

    /// Without labels there are clusters alone, and the same weights come of the head: labels have no say.
    @Test func labelsHaveNoSayInTheHead() throws {
        try withTemporaryFolder { folder in
            recipe.backbone = try backbone(in: folder).path
            let matrix = recipe.matrix
            let plain = try (0..<12).map { number in
                try LabelledView(
                    patient: "p\(number)", part: number < 8 ? .training : .validation, image: body(number),
                    regions: nil, lesions: nil, in: matrix)
            }
            let without = try train(in: folder.appending(path: "without").made(), views: plain)
            let with = try train(in: folder.appending(path: "with").made())
            let (a, b) = (try SafeTensors.read(without[.last]), try SafeTensors.read(with[.last]))
            for (name, tensor) in a where name.hasPrefix("stego.head") || name.contains("cluster") {
                try expectIdentical(tensor, b[name])
            }
            let segmenter = try TrainedSegmenter(file: without[.best])
            #expect(!segmenter.knowsBones && segmenter.validation == nil)
            let found = try segmenter.segmentation(of: body(3))
            #expect(found.bones == nil && found.boneMask == nil && found.focusMask == nil)
        }
    }

    @Test func whatIsMissingIsNamed() throws {
        try withTemporaryFolder { folder in
            func fault(_ name: String) throws -> String {
                let place = try folder.appending(path: name).made()
                return (#expect(throws: SegmentationError.self) { try train(in: place) })?.description ?? ""
            }
            recipe.backbone = folder.appending(path: "none.safetensors").path
            #expect(throws: SafeTensors.Failure.self) { try train(in: folder.appending(path: "a").made()) }
            recipe.backbone = try backbone(in: folder, channels: 3).path
            #expect(try fault("b").contains("is no vit-tiny-16 for images of 1 channels"))
            recipe.backbone = try backbone(in: folder).path
            recipe.matrix = BackboneInput(rows: 136, columns: 32)
            #expect(try fault("c").contains("matrix is 136 × 32; ViT-Tiny/16 takes multiples of 16"))
            recipe.batch = 9
            let few = #expect(throws: SegmentationError.self) { try SegmenterTrainer(recipe, views: views) }
            #expect(few?.description.contains("8 views for training and 4 for validation") == true)
            let other = #expect(throws: SegmentationError.self) {
                try TrainedSegmenter(file: backbone(in: folder))
            }
            #expect(other?.description.contains("backbone.safetensors is no trained segmenter") == true)
        }
    }

    @Test(arguments: [
        ("matrix: {rows: 100, columns: 128}", "matrix is 100 × 128"),
        ("clusters: 1", "clusters is 1; give 2"),
        ("batch: 1", "batch is 1; give 2"), ("input: rainbow", "choose counts, grey, blue-yellow"),
        ("learningRate: 0", "learningRate is 0.0"), ("stepps: 3", "stepps is no setting"),
        (
            "correspondence: {itself: {weight: -1, shift: 0}, neighbour: {weight: 0, shift: 0}, random: {weight: 0, shift: 0}}",
            "the weight of itself is -1.0"
        ),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try SegmenterRecipe(file: file) }
            #expect(
                error?.description.contains("r.yaml") == true
                    && error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }

    /// Of 2 pixels in foci and 3 outside, a threshold of 0.4 calls both and one too many: Dice 4 / 5.
    @Test func theBestThresholdOverlapsMost() {
        var counts = FocusCounts()
        #expect(counts.best == nil)
        counts.add([0.9, 0.4, 0.6, 0.1, 0], truth: [1, 1, 0, 0, 0])
        #expect(counts.best?.threshold == 0.4 && counts.best?.dice == 0.8)
        counts.add([.nan], truth: [0])
        #expect(counts.best?.threshold == 0.4 && counts.best?.dice == 0.8)
    }

    /// The same step draws the same; all in a batch differ; nobody is compared with himself.
    @Test(.tags(.property)) func batchesDependOnTheirStepAlone() {
        let features = Tensor(CounterNumbers.values(tensor: 4, count: 12 * 6), shape: [12, 6])
        let sampler = CorrespondenceSampler(
            recipe: recipe, neighbours: NearestNeighbours(features), bodies: BodyPlaces(.ones([12, 8, 2])))
        let batch = sampler.batch(5)
        #expect(batch.arrays == sampler.batch(5).arrays && batch.arrays != sampler.batch(6).arrays)
        #expect(batch.arrays.map(\.shape) == [[4], [4], [2, 4, 4, 4, 2], [2, 4]])
        #expect(Set(batch.arrays[0].values).count == 4)
        #expect(batch.arrays[2].values.allSatisfy { (-1...1).contains($0) })
        var generator = SeededGenerator(seed: 1)
        for count in 2..<6 {
            for _ in 0..<50 {
                let partners = CorrespondenceSampler.partners(of: count, using: &generator)
                #expect(partners.enumerated().allSatisfy { $0 != $1 && (0..<count).contains($1) })
            }
        }
    }
}

extension URL {
    /// Made as a folder.
    func made() throws -> URL {
        try FileManager.default.createDirectory(at: self, withIntermediateDirectories: true)
        return self
    }
}
