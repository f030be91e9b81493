import Scintigraphy
public import Training

/// All views of a cohort's patients: what networks are trained on and methods compared with.
public struct FrameSet: Sendable {
    /// In the order of the cohort's table, anterior before posterior.
    public let frames: [Frame]
    /// Who was left out because a file could not be read.
    public let skipped: [SkippedPatient]

    /// Reads every view of every patient whom the split puts in a part.
    ///
    /// A view of 256 × 256 takes 0.25 MB, twice that with its expected counts.
    ///
    /// - Parameters:
    ///   - cohort: whole-body scans or spot views, simulated or not.
    ///   - split: the part of each patient; those without are not read.
    ///   - truths: for which parts expected counts and lesions are kept, where the cohort has them.
    ///   - unreadable: what to do where a patient's files cannot be read or hold no counts.
    ///   - workers: how many patients are read at a time.
    ///   - progress: told after each patient how many are done.
    /// - Throws: where a patient is refused, or where no patient at all can be read.
    public init(
        _ cohort: CohortFolder, split: PatientSplit, truths: Set<Part> = Set(Part.allCases),
        unreadable: UnreadablePatients = .skipped, workers: Int = 2,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws {
        let patients = cohort.patients.filter { split[$0.name] != nil }
        let (perPatient, skipped) = try cohort.read(
            patients, unreadable: unreadable, workers: workers, progress: progress
        ) { scan in
            let part = split[scan.patient.name] ?? .training
            return try Self.frames(of: scan, in: part, withTruth: truths.contains(part))
        }
        frames = perPatient.flatMap(\.self)
        self.skipped = skipped
    }

    /// The frames of one part.
    public subscript(part: Part) -> [Frame] { frames.filter { $0.part == part } }

    private static func frames(
        of scan: PatientScan, in part: Part, withTruth: Bool
    ) throws -> [Frame] {
        try scan.scan.images.enumerated().map { index, image in
            guard image.meaning == .counts, image.total > 0 else {
                throw TrainingError(
                    "the \(image.view.rawValue) view does not hold counted events; give the scan as acquired")
            }
            return Frame(
                patient: scan.patient.name, part: part, reference: image,
                mean: withTruth ? scan.mean?[index] : nil, lesions: withTruth ? scan.lesions?[index] : nil)
        }
    }
}
