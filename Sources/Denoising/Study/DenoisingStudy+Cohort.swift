import Figures
import Foundation
import Phantoms
import Studies
import Training

/// Patients: simulated here, or the user's own.
extension DenoisingStudy {
    /// All views of the patients, with their parts.
    func frames(
        in folder: NewFolder, _ record: inout StudyRecord, _ watcher: StudyWatcher
    ) throws -> [Frame] {
        let url =
            plan.cohort == Plan.simulated
            ? try simulated(in: folder, watcher) : place.url(plan.cohort)
        let cohort = try CohortFolder(url)
        let split = try PatientSplit(cohort, by: plan.split, seed: plan.seed)
        watcher.begin("patients read", cohort.patients.count, 0)
        let set = try FrameSet(
            cohort, split: split, workers: place.workers, progress: { _ in watcher.advance() })
        for patient in set.skipped {
            watcher.note("left out \(patient.name): \(patient.reason)")
            record.leftOut.append("\(patient.name): \(patient.reason)")
        }
        record.cohort = plan.cohort
        let views = set.frames.fingerprint
        guard record.views == nil || record.views == views else {
            throw TrainingError(
                "\(url.path) holds other patients or views than when this study was begun; bring them back, or begin "
                    + "again with --force")
        }
        record.views = views
        try record.write(in: folder)
        for frame in set[.test] where !record.testPatients.contains(frame.patient) {
            record.testPatients.append(frame.patient)
        }
        return set.frames
    }

    /// The folder of spot views of the chest, made as far as they are missing. Throws ``StudyStopped`` where the watcher
    /// wants that.
    private func simulated(in folder: NewFolder, _ watcher: StudyWatcher) throws -> URL {
        let patients = plan.trainingPatients + plan.validationPatients + plan.testPatients
        var people = try CohortPlan(seed: plan.seed, indices: 1...patients)
        people.chest = try ChestView(presetCounts: plan.referenceCounts)
        people.keepsMean = true
        return try place.simulated(people, named: "cohort", in: folder, watcher)
    }
}

extension DenoisingStudy.Plan {
    /// How many patients each part has, where the cohort's table does not say who belongs where.
    var split: PatientSplit.Rule {
        .sizes(training: trainingPatients, validation: validationPatients, test: testPatients)
    }
}
