import Figures
import Foundation
import Training

/// Patients: simulated here, or the user's own.
extension DenoisingStudy {
    /// All views of the patients, with their parts.
    func frames(
        in folder: NewFolder, _ record: inout StudyRecord, _ watcher: StudyWatcher
    ) throws -> [Frame] {
        let cohort = try CohortFolder(place.url(plan.cohort))
        let split = try PatientSplit(cohort, by: plan.split, seed: plan.seed)
        let set = try FrameSet(cohort, split: split, workers: place.workers)
        for patient in set.skipped {
            watcher.note("left out \(patient.name): \(patient.reason)")
            record.leftOut.append("\(patient.name): \(patient.reason)")
        }
        record.cohort = plan.cohort
        for frame in set[.test] where !record.testPatients.contains(frame.patient) {
            record.testPatients.append(frame.patient)
        }
        return set.frames
    }
}

extension DenoisingStudy.Plan {
    /// How many patients each part has, where the cohort's table does not say who belongs where.
    var split: PatientSplit.Rule {
        .sizes(training: trainingPatients, validation: validationPatients, test: testPatients)
    }
}
