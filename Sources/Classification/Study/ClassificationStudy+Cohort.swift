import Figures
import Foundation
import Phantoms
import Scintigraphy
import Studies
import Training

/// Patients: simulated here, or the user's own.
extension ClassificationStudy {
    /// All patients who can be read.
    func patients(in folder: NewFolder, _ watcher: StudyWatcher) throws -> StudyPatients {
        let url =
            plan.cohort == Plan.simulated
            ? try place.simulated(people(1...plan.patients), named: "cohort", in: folder, watcher)
            : place.url(plan.cohort)
        let cohort = try CohortFolder(url)
        let split = try split(cohort, fold: folds[0])
        let answered = cohort.patients.count {
            ClassificationTask.abnormal.answer(for: $0) != nil && split[$0.name] != nil
        }
        watcher.begin("patients read", answered, 0)
        let set = try LabelledScanSet(
            cohort, split: split, task: .abnormal, views: View.allCases, input: recipe.input, faults: faults,
            workers: place.workers, progress: { _ in watcher.advance() })
        for patient in set.skipped { watcher.note("left out \(patient.name): \(patient.reason)") }
        return StudyPatients(cohort, set)
    }

    /// Which patient belongs to which part; fold 0 where there are none.
    func split(_ cohort: CohortFolder, fold: Int) throws -> PatientSplit {
        let isSimulated = plan.cohort == Plan.simulated
        let rule: PatientSplit.Rule =
            fold == 0
            ? .sizes(
                training: isSimulated ? plan.trainingPatients : nil, validation: plan.validationPatients,
                test: plan.testPatients)
            : .folds(plan.folds, test: fold)
        return try PatientSplit(
            cohort, by: rule, seed: plan.seed, strata: ClassificationTask.stratum(of:))
    }

    /// Further patients, scanned as they should be and with each thing that can go wrong; none where the plan wants
    /// none, or the patients are real.
    func difficultScans(in folder: NewFolder, _ watcher: StudyWatcher) throws -> [DifficultScans] {
        guard plan.difficultPatients > 0, plan.cohort == Plan.simulated else { return [] }
        let indices = plan.patients + 1...plan.patients + plan.difficultPatients
        let clean = try difficult(nil, indices, in: folder, watcher)
        let answers = Dictionary(uniqueKeysWithValues: clean.patients.map { ($0.name, $0) })
        return try [nil].map { try scans(of: $0, clean, answers, watcher) }
            + ArtefactKind.allCases.map { kind in
                try scans(of: kind, difficult(kind, indices, in: folder, watcher), answers, watcher)
            }
    }

    private func difficult(
        _ kind: ArtefactKind?, _ indices: ClosedRange<Int>, in folder: NewFolder, _ watcher: StudyWatcher
    ) throws -> CohortFolder {
        var people = try people(indices)
        people.artefacts = .none
        if let kind { try people.artefacts.set(kind, to: 1) }
        let name = DifficultScans.name(kind)
        let path = "difficult/\(name.replacing(" ", with: "-"))"
        return try CohortFolder(
            place.simulated(people, named: path, unit: "patients, \(name)", in: folder, watcher))
    }

    private func scans(
        of kind: ArtefactKind?, _ cohort: CohortFolder, _ answers: [String: CohortPatient],
        _ watcher: StudyWatcher
    ) throws -> DifficultScans {
        try watcher.goOn()
        let (input, faults) = (try recipe.input, faults)
        let scans = try cohort.read(cohort.patients, unreadable: .refused, workers: place.workers) { scan in
            LabelledScan(
                patient: scan.patient.name, part: .test, answer: false,
                views: try input.images(of: scan.scan, View.allCases).map { input.binned($0) },
                faults: faults(scan.scan))
        }
        return DifficultScans(kind: kind, scans: scans.values, patients: answers)
    }

    private func people(_ indices: ClosedRange<Int>) throws -> CohortPlan {
        try CohortPlan(seed: plan.seed, indices: indices, ages: plan.youngest...plan.oldest)
    }
}

/// Scans of the same patients, on which one thing went wrong, or nothing.
struct DifficultScans {
    /// What went wrong; `nil` for the scans as they should be.
    let kind: ArtefactKind?
    private let scans: [LabelledScan]
    /// What the scans without artefacts show: the truth, whatever an artefact hides.
    private let patients: [String: CohortPatient]

    init(kind: ArtefactKind?, scans: [LabelledScan], patients: [String: CohortPatient]) {
        (self.kind, self.scans, self.patients) = (kind, scans, patients)
    }

    /// As tables and files call it.
    var name: String { Self.name(kind) }

    static func name(_ kind: ArtefactKind?) -> String { kind?.rawValue ?? "clean" }

    /// Of the patients who have an answer to the question.
    func scans(_ task: ClassificationTask) -> [LabelledScan] {
        scans.compactMap { scan in
            patients[scan.patient].flatMap(task.answer).map { scan.answering($0, part: .test) }
        }
    }
}
