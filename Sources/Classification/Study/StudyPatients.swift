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

    /// Tells cohorts apart: a digest of all scans with their answers and, in each split, their parts.
    func fingerprint(_ splits: [PatientSplit]) -> String {
        let lines = scans.map { scan in
            let patient = patients[scan.patient]
            let answers = patient.map { "\($0.isAbnormal as Bool?) \($0.isMalignant as Bool?)" } ?? ""
            let parts = splits.map { $0[scan.patient]?.rawValue ?? "none" }.joined(separator: " ")
            return "\(scan.patient) \(answers) \(parts) \(scan.digest)\n"
        }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }

    /// Throws, before anything is trained, where a part of a split lacks an answer to a question.
    func check(_ task: ClassificationTask, _ split: PatientSplit) throws(ClassificationError) {
        let scans = scans(task, split)
        for (part, least) in [(Part.training, 1), (.validation, 2), (.test, 2)] {
            do {
                try scans.checkAnswers(
                    part, least: least, task,
                    remedy: "give more patients, other numbers in the plan, or leave out the question")
            } catch {
                throw ClassificationError("\(cohort.url.path)/cohort.csv: \(error)")
            }
        }
    }
}
