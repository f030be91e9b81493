public import DICOM
public import Foundation
public import Scintigraphy

/// What a reading found, as report.json holds it: docs/report-schema.md says what each name means.
public struct Report: Codable, Equatable, Sendable {
    /// The name and version of this form of the report.
    public static let schema = "bonescan.report/2"
    /// The words that every page carries.
    public static let notice = "Research use only. Not a medical device."

    /// The form that this report has.
    public let schema: String
    /// The words that its pages carry.
    public let notice: String
    /// Name and version of the program.
    public let software: String
    /// When the reading was made: ISO 8601, UTC.
    public let created: String
    /// From which all thinnings follow.
    public let seed: UInt64
    /// What was asked of the reading, by name: such as whether the scan was to be restored.
    public let settings: [String: String]
    /// Where each view came from, with a hash of its pixels.
    public let sources: [ViewSource]
    /// What the files say of patient, tracer and camera.
    public let acquisition: Acquisition
    /// One for each view, anterior first.
    public let views: [ViewFacts]
    /// What the file reader had to assume or to contradict.
    public let remarks: [Remark]
    /// Whether the scan is what a bone scan should be.
    public let quality: Quality
    /// How the scan was restored, which is shown beside it; `nil` where it was not.
    public let restoration: ScanRestoration?
    /// Agreement of a thinned and of restored scans with the full one; `nil` where that was not tried.
    public let restorationTrial: Restoration?
    /// What the models and what follows from them say; what was not done, and why.
    public let findings: Findings
    /// How each step was done.
    public let stages: [StageEvidence]

    /// The pictures of report.html and report.pdf; report.json does not hold them.
    var pictures = ReportPictures()

    private enum CodingKeys: String, CodingKey {
        case schema, notice, software, created, seed, settings, sources, acquisition, views, remarks, quality
        case restoration, restorationTrial, findings, stages
    }

    /// A view's matrix and counts.
    public struct ViewFacts: Codable, Equatable, Sendable {
        /// The side of the patient that is seen.
        public let view: View
        /// The number of pixels along and across the body.
        public let rows, columns: Int
        /// The size of a pixel; `nil` where the file does not say.
        public let spacing: PixelSpacing?
        /// The sum over all pixels.
        public let counts: Double
        /// The highest pixel, in counts.
        public let maximum: Double
    }

    /// The checks, and the gravest of their verdicts.
    public struct Quality: Codable, Equatable, Sendable {
        /// The gravest of all.
        public let verdict: Verdict
        /// One for each fact, in the order of the page.
        public let checks: [QualityCheck]
    }
}

extension Report {
    /// Reads what ``json()`` wrote.
    init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(Self.self, from: json)
    }

    /// The report as JSON: keys in alphabetical order, so that equal reports are equal bytes.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
