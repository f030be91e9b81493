import Foundation
public import Scintigraphy
public import Training

/// The scans of a cohort that answer a question, and who was left out.
public struct LabelledScanSet: Sendable {
    /// In the order of the cohort's table.
    public let scans: [LabelledScan]
    /// Whose files could not be read, or lack a view.
    public let skipped: [SkippedPatient]
    /// How many patients the question does not concern, or the table does not answer it for.
    public let withoutAnswer: Int

    /// Reads the views that a classifier takes, of every patient who belongs to a part and has an answer.
    ///
    /// A pair of views takes 0.13 MB, and with masks of lesions twice that: counts are added up over squares of pixels, as many as the classifier's input is
    /// smaller.
    ///
    /// - Parameters:
    ///   - cohort: whole-body scans, simulated or not.
    ///   - split: the part of each patient; those without are not read.
    ///   - task: the question.
    ///   - views: what the classifier takes.
    ///   - input: the size of its input.
    ///   - faults: what quality control would set a scan aside for.
    ///   - unreadable: what to do where a patient's files cannot be read, or lack a view.
    ///   - workers: how many patients are read at a time.
    ///   - progress: told after each patient how many are done.
    /// - Throws: where nobody has an answer, a patient is refused, or nobody can be read.
    public init(
        _ cohort: CohortFolder, split: PatientSplit, task: ClassificationTask, views: [View],
        input: ClassifierInput, faults: @Sendable (BoneScan) -> [String] = { _ in [] },
        unreadable: UnreadablePatients = .skipped, workers: Int = 2,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws {
        let patients = cohort.patients.filter { split[$0.name] != nil }
        let answered = patients.filter { task.answer(for: $0) != nil }
        guard !answered.isEmpty else {
            throw ClassificationError(
                "\(cohort.url.path)/cohort.csv answers “\(task.rawValue)” for none of \(patients.count) patients; fill "
                    + "its columns abnormal and malignant with 1 and 0")
        }
        withoutAnswer = patients.count - answered.count
        let (scans, skipped) = try cohort.read(
            answered, unreadable: unreadable, workers: workers, progress: progress
        ) { scan in
            let images = try input.images(of: scan.scan, views)
            let masks = images.compactMap { image in scan.lesions?.first { $0.view == image.view } }
            return LabelledScan(
                patient: scan.patient.name, part: split[scan.patient.name] ?? .training,
                answer: task.answer(for: scan.patient) ?? false, views: images.map { input.binned($0) },
                lesions: masks.count == images.count
                    ? zip(masks, images).map { input.binned($0, like: $1) } : nil,
                faults: faults(scan.scan))
        }
        (self.scans, self.skipped) = (scans, skipped)
        try checkNames(cohort)
    }

    /// Throws where the same scan stands under two names: it could be judged by what was learnt from it.
    private func checkNames(_ cohort: CohortFolder) throws(ClassificationError) {
        var names: [String: String] = [:]
        for scan in scans {
            if let other = names.updateValue(scan.patient, forKey: scan.digest) {
                throw ClassificationError(
                    "\(cohort.url.path)/cohort.csv: \(other) and \(scan.patient) have the same scan; remove one of the "
                        + "two lines")
            }
        }
    }

    /// The scans of one part.
    public subscript(part: Part) -> [LabelledScan] { scans.filter { $0.part == part } }
}
