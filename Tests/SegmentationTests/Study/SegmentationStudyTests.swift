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

@testable import Segmentation

/// A study of a few simulated patients, from nothing to its files.
@Suite(.enabled(if: (try? Skeleton(folder: installed("skeleton"))) != nil)) struct SegmentationStudyTests {
    private let recipe = """
        matrix: {rows: 128, columns: 32}
        batch: 2
        steps: 4
        clusters: 5
        side: 3
        validateEvery: 2
        checkpointEvery: 1
        """
    private let unet = """
        matrix: {rows: 128, columns: 32}
        width: 2
        depth: 2
        batch: 2
        steps: 3
        validateEvery: 3
        checkpointEvery: 1
        """

    private func plan() -> SegmentationStudy.Plan {
        var plan = SegmentationStudy.Plan()
        (plan.trainingPatients, plan.validationPatients, plan.testPatients) = (3, 2, 2)
        (plan.articleMen, plan.articleWomen) = (1, 1)
        plan.backbone = "backbone.safetensors"
        plan.recipe = "recipe.yaml"
        plan.unet = "unet.yaml"
        plan.inputs = [.counts, .warmMetal]
        plan.methods = [.stego]
        plan.scores = [.symmetry]
        plan.replicates = 100
        plan.refines = false
        return plan
    }

    private func study(_ plan: SegmentationStudy.Plan, _ base: URL) -> SegmentationStudy {
        let place = StudyPlace(
            base: base, software: "test 1", version: "1", commit: nil, device: .cpu, workers: 2,
            skeleton: { try Skeleton(folder: installed("skeleton")) }, time: { "2026-01-01T00:00:00Z" })
        return SegmentationStudy(plan, place)
    }

    private func prepare(_ base: URL) throws {
        try Data(recipe.utf8).write(to: base.appending(path: "recipe.yaml"))
        try Data(unet.utf8).write(to: base.appending(path: "unet.yaml"))
        let network = TransformerArchitecture.tiny16.make(channels: 1, side: 4, using: Generator(seed: 7))
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor) }),
            metadata: ["architecture": "vit-tiny-16"], to: base.appending(path: "backbone.safetensors"))
    }

    /// Makes the study, stopping each time after so many steps.
    private func files(
        of plan: SegmentationStudy.Plan, _ base: URL, name: String, stoppingAfter patience: Int,
        with patients: URL? = nil
    ) throws -> (files: [String: Data], stops: Int) {
        let study = study(plan, base)
        try study.checkSources()
        let folder = try NewFolder(
            base.appending(path: name), plan: (SegmentationStudy.planFile, try study.planData()))
        if let patients {
            for name in ["cohort", "article"] {
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
        let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).filter { name in
            ["md", "json", "png", "safetensors"].contains { name.hasSuffix(".\($0)") }
                && !name.hasPrefix("cohort/") && !name.hasPrefix("article/") && name != "study.json"
                && !name.hasSuffix("run.json")
        }
        return (
            try Dictionary(
                uniqueKeysWithValues: kept.map { ($0, try Data(contentsOf: folder.url.appending(path: $0))) }),
            stops
        )
    }

    /// Stopped again and again, it comes to the same files.
    @Test func aStoppedStudyGoesOn() throws {
        try withTemporaryFolder { base in
            try prepare(base)
            let whole = try files(of: plan(), base, name: "whole", stoppingAfter: .max)
            let stopped = try files(
                of: plan(), base, name: "stopped", stoppingAfter: 3, with: base.appending(path: "whole"))
            #expect(whole.stops == 0 && stopped.stops >= 2, "\(stopped.stops)")
            #expect(Set(whole.files.keys) == Set(stopped.files.keys))
            for (name, data) in whole.files { #expect(stopped.files[name] == data, "\(name)") }

            let names = whole.files.keys
            for name in [
                "froc-article.png", "figures/stego-warm-metal.png",
                "models/stego-counts/seed-1/best.safetensors", "models/u-net/seed-1/best.safetensors",
                "results/symmetry-seed-1.json",
            ] { #expect(names.contains(name), "\(name)") }
            let tables = String(decoding: try #require(whole.files["tables.md"]), as: UTF8.self)
            for words in [
                "Simulated patients. Research use only.", "### Bones, 2 patients for the test",
                "### Bones, 2 patients as in the article, simulated", "| stego, counts | linear |",
                "| stego, counts | clusters |", "| u-net | linear |", "### Does colour decide?",
                "| stego | warm-metal | linear |", "| symmetry |",
            ] { #expect(tables.contains(words), "\(words)") }
            #expect(!tables.contains("CRF |") && !tables.contains("| u-net | clusters"))
        }
    }

    /// What cannot work is said before anything is made, and a study that was begun is not gone on with by another backbone.
    @Test func sourcesAreCheckedFirst() throws {
        try withTemporaryFolder { base in
            try prepare(base)
            func fault(_ change: (inout SegmentationStudy.Plan) -> Void) -> String {
                var plan = plan()
                change(&plan)
                do { try study(plan, base).checkSources() } catch { return "\(error)" }
                return ""
            }
            #expect(fault { _ in } == "")
            #expect(fault { $0.backbone = "none.safetensors" }.contains("none.safetensors"))
            #expect(fault { $0.cohort = "none" }.contains("none"))
            #expect(fault { $0.trained = ["none.safetensors"] }.contains("none.safetensors"))
            try Data("{matrix: {rows: 64, columns: 32}, depth: 2}".utf8).write(
                to: base.appending(path: "other.yaml"))
            #expect(
                fault { $0.unet = "other.yaml" }.contains("other.yaml: matrix is 64 × 32, but segmenters"))
            try Data("{matrix: {rows: 128, columns: 32}, detail: 3}".utf8).write(
                to: base.appending(path: "fine.yaml"))
            #expect(fault { $0.recipe = "fine.yaml" }.contains("detail is 3; a patch of ViT-Tiny/16 has 16"))
        }
    }

    @Test(arguments: [
        ("testPatients: 1", "testPatients is 1; give 2"), ("inputs: []", "inputs is empty"),
        ("methods: [stego, stego]", "methods names one twice"), ("seeds: []", "seeds is empty"),
        ("falseMarks: [0]", "falseMarks is [0.0]"), ("replicates: 5", "replicates is 5"),
        ("methods: [hp]", "choose stego, smooseg, primaps"), ("{methods: [], scores: []}", "are all empty"),
        ("trained: [a, a]", "trained names one twice"),
        ("palettes: 3", "palettes is no setting"),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "study.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try SegmentationStudy.Plan(file: file) }
            #expect(
                error?.description.contains("study.yaml") == true
                    && error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }
}
