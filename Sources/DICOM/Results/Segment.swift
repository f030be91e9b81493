public import Scintigraphy

/// One thing that a segmentation tells apart, such as a bone or a hot spot (PS3.3 C.8.20.2).
public struct Segment: Equatable, Sendable {
    /// What people call it, in at most 64 characters.
    public let label: String
    /// What sort of thing it is, such as ``CodedConcept/anatomicalStructure``.
    public let category: CodedConcept
    /// What it is, such as ``CodedConcept/skull`` or ``CodedConcept/hotSpot``.
    public let type: CodedConcept
    /// Where it lies, unless its type says so.
    public var site: CodedConcept?
    /// The patient's side that it lies on.
    public var laterality: CodedConcept?
    /// By which reports speak of it.
    public var tracking: Tracking?
    /// In pictures.
    public let colour: RGB

    /// A segment of a place that its type tells.
    public init(
        label: String, category: CodedConcept, type: CodedConcept, site: CodedConcept? = nil,
        laterality: CodedConcept? = nil, tracking: Tracking? = nil, colour: RGB
    ) {
        self.label = label
        self.category = category
        self.type = type
        self.site = site
        self.laterality = laterality
        self.tracking = tracking
        self.colour = colour
    }
}

/// A trained model, so that its answers can be made again.
public struct ResultModel: Equatable, Sendable {
    /// What it is called.
    public let name: String
    /// Its network.
    public let architecture: String
    /// The SHA-256 digest of its weights, in hexadecimal digits.
    public let hash: String

    /// A model of this name, network and digest.
    public init(name: String, architecture: String, hash: String) {
        self.name = name
        self.architecture = architecture
        self.hash = hash
    }
}

/// The segments of a view.
public struct LabelledFrame: Equatable, Sendable {
    /// The side of the patient that is seen.
    public let view: View
    /// The number of pixels along and across the body.
    public let rows, columns: Int
    /// The number of each pixel's segment, from 1, row by row; 0 for none.
    public let segments: [UInt16]

    /// - Precondition: `segments` fills `rows` × `columns`.
    public init(_ view: View, rows: Int, columns: Int, segments: [UInt16]) {
        precondition(
            segments.count == rows * columns, "\(segments.count) numbers do not fill \(rows) × \(columns)")
        self.view = view
        self.rows = rows
        self.columns = columns
        self.segments = segments
    }

    /// The labels of a mask as numbers of segments.
    public init(_ image: LabelImage) {
        self.init(
            image.view, rows: image.rows, columns: image.columns, segments: image.labels.map(UInt16.init))
    }
}
