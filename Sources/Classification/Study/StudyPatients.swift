import Foundation
import Scintigraphy
import Training

/// The patients of a study, with both views.
struct StudyPatients {
    let cohort: CohortFolder
    /// Who could not be read, or lacks a view.
    let skipped: [SkippedPatient]
    private let scans: [LabelledScan]
    private let patients: [String: CohortPatient]

    init(_ cohort: CohortFolder, _ set: LabelledScanSet) {
        self.cohort = cohort
        scans = set.scans
        skipped = set.skipped
        patients = Dictionary(uniqueKeysWithValues: cohort.patients.map { ($0.name, $0) })
    }

    /// What the table says of one.
    subscript(name: String) -> CohortPatient? { patients[name] }

    /// Those who have an answer to the question, each in their part.
    func scans(_ task: ClassificationTask, _ split: PatientSplit) -> [LabelledScan] {
        scans.compactMap { scan in
            guard let part = split[scan.patient], let answer = patients[scan.patient].flatMap(task.answer)
            else { return nil }
            return scan.answering(answer, part: part)
        }
    }

    /// The scan of one; `nil` where it could not be read.
    func scan(of name: String) -> LabelledScan? { scans.first { $0.patient == name } }

    /// Tells cohorts apart: a digest of all scans with their answers.
    var fingerprint: String {
        let lines = scans.map { "\($0.patient) \($0.answer) \($0.digest)\n" }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }
}
