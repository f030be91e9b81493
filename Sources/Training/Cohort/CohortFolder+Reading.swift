import DICOM
import Figures
import Foundation
import Scintigraphy
import Synchronization

/// What to do where a patient's files cannot be read.
public enum UnreadablePatients: Sendable {
    /// Leave the patient out, and say so.
    case skipped
    /// Stop.
    case refused
}

/// A patient who was left out.
public struct SkippedPatient: Equatable, Sendable {
    /// Who.
    public let name: String
    /// One sentence that names the file.
    public let reason: String
}

extension CohortFolder {
    /// Opens a patient's files, and beside the first of them what simulation left there.
    ///
    /// Throws one sentence with the file where one is missing, is no planar scan, or does not fit the others.
    public func open(_ patient: CohortPatient) throws -> PatientScan {
        let scan = try DICOMScan(patient.files).scan
        let truth = TruthFiles(beside: patient.files[0])
        return PatientScan(
            patient: patient, scan: scan, mean: try truth.mean(of: scan.images),
            regions: try truth.masks("regions", of: scan.images),
            lesions: try truth.masks("lesions", of: scan.images))
    }

    /// Opens patients, `workers` at a time, and passes each through `transform`.
    ///
    /// - Parameters:
    ///   - patients: some of this cohort's, or all.
    ///   - unreadable: what to do where one cannot be read, or `transform` throws.
    ///   - workers: how many are opened at a time.
    ///   - progress: told after each patient how many are done.
    ///   - transform: makes of a patient's scan what is kept.
    /// - Throws: what stopped it; or that no patient at all could be read.
    /// - Returns: what `transform` made, in the order of `patients`, and who was left out.
    public func read<Value: Sendable>(
        _ patients: [CohortPatient], unreadable: UnreadablePatients = .skipped, workers: Int = 2,
        progress: @Sendable (Int) -> Void = { _ in },
        _ transform: @Sendable (PatientScan) throws -> Value
    ) throws -> (values: [Value], skipped: [SkippedPatient]) {
        let done = Atomic(0)
        let outcomes = try inParallel(patients.count, workers: workers) { turn in
            defer { progress(done.wrappingAdd(1, ordering: .relaxed).newValue) }
            let outcome = Result { try transform(open(patients[turn])) }
            if case .failure(let error) = outcome, unreadable == .refused {
                throw TrainingError("\(patients[turn].name): \(error)")
            }
            return outcome
        }
        var values: [Value] = []
        var skipped: [SkippedPatient] = []
        for (patient, outcome) in zip(patients, outcomes) {
            switch outcome {
            case .success(let value): values.append(value)
            case .failure(let error):
                skipped.append(SkippedPatient(name: patient.name, reason: "\(error)"))
            }
        }
        if values.isEmpty, let first = skipped.first {
            throw TrainingError(
                "\(url.path): none of \(patients.count) patients can be read; \(first.name): \(first.reason)")
        }
        return (values, skipped)
    }
}
