public import Scintigraphy

/// What is measured and found in a scan, to become a Comprehensive SR by template 1500 (PS3.16).
///
/// It is complete, unverified, and made by a device; each model that took part is a device, too.
public struct MeasurementReport: Equatable, Sendable {
    /// The models that took part.
    public let models: [ResultModel]
    /// What is said of the whole scan.
    public let whole: MeasurementGroup
    /// What is said of each finding.
    public let findings: [MeasurementGroup]
    /// Sentences that every reader has to see. ``researchUseOnly`` stands before them always.
    public let comments: [String]

    /// The first comment of every report.
    public static let researchUseOnly = "Research use only; not for diagnosis. Not verified by a physician."

    /// A report of these groups.
    public init(
        models: [ResultModel], whole: MeasurementGroup, findings: [MeasurementGroup], comments: [String] = []
    ) {
        self.models = models
        self.whole = whole
        self.findings = findings
        self.comments = comments
    }
}

/// What is said of one finding, or of the whole scan.
public struct MeasurementGroup: Equatable, Sendable {
    /// By which it is found again, in the segmentation and in later reports.
    public let tracking: Tracking
    /// What it is, such as ``CodedConcept/hotSpot``.
    public var finding: CodedConcept?
    /// Where it is.
    public var site: CodedConcept?
    /// On which side of the patient.
    public var laterality: CodedConcept?
    /// The views that it is seen in.
    public var views: [View]
    /// Its segment of a segmentation.
    public var segment: ReferencedSegment?
    /// What was measured.
    public var measurements: [Measurement]
    /// What was judged, in codes and words.
    public var evaluations: [Evaluation]

    /// A group of which more can be said.
    public init(
        _ tracking: Tracking, finding: CodedConcept? = nil, site: CodedConcept? = nil,
        laterality: CodedConcept? = nil, views: [View], segment: ReferencedSegment? = nil,
        measurements: [Measurement], evaluations: [Evaluation] = []
    ) {
        self.tracking = tracking
        self.finding = finding
        self.site = site
        self.laterality = laterality
        self.views = views
        self.segment = segment
        self.measurements = measurements
        self.evaluations = evaluations
    }
}

/// A segment of a segmentation.
public struct ReferencedSegment: Equatable, Sendable {
    /// The segmentation, ``ResultObject/reference``.
    public let segmentation: InstanceReference
    /// The segment's number, from 1.
    public let number: Int

    /// The segment of this number.
    public init(_ segmentation: InstanceReference, number: Int) {
        self.segmentation = segmentation
        self.number = number
    }
}

/// A number with what it measures.
public struct Measurement: Equatable, Sendable {
    /// What is measured, such as ``CodedConcept/area``.
    public let name: CodedConcept
    /// How much.
    public let value: Double
    /// In what.
    public let unit: CodedConcept
    /// Between what it probably is, around the value; `nil` where that is not known.
    public let interval: ClosedRange<Double>?

    /// A measured value, with its interval if there is one.
    public init(
        _ name: CodedConcept, _ value: Double, in unit: CodedConcept, interval: ClosedRange<Double>? = nil
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.interval = interval
    }
}

/// A judgement with what it judges.
public struct Evaluation: Equatable, Sendable {
    /// What is judged.
    public let name: CodedConcept
    /// The judgement.
    public let value: Value

    /// A code, or words.
    public enum Value: Equatable, Sendable {
        /// A code.
        case code(CodedConcept)
        /// Words.
        case text(String)
    }

    /// A judgement in words.
    public init(_ name: CodedConcept, _ text: String) {
        self.name = name
        value = .text(text)
    }

    /// A judgement in a code.
    public init(_ name: CodedConcept, _ code: CodedConcept) {
        self.name = name
        value = .code(code)
    }
}

extension ResultOrigin {
    /// A report as a DICOM object.
    ///
    /// - Throws: where a measurement is not a number.
    /// - Precondition: the scan has the views that the groups name.
    public func object(_ report: MeasurementReport) throws(DICOMError) -> ResultObject {
        let kind = ResultKind(
            sopClass: SOPClass.comprehensiveSR, modality: "SR", seriesNumber: 3000,
            seriesDescription: "AI MEASUREMENTS, RESEARCH USE ONLY")
        return try ResultObject(kind, of: self) { (dataSet: inout DataSet) throws(DICOMError) in
            try dataSet.become(report.tree(of: self))
        }
    }
}

extension DataSet {
    /// The modules of a structured report (PS3.3 table A.35.3-1) after those that all results have.
    fileprivate mutating func become(_ tree: ContentItem) throws(DICOMError) {
        try set(.referencedPerformedProcedureStepSequence, "")
        try set(.performedProcedureCodeSequence, "")
        try set(.completionFlag, "COMPLETE")
        try set(.verificationFlag, "UNVERIFIED")
        try setTree(tree)
        let references = tree.references
        let study = Tag.currentRequestedProcedureEvidenceSequence[0]
        try set(.studyInstanceUID, text(.studyInstanceUID) ?? "", in: study)
        for (index, series) in references.map(\.seriesInstanceUID).uniqued.enumerated() {
            let item = study / Tag.referencedSeriesSequence[index]
            try set(.seriesInstanceUID, series, in: item)
            for instance in references where instance.seriesInstanceUID == series {
                try append(instance, to: .referencedSOPSequence, in: item)
            }
        }
    }
}
