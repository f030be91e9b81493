import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Denoising

/// Networks that were trained elsewhere.
@Suite struct CarriedNetworksTests {
    let frames: [Frame]
    init() throws {
        frames = try [
            smallFrame("t1", part: .training, seed: 1), smallFrame("v1", part: .validation, seed: 2),
            smallFrame("p1", seed: 3),
        ]
    }

    private func network(_ path: String, in place: URL, _ folder: NewFolder) throws -> StudyRecord.Network {
        var plan = DenoisingStudy.Plan()
        plan.networks = ["carried": path]
        let study = DenoisingStudy(plan, .still(in: place))
        var record = try StudyRecord(study, in: folder)
        _ = try study.networks(frames, in: folder, &record, StudyWatcher())
        return try #require(record.networks.first)
    }

    /// A run by the same patients is told from another; the weights lie in the study's folder afterwards.
    @Test func aRunIsCarriedIn() throws {
        try withTemporaryFolder { place in
            var recipe = DenoiserRecipe.Preset.paper.recipe
            (recipe.patch, recipe.batch, recipe.steps, recipe.validationImages) = (16, 1, 1, 1)
            let trainer = try DenoiserTrainer(recipe, frames: frames)
            let record = RunRecord(
                software: "", commit: nil, seed: 1, cohort: trainer.fingerprint,
                session: .init(device: "cpu", began: ""))
            let run = try Run(
                at: place.appending(path: "run"), configuration: try YAMLFile.text(recipe), record: record)
            _ = try trainer.train(in: run, device: .cpu, workers: 1, time: { "" })
            let folder = try studyFolder(place)
            let network = try network("run", in: place, folder)
            #expect(network.learntHere && network.facts["architecture"] == "ddsrcnn")
            #expect(folder.contains("networks/carried.safetensors"))
            try FileManager.default.removeItem(at: place.appending(path: "run"))
            #expect(try self.network("run", in: place, folder).sha256 == network.sha256)
        }
    }

    @Test(arguments: ["nowhere", "weights.safetensors"]) func whatIsMissingIsNamed(path: String) throws {
        try withTemporaryFolder { place in
            let error = #expect(throws: TrainingError.self) {
                try network(path, in: place, studyFolder(place))
            }
            #expect(error?.description.hasPrefix("carried has no weights at \(place.path)/\(path)") == true)
        }
    }
}
