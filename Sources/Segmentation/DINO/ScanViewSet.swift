import Scintigraphy
public import Training

/// A view that a backbone learns from, or is judged by.
public struct ScanView: Sendable {
    /// Who was scanned.
    public let patient: String
    /// The part of the cohort that the patient belongs to.
    public let part: Part
    /// Ready to be seen.
    public let view: PreparedView

    /// These.
    public init(patient: String, part: Part, view: PreparedView) {
        (self.patient, self.part, self.view) = (patient, part, view)
    }
}

/// The views of a cohort, each an image by itself, and who was left out.
public struct ScanViewSet: Sendable {
    /// In the order of the cohort's table.
    public let views: [ScanView]
    /// Whose files could not be read, or hold no counts.
    public let skipped: [SkippedPatient]

    /// Reads all views of the patients for training and for validation. With a matrix of 512×128 a view takes 0.26 MB.
    ///
    /// - Parameters:
    ///   - cohort: whole-body scans, simulated or not; no labels are needed.
    ///   - split: the part of each patient; those without, and those for the test, are not read.
    ///   - input: what is seen of a view.
    ///   - unreadable: what to do where a patient's files cannot be read.
    ///   - workers: how many patients are read at a time.
    ///   - progress: told after each patient how many are done.
    /// - Throws: where a patient is refused, or nobody can be read.
    public init(
        _ cohort: CohortFolder, split: PatientSplit, input: BackboneInput,
        unreadable: UnreadablePatients = .skipped, workers: Int = 2,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws {
        let patients = cohort.patients.filter { split[$0.name].map { $0 != .test } ?? false }
        let (scans, skipped) = try cohort.read(
            patients, unreadable: unreadable, workers: workers, progress: progress
        ) { scan in
            try scan.scan.images.map { image in
                ScanView(
                    patient: scan.patient.name, part: split[scan.patient.name] ?? .training,
                    view: try input.prepared(image))
            }
        }
        (views, self.skipped) = (scans.flatMap(\.self), skipped)
    }
}
