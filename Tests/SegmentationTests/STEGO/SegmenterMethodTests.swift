import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Segmentation

/// SmooSeg and PriMaPs-EM on the views, and by the trainer, that STEGO has.
extension SegmenterTrainerTests {
    private func begin(_ method: SegmenterMethod, in folder: URL) throws {
        let stego = recipe
        recipe = SegmenterRecipe(method)
        recipe.backbone = try backbone(in: folder).path
        (recipe.matrix, recipe.code, recipe.clusters, recipe.side) = (stego.matrix, 8, 20, 3)
        (recipe.detail, recipe.whitened) = (stego.detail, stego.whitened)
        (recipe.batch, recipe.steps, recipe.validateEvery, recipe.checkpointEvery) = (4, 30, 10, 10)
    }

    /// The middle of a body is told from its ends; with more clusters than classes, each cluster has the class of most of
    /// its pixels, and the file says so.
    @Test(arguments: [SegmenterMethod.smooseg, .primaps])
    func otherMethodsLearnBones(method: SegmenterMethod) throws {
        try withTemporaryFolder { folder in
            try begin(method, in: folder)
            (recipe.steps, recipe.probeLearningRate) = (150, 0.02)
            let run = try train(in: folder)
            let segmenter = try TrainedSegmenter(file: run[.last])
            let validation = try #require(segmenter.validation)
            #expect(validation.bones.accuracy ?? 0 > 0.8, "\(validation)")
            #expect(validation.matching == .majority && validation.classes.count == 21)
            #expect(validation.clusters.accuracy ?? 0 > 0.5, "\(validation)")
            let names = try SafeTensors.read(run[.last]).keys
            #expect(
                names.allSatisfy { name in
                    ["backbone.", "scale.", "\(method.rawValue)."].contains { name.hasPrefix($0) }
                })
            let found = try segmenter.segmentation(of: body(9), workers: 1)
            #expect(found.foci?.count == 128 * 32 && found.boneMask?.labels.count == 128 * 32)
            #expect(Set(found.clusterMask?.labels ?? []).count > 1)
        }
    }

    @Test(.tags(.property), arguments: [SegmenterMethod.smooseg, .primaps])
    func otherMethodsResumeBitForBit(method: SegmenterMethod) throws {
        try withTemporaryFolder { folder in
            try begin(method, in: folder)
            let whole = try train(in: folder.appending(path: "whole").made())
            let stopped = try folder.appending(path: "stopped").made()
            do { _ = try train(in: stopped, until: 13) }
            let resumed = try train(in: stopped, resuming: true)
            for weights in [Run.Weights.last, .best] {
                #expect(try Data(contentsOf: resumed[weights]) == Data(contentsOf: whole[weights]))
            }
            let (saved, prototypes) = (try SafeTensors.read(whole[.last]), "\(method.rawValue).prototypes")
            #expect(saved["\(prototypes).student"]?.floats != saved["\(prototypes).teacher"]?.floats)
        }
    }

    /// What a recipe does not say is as usual for the method that it names, or that is given in its place.
    @Test func recipesAreAsUsualForTheirMethod() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data("{method: smooseg, batch: 8}".utf8).write(to: file)
            let recipe = try SegmenterRecipe(file: file)
            #expect(recipe.method == .smooseg && recipe.code == 64 && recipe.batch == 8)
            let other = try SegmenterRecipe(file: file, method: .primaps)
            #expect(other.method == .primaps && other.learningRate == 5e-3 && other.batch == 8)
            for (text, sentence) in [
                ("method: hp", "choose stego, smooseg, primaps"),
                ("smoothness: {itself: 0, others: 3}", "smoothness: others is 3.0"),
            ] {
                try Data(text.utf8).write(to: file)
                let error = #expect(throws: TrainingError.self) { try SegmenterRecipe(file: file) }
                #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
            }
        }
    }
}
