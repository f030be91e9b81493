import Scintigraphy

/// All that is known of a simulated scan: truth.json in the patient's folder.
public struct PatientTruth: Codable, Equatable, Sendable {
    /// What this is, for whoever finds the file alone.
    public var notice = "Simulated patient. There is no such person. Research use only."
    /// Name and version of the program.
    public let software: String
    /// The scan's files, anterior first.
    public let files: [String]
    /// All the numbers that made the patient and the scan.
    public let patient: Patient
    /// What was done with the injected activity.
    public let activity: ActivityTruth
    /// The share of the skeleton's volume that lies outside the matrix, or outside the detector of a spot view.
    public let skeletonOutsideField: Double
    /// The two images; as stored, whatever their names are worth.
    public let anterior, posterior: ViewTruth
    /// Where each of the patient's lesions shows, in the order of `patient.lesions`.
    public let lesions: [LesionTruth]

    /// Whether a lesion can be seen in either view.
    public var isAbnormal: Bool { lesions.contains { $0.isVisible } }
    /// Whether a malignant lesion can be seen in either view.
    public var isMalignant: Bool {
        zip(patient.lesions, lesions).contains { $0.isMalignant && $1.isVisible }
    }
}

/// Where the activity was when imaging began, in MBq, decay included.
public struct ActivityTruth: Codable, Equatable, Sendable {
    /// In all that was injected and has not decayed.
    public let injectedMBq: Double
    /// In normal bone, in lesions beyond that, in soft tissue without organs, in both kidneys, in the bladder.
    public let boneMBq, lesionsMBq, softTissueMBq, kidneysMBq, bladderMBq: Double
    /// In thyroid and stomach, and what a tracer other than the right one has brought into organs.
    public let otherOrgansMBq: Double
    /// Beside the vein, in urine outside the body.
    public let extravasationMBq, urineOutsideMBq: Double
}

/// One image's counts.
public struct ViewTruth: Codable, Equatable, Sendable {
    /// Those of the stored image.
    public let counts: Int
    /// Their expectation.
    public let expectedCounts: Double
    /// The share of the expectation that was scattered in the patient.
    public let scatterShare: Double
    /// How many pixels counted further than their 16 bits hold: they have 65535.
    public let saturatedPixels: Int
    /// How long a spot view's head counted, in seconds; `nil` where the bed moved.
    public let seconds: Double?
}

/// Where one lesion shows.
public struct LesionTruth: Codable, Equatable, Sendable {
    /// The lesion's number: its label in both masks.
    public let number: Int
    /// In each image; absent where it lies outside the field.
    public let anterior, posterior: LesionView?

    /// Whether it can be seen in either view.
    public var isVisible: Bool { [anterior, posterior].contains { $0?.isVisible ?? false } }
}

/// A lesion as one image shows it, noise left out.
public struct LesionView: Codable, Equatable, Sendable {
    /// How many pixels it covers, as if nothing lay before it.
    public let pixels: Int
    /// The middle of what it covers: row and column of the stored image, from 0.
    public let row, column: Double
    /// Expected counts that it adds (below 0: takes away) where it is seen, blurred as it is.
    public let excessCounts: Double
    /// Its excess over the expected counts without it, within its mask.
    public let contrast: Double
    /// Its excess within the mask over the standard deviation of the counts there without it.
    public let signalToNoise: Double

    /// Rose's criterion: a signal of five standard deviations (A. Rose, J Opt Soc Am 38:196, 1948), and a contrast of
    /// a tenth, below which anatomy differs by as much.
    public var isVisible: Bool { abs(signalToNoise) >= 5 && abs(contrast) >= 0.1 }
}

extension LesionView {
    /// The same where the patient's motion took it; counts and contrast stay those of the patient who lies still.
    func moved(by motion: Motion.Seen) -> LesionView {
        let place = motion.place(row: row, column: column)
        return LesionView(
            pixels: pixels, row: place.row, column: place.column, excessCounts: excessCounts,
            contrast: contrast,
            signalToNoise: signalToNoise)
    }
}
