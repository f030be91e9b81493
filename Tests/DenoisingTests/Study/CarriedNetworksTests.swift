import Figures
import Foundation
import Scintigraphy
import Studies
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

    private func network(
        _ path: String, in place: URL, _ folder: NewFolder, of frames: [Frame]? = nil
    ) throws -> StudyRecord.Network {
        var plan = DenoisingStudy.Plan()
        plan.networks = ["carried": path]
        let study = DenoisingStudy(plan, .still(in: place))
        var record = try StudyRecord(study, in: folder)
        _ = try study.networks(frames ?? self.frames, in: folder, &record, StudyWatcher())
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
            #expect(network.learntFrom == .patientsForTraining && network.facts["architecture"] == "ddsrcnn")
            #expect(folder.contains("networks/carried.safetensors"))
            // The same views as others' test: renamed, but seen before.
            let renamed = try [
                smallFrame("q1", part: .training, seed: 7), smallFrame("q2", part: .validation, seed: 3),
                smallFrame("q3", seed: 1),
            ]
            let error = #expect(throws: TrainingError.self) {
                try self.network("run", in: place, studyFolder(place, name: "leak"), of: renamed)
            }
            #expect(error?.description.contains("carried knows 1 of the 1 test views") == true)
            let strangers = try renamed.dropLast() + [smallFrame("q3", seed: 9)]
            #expect(
                try self.network("run", in: place, studyFolder(place, name: "other"), of: Array(strangers))
                    .learntFrom
                    == .others)
            try FileManager.default.removeItem(at: place.appending(path: "run"))
            #expect(try self.network("run", in: place, folder).sha256 == network.sha256)
        }
    }

    /// Before a patient is simulated: a wrong recipe, missing weights, a missing cohort.
    @Test func sourcesAreLookedAtFirst() throws {
        try withTemporaryFolder { place in
            try Data("stepz: 5".utf8).write(to: place.appending(path: "wrong.yaml"))
            try Data("steps: 5".utf8).write(to: place.appending(path: "right.yaml"))
            func sentence(_ path: String, cohort: String = DenoisingStudy.Plan.simulated) -> String {
                var plan = DenoisingStudy.Plan()
                (plan.networks, plan.cohort) = (["carried": path], cohort)
                do { try DenoisingStudy(plan, .still(in: place)).checkSources() } catch { return "\(error)" }
                return ""
            }
            #expect(sentence("right.yaml") == "")
            #expect(sentence("wrong.yaml").contains("stepz is no setting"))
            #expect(sentence("run").contains("carried has no weights at"))
            #expect(sentence("right.yaml", cohort: "nobody").contains("nobody"))
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
