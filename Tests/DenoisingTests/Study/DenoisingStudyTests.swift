import Figures
import Foundation
import Scintigraphy
import Studies
import TestSupport
import Testing
import Torch
import Training

@testable import Denoising

/// A study of few small patients, from frames to files.
@Suite struct DenoisingStudyTests {
    private func plan() throws -> DenoisingStudy.Plan {
        var plan = DenoisingStudy.Plan()
        plan.levels = try [0.5, 0.1].map { try CountLevel(fraction: $0) }
        plan.realisations = 3
        plan.rivals = [.none, .gaussian8, .gaussian]
        return plan
    }

    private func study(_ plan: DenoisingStudy.Plan, _ base: URL) -> DenoisingStudy {
        DenoisingStudy(plan, .still(in: base))
    }

    private func frames() throws -> [Frame] {
        try [
            smallFrame("t1", part: .training, seed: 1), smallFrame("v1", part: .validation, seed: 2),
            smallFrame("p1", seed: 3), smallFrame("p2", seed: 4), smallFrame("p3", seed: 5),
        ]
    }

    /// Rivals alone: all files are there, and the same when made again.
    @Test func aSmallStudyIsWhole() throws {
        try withTemporaryFolder { place in
            let study = study(try plan(), place)
            func made(_ name: String) throws -> [String: Data] {
                let folder = try studyFolder(place, name: name)
                var record = try StudyRecord(study, in: folder)
                _ = try study.report(frames(), [], in: folder, &record, StudyWatcher())
                try folder.publish()
                return try files(in: folder.url)
            }
            let first = try made("first")
            #expect(
                first.keys.filter { !$0.contains("/") }.sorted() == [
                    "auc.png", "config.yaml", "false-accumulation.png", "invented.png", "montage.png",
                    "profile.png",
                    "psnr-of-mean.png", "psnr.png", "results.csv", "ssim-of-mean.png", "ssim.png",
                    "study.json",
                    "tables.md",
                ])
            #expect(try made("second") == first)
            let tables = String(decoding: try #require(first["tables.md"]), as: UTF8.self)
            #expect(tables.contains("Simulated patients. Research use only."))
            #expect(tables.contains("| method | 50 kct | 10 kct |"))
        }
    }

    /// A network trained by the study, stopped within its training, gives what an uninterrupted study gives.
    @Test func aNetworkIsTrainedAndTheStudyGoesOn() throws {
        try withTemporaryFolder { place in
            var plan = try plan()
            plan.realisations = 1
            plan.rivals = [.none]
            plan.networks = ["tiny": "tiny.yaml"]
            plan.main = "tiny"
            let recipe = """
                preset: paper
                patch: 16
                batch: 2
                steps: 4
                validationImages: 2
                """
            try Data(recipe.utf8).write(to: place.appending(path: "tiny.yaml"))
            let study = study(plan, place)
            let results = try [Int.max, 2].map { patience in
                var (left, isWhole) = (patience, false)
                let folder = try studyFolder(place, name: "study-\(patience)")
                while !isWhole {
                    let watcher = StopAfter(left)
                    var record = try StudyRecord(study, in: folder)
                    do {
                        let networks = try study.networks(frames(), in: folder, &record, watcher.watcher)
                        _ = try study.report(frames(), networks, in: folder, &record, watcher.watcher)
                        #expect(record.networks[0].learntFrom == .patientsForTraining)
                        isWhole = true
                    } catch is StudyStopped {
                        left = .max
                    }
                }
                try folder.publish()
                return try Data(contentsOf: folder.url.appending(path: "results.csv"))
            }
            #expect(results[1] == results[0])
        }
    }

    private func files(in folder: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            files[name] = try? Data(contentsOf: folder.appending(path: name))
        }
        return files
    }
}
