import Figures
import Foundation
import Phantoms
import Scintigraphy
import Studies
import Synchronization
import TestSupport
import Testing
import Torch
import Training

@testable import Classification

/// A study of a few simulated patients, from nothing to its files.
@Suite(.enabled(if: (try? Skeleton(folder: installed("skeleton"))) != nil)) struct ClassificationStudyTests {
    private let recipe = """
        input: {rows: 32, columns: 32}
        batch: 2
        steps: 4
        checkpointEvery: 1
        validateEvery: 2
        """

    private func plan() -> ClassificationStudy.Plan {
        var plan = ClassificationStudy.Plan()
        (plan.youngest, plan.oldest) = (20, 30)
        (plan.trainingPatients, plan.validationPatients, plan.testPatients) = (6, 6, 8)
        plan.difficultPatients = 1
        plan.tasks = [.abnormal]
        plan.models = [.single(.mobileNetV2, .anterior), .dual(.mobileNetV2, .spatialPyramid)]
        plan.recipe = "recipe.yaml"
        plan.replicates = 100
        return plan
    }

    private func study(_ plan: ClassificationStudy.Plan, _ base: URL) -> ClassificationStudy {
        let place = StudyPlace(
            base: base, software: "test 1", version: "1", commit: nil, device: .cpu, workers: 2,
            skeleton: { try Skeleton(folder: installed("skeleton")) }, time: { "2026-01-01T00:00:00Z" })
        return ClassificationStudy(plan, place) { _ in [] }
    }

    /// Makes the study, stopping each time after so many steps.
    private func files(
        of plan: ClassificationStudy.Plan, _ base: URL, name: String, stoppingAfter patience: Int,
        with patients: URL? = nil
    ) throws -> (files: [String: Data], stops: Int) {
        let study = study(plan, base)
        let folder = try NewFolder(
            base.appending(path: name), plan: (ClassificationStudy.planFile, try study.planData()))
        if let patients {
            for name in ["cohort", "difficult"] {
                try FileManager.default.copyItem(
                    at: patients.appending(path: name), to: folder.place(of: name))
            }
        }
        var stops = 0
        while true {
            let left = Mutex(patience)
            let isTraining = Mutex(false)
            let watcher = StudyWatcher(
                begin: { unit, _, _ in isTraining.withLock { $0 = unit.hasPrefix("steps") } },
                advance: { if isTraining.withLock(\.self) { left.withLock { $0 -= 1 } } },
                shouldStop: { left.withLock { $0 <= 0 } })
            if try study.make(in: folder, watcher) != nil { break }
            stops += 1
        }
        try folder.publish()
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
        let kept = names.filter { name in
            ["csv", "md", "json", "jsonl", "png", "safetensors"].contains { name.hasSuffix(".\($0)") }
                && !name.hasPrefix("cohort/") && !name.hasPrefix("difficult/") && name != "study.json"
                && !name.hasSuffix("run.json")
        }
        return (
            try Dictionary(
                uniqueKeysWithValues: kept.map { ($0, try Data(contentsOf: folder.url.appending(path: $0))) }),
            stops
        )
    }

    /// Stopped again and again, it comes to the same files, and does not train a finished model again.
    @Test func aStoppedStudyGoesOn() throws {
        try withTemporaryFolder { base in
            try Data(recipe.utf8).write(to: base.appending(path: "recipe.yaml"))
            let whole = try files(of: plan(), base, name: "whole", stoppingAfter: .max)
            let stopped = try files(
                of: plan(), base, name: "stopped", stoppingAfter: 3, with: base.appending(path: "whole"))
            #expect(whole.stops == 0 && stopped.stops >= 2, "\(stopped.stops)")
            #expect(Set(whole.files.keys) == Set(stopped.files.keys))
            /// The mean loss since the last note begins anew where a run was stopped.
            func told(_ data: Data?, _ name: String) -> String? {
                guard name.hasSuffix(".jsonl") else { return data?.base64EncodedString() }
                let lines = data.map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
                return lines?.filter { $0.contains("score") }.joined(separator: "\n")
            }
            for (name, data) in whole.files {
                #expect(told(stopped.files[name], name) == told(data, name), "\(name)")
            }

            let names = whole.files.keys
            #expect(names.contains("abnormal/roc.png") && names.contains("scores-abnormal.csv"))
            #expect(names.contains("models/abnormal/mobilenetv2-dual-spp/seed-1/best.safetensors"))
            let tables = String(decoding: try #require(whole.files["tables.md"]), as: UTF8.self)
            for words in [
                "Simulated patients. Research use only.",
                "| both views, SPP | InceptionV3 | 0.70 | MobileNetV2 |",
                "### Both views against one", "### Calibration",
                "| quality control | passed |",
                "reader 3, simulated",
            ] {
                #expect(tables.contains(words), "\(words)")
            }
        }
    }

    /// Folds: every patient is judged once by a network that did not learn from them; two seeds are averaged.
    @Test func foldsAndSeeds() throws {
        try withTemporaryFolder { base in
            try Data(recipe.utf8).write(to: base.appending(path: "recipe.yaml"))
            var plan = plan()
            (plan.folds, plan.seeds, plan.difficultPatients) = (3, [1, 2], 0)
            plan.models = [.single(.mobileNetV2, .anterior)]
            let made = try files(of: plan, base, name: "folds", stoppingAfter: .max)
            let file = try #require(made.files["scores/abnormal/mobilenetv2-anterior-se.json"])
            let result = try JSONDecoder().decode(ModelResult.self, from: file)
            #expect(result.members.map(\.fold) == [1, 1, 2, 2, 3, 3])
            let test = try #require(result.cases[ModelResult.test])
            #expect(test.count == 20 && Set(test.map(\.patient)).count == 20)
            // No network knows a patient whom it is tested on.
            let cohort = try CohortFolder(base.appending(path: "folds/cohort"))
            for fold in 1...3 {
                let split = try PatientSplit(
                    cohort, by: .folds(3, test: fold), seed: plan.seed,
                    strata: ClassificationTask.stratum(of:))
                let file = base.appending(
                    path: "folds/models/abnormal/mobilenetv2-anterior-se/seed-1-fold-\(fold)/best.safetensors"
                )
                let known = try #require(SafeTensors.metadata(file)["scans"]).split(separator: " ").map(
                    String.init)
                let scans = try LabelledScanSet(
                    cohort, split: split, task: .abnormal, views: [.anterior],
                    input: .init(rows: 32, columns: 32)
                ).scans
                #expect(Set(scans.filter { $0.part != .test }.map(\.digest)) == Set(known))
                #expect(Set(scans.filter { $0.part == .test }.map(\.digest)).isDisjoint(with: known))
            }
            let tables = String(decoding: try #require(made.files["tables.md"]), as: UTF8.self)
            #expect(tables.contains("Each model is 6 trainings") && tables.contains("### Single trainings"))
        }
    }

    /// What is kept of a study is of its recipe and of no other.
    @Test func anotherRecipeIsRefused() throws {
        try withTemporaryFolder { base in
            let file = base.appending(path: "recipe.yaml")
            try Data(recipe.utf8).write(to: file)
            var plan = plan()
            (plan.difficultPatients, plan.models) = (0, [.single(.mobileNetV2, .anterior)])
            let study = study(plan, base)
            let folder = try NewFolder(
                base.appending(path: "study"), plan: (ClassificationStudy.planFile, try study.planData()))
            let left = Mutex(21)
            let watcher = StudyWatcher(
                advance: { left.withLock { $0 -= 1 } }, shouldStop: { left.withLock { $0 <= 0 } })
            while !folder.contains("study.json") {
                _ = try study.make(in: folder, watcher); left.withLock { $0 = 21 }
            }
            try Data((recipe + "\ndropout: 0.1\n").utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try study.make(in: folder, StudyWatcher()) }
            #expect(error?.description.contains("recipe.yaml is another recipe") == true)
        }
    }

    @Test(arguments: [
        ("models: [resnet]", "choose vgg19-anterior-se"), ("tasks: []", "tasks is empty"),
        ("seeds: [1, 1]", "seeds names one twice"), ("steps: {resnet: 5}", "steps names “resnet”"),
        ("steps: {vgg19: 0}", "steps of vgg19 is 0"), ("readers: {benign: r.csv}", "readers names “benign”"),
        ("simulatedReaders: {abnormal: [1.5]}", "an area of 1.5"), ("folds: 2", "folds is 2"),
        ("youngest: 50\noldest: 40", "youngest and oldest are 50 and 40"),
        ("patients: 3", "patients is no setting"),
    ])
    func faultsOfPlansAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "plan.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try ClassificationStudy.Plan(file: file) }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }
}
