public import Foundation

/// A line of cohort.csv: a patient, where the scan is, and what is known.
public struct CohortPatient: Equatable, Sendable {
    /// What tells this patient from every other of the cohort.
    public let name: String
    /// The DICOM files of the scan: both views in one, or a file for each, or the folder that holds them.
    public let files: [URL]
    /// Whether anything abnormal is seen; `nil` where the table does not say.
    public let isAbnormal: Bool?
    /// Whether anything malignant is seen; `nil` where the table does not say.
    public let isMalignant: Bool?
    /// The part of the cohort that the table puts the patient in; `nil` where it does not say.
    public let part: Part?
    /// The other columns' text by the columns' names.
    public let others: [String: String]

    /// A patient as a table says.
    public init(
        name: String, files: [URL], isAbnormal: Bool? = nil, isMalignant: Bool? = nil, part: Part? = nil,
        others: [String: String] = [:]
    ) {
        self.name = name
        self.files = files
        self.isAbnormal = isAbnormal
        self.isMalignant = isMalignant
        self.part = part
        self.others = others
    }
}
