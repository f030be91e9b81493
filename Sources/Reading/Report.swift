public import DICOM
public import Foundation
public import Scintigraphy

/// What a reading found, as report.json holds it: docs/report-schema.md says what each name means.
public struct Report: Codable, Equatable, Sendable {
    public static let schema = "bonescan.report/1"
    public static let notice = "Research use only. Not a medical device."

    public let schema: String
    public let notice: String
    /// Name and version of the program.
    public let software: String
    /// When the reading was made: ISO 8601, UTC.
    public let created: String
    public let seed: UInt64
    /// Where each view came from, with a hash of its pixels.
    public let sources: [ViewSource]
    public let acquisition: Acquisition
    public let views: [ViewFacts]
    /// What the file reader had to assume or to contradict.
    public let remarks: [Remark]
    public let quality: Quality
    /// `nil` where it was refused.
    public let restoration: Restoration?
    /// Why there is no restoration.
    public let restorationRefused: String?
    /// What this form of the reading does not do.
    public let notDone: [String]
    public let stages: [StageEvidence]

    /// The pictures of report.html; report.json does not hold them.
    var pictures = ReportPictures()

    private enum CodingKeys: String, CodingKey {
        case schema, notice, software, created, seed, sources, acquisition, views, remarks, quality
        case restoration, restorationRefused, notDone, stages
    }

    /// A view's matrix and counts.
    public struct ViewFacts: Codable, Equatable, Sendable {
        public let view: View
        public let rows: Int
        public let columns: Int
        public let spacing: PixelSpacing?
        /// The sum over all pixels.
        public let counts: Double
        public let maximum: Double
    }

    /// The checks, and the gravest of their verdicts.
    public struct Quality: Codable, Equatable, Sendable {
        public let verdict: Verdict
        public let checks: [QualityCheck]
    }
}

extension Report {
    /// The report as JSON: keys in alphabetical order, so that equal reports are equal bytes.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
