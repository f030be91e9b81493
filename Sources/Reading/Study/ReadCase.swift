import Phantoms
import Segmentation
import Statistics

/// A simulated scan and what readings of it told. Part of clean/PATIENT.json and difficult/PATIENT.json.
struct ReadCase: Codable {
    let patient: String
    /// What is wrong with the scan.
    let artefacts: [ArtefactKind]
    let truth: CaseTruth
    /// Of the scan as it is, first; then, where the study asks for that, restored and with fewer counts.
    let readings: [CaseReading]
}

/// What is so.
struct CaseTruth: Codable {
    let isAbnormal, isMalignant: Bool
    /// The true Bone Scan Index, in percent.
    let index: Double
    /// The hot ones.
    let lesions: [CaseLesion]
}

/// A lesion that a reading should tell.
struct CaseLesion: Codable {
    let number: Int
    /// Where it lies.
    let bone: NamedBone
    /// Its length.
    let millimetres: Double
    let isMalignant: Bool
    /// Whether it can be seen in either view of the whole scan (``Phantoms/LesionView/isVisible``).
    let isVisible: Bool
}

/// What one reading told.
struct CaseReading: Codable {
    /// The share of the counts that were left.
    let share: Double
    /// Whether the restored scan was read, and not the one with that noise.
    let isRestored: Bool
    /// Why models were not asked; `nil` where they were.
    let refusal: String?
    /// The log odds, by question: in their order scans are called.
    let odds: [String: Double]
    /// The classifiers' own, which know nothing of hot spots.
    let classifierOdds: [String: Double]
    /// The probabilities, likewise.
    let probabilities: [String: Double]
    /// Whether the scan is called positive, likewise.
    let calls: [String: Bool]
    /// In percent; `nil` where none was told.
    let index: Estimate?
    /// Those that count, and fainter ones where a hot spot could be.
    let marks: [CaseMark]
    /// How bones are told; `nil` where they are not.
    let bones: ClassOverlap?
    /// Against the hot spots of the whole scan; `nil` for that itself.
    let agreement: MarkAgreement?
}

/// A hot spot that counts, or that would if the model were surer.
struct CaseMark: Codable {
    /// The highest of its pixels' probabilities.
    let score: Double
    /// Whether it is called a hot spot.
    let isCalled: Bool
    /// Where it lies, as told; `nil` in no bone.
    let bone: NamedBone?
    /// `nil` where nothing tells.
    let malignancy: Double?
    /// The lesions that it meets, that with most of its pixels first.
    let lesions: [Int]
}

/// The hot spots of two readings of one patient's scan: those that share a pixel are the same.
struct MarkAgreement: Codable {
    /// Of the whole scan, in both.
    let kept: Int
    /// Of the whole scan alone, and of the other one alone.
    let lost, added: Int
}
