import Figures
import Foundation
import Phantoms
import Studies
import Synchronization
import TestSupport
import Testing
import Torch
import Training

@testable import Reading

/// A study of a few readings, from nothing to its files.
@Suite(.enabled(if: (try? Skeleton(folder: installed("skeleton"))) != nil)) struct ReadingStudyTests {
    private func plan() -> ReadingStudy.Plan {
        var plan = ReadingStudy.Plan()
        plan.models = repository.appending(path: "Models").path
        (plan.cleanPatients, plan.difficultPatients, plan.countPatients) = (2, 2, 1)
        (plan.countShares, plan.pairs, plan.qualityPatients, plan.replicates) = ([0.25], 1, 0, 100)
        return plan
    }

    private func study(_ plan: ReadingStudy.Plan) -> ReadingStudy {
        let place = StudyPlace(
            base: repository, software: "test 1", version: "1", commit: nil, device: .cpu, workers: 1,
            skeleton: { try Skeleton(folder: installed("skeleton")) }, time: { "2026-01-01T00:00:00Z" })
        return ReadingStudy(plan, place)
    }

    /// Stopped on the way it goes on, and tells all of it; other models are refused.
    @Test func aStoppedStudyGoesOn() throws {
        try loadTorch()
        try withTemporaryFolder { base in
            let study = study(plan())
            let folder = try NewFolder(
                base.appending(path: "study"), plan: (ReadingStudy.planFile, try study.planData()))
            let left = Mutex(3)
            let watcher = StudyWatcher(
                advance: { left.withLock { $0 -= 1 } }, shouldStop: { left.withLock { $0 <= 0 } })
            #expect(try study.make(in: folder, watcher) == nil)
            #expect(folder.contains("clean/patient-0002.json") && !folder.contains("tables.md"))
            let made = Mutex(0)
            let words = try #require(
                try study.make(in: folder, StudyWatcher(advance: { made.withLock { $0 += 1 } })))
            #expect(made.withLock(\.self) == 2, "three of five patients were there")
            for title in [
                "### Is it abnormal, is it malignant?", "| clean | 2 | 0 |", "| difficult | 2 | 0 |",
                "| all | 4 | 0 |",
                "### Are lesions found?", "### Hot spots", "### Bone Scan Index\n",
                "### Fewer counts: hot spots, 1 patients", "| 25 %, restored |",
                "### Comparison with an earlier scan: 1 patients",
            ] { #expect(words.contains(title), "\(title)") }
            #expect(!words.contains("### Quality control"))

            let first = try #require(
                try StudyFile.kept(ReadCase.self, named: "clean/patient-0001.json", in: folder))
            #expect(first.readings.map(\.share) == [1, 1, 0.25, 0.25])
            #expect(first.readings.map(\.isRestored) == [false, true, false, true])
            #expect(first.readings.allSatisfy { $0.refusal == nil && $0.odds.count == 2 && $0.index != nil })
            #expect(first.readings[0].agreement == nil && first.readings[2].agreement != nil)
            #expect(first.artefacts.isEmpty)
            for patient in try study.patients(.difficult, Skeleton(folder: installed("skeleton"))).patients {
                let difficult = try #require(
                    try StudyFile.kept(ReadCase.self, named: "difficult/\(patient.name).json", in: folder))
                #expect(!difficult.artefacts.isEmpty && difficult.artefacts == patient.artefacts.kinds)
            }

            var record = try JSONDecoder().decode(
                ReadingStudyRecord.self, from: folder.contents(of: StudyFile.name))
            #expect(record.sessions.count == 2 && record.models.count == 6)
            record.models.removeLast()
            try StudyFile.write(record, in: folder)
            let error = #expect(throws: ReadingError.self) { try study.make(in: folder, StudyWatcher()) }
            #expect(error?.description.contains("other models than when this study was begun") == true)
        }
    }

    /// A study that is asked to end while it judges quality has no table of what it had not judged.
    @Test func qualityIsJudgedToItsEndOrNotAtAll() throws {
        try loadTorch()
        try withTemporaryFolder { base in
            var plan = plan()
            (plan.countPatients, plan.pairs, plan.qualityPatients) = (0, 0, 1)
            let study = study(plan)
            let folder = try NewFolder(
                base.appending(path: "study"), plan: (ReadingStudy.planFile, try study.planData()))
            let unit = Mutex("")
            let isJudging = Mutex(false)
            let watcher = StudyWatcher(
                begin: { name, _, _ in unit.withLock { $0 = name } },
                advance: {
                    if unit.withLock(\.self) == "scans for quality" { isJudging.withLock { $0 = true } }
                },
                shouldStop: { isJudging.withLock(\.self) })
            #expect(try study.make(in: folder, watcher) == nil)
            #expect(isJudging.withLock(\.self) && !folder.contains("quality.json"))
        }
    }

    /// A study of a part of the models would be taken for one of all.
    @Test func allModelsAreNeeded() throws {
        try loadTorch()
        try withTemporaryFolder { base in
            try FileManager.default.copyItem(
                at: repository.appending(path: "Models/ddsrcnn"), to: base.appending(path: "ddsrcnn"))
            var plan = plan()
            plan.models = base.path
            let error = #expect(throws: ReadingError.self) { try study(plan).models() }
            #expect(
                error?.description.contains("classification, abnormal cannot be done") == true,
                "\(error?.description ?? "")")
        }
    }

    @Test(arguments: [
        ("cleanPatients: 1", "cleanPatients is 1; give 2"),
        ("{cleanPatients: 5, countPatients: 6}", "countPatients is 6; give 0 to 5"),
        ("countShares: [1]", "countShares is [1.0]; give shares between 0 and 1"),
        ("countShares: [0.5, 0.5]", "countShares names one twice"), ("pairs: -1", "pairs is -1"),
        ("falseMarks: []", "falseMarks is []"), ("replicates: 5", "replicates is 5"),
        ("palettes: 3", "palettes is no setting"),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "study.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try ReadingStudy.Plan(file: file) }
            #expect(
                error?.description.contains("study.yaml: \(sentence)") == true, "\(error?.description ?? "")")
        }
    }
}
