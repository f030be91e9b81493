/// A whole-body bone scan of one patient: one or two views, and how they were taken.
public struct BoneScan: Equatable, Sendable {
    /// At most one image per view, anterior first.
    public private(set) var images: [CountImage]
    /// How, when and of whom it was taken.
    public var acquisition: Acquisition
    /// What a reader of the scan must be told: assumptions, contradictions, missing facts.
    public var remarks: [Remark]

    /// Puts the images in order.
    ///
    /// - Precondition: `images` holds one or two images, of different views.
    public init(images: [CountImage], acquisition: Acquisition, remarks: [Remark] = []) {
        precondition(!images.isEmpty && Set(images.map(\.view)).count == images.count)
        self.images = View.allCases.compactMap { view in images.first { $0.view == view } }
        self.acquisition = acquisition
        self.remarks = remarks
    }

    /// The image of a view; `nil` where it was not taken.
    public subscript(view: View) -> CountImage? { images.first { $0.view == view } }

    /// The patient seen from the front; `nil` where that was not taken.
    public var anterior: CountImage? { self[.anterior] }
    /// The patient seen from behind; `nil` where that was not taken.
    public var posterior: CountImage? { self[.posterior] }

    /// The counts of all views together.
    public var total: Double { images.reduce(0) { $0 + $1.total } }

    /// The same scan with every view passed through `transform`, which keeps its view.
    public func mapImages<Failure: Error>(
        _ transform: (CountImage) throws(Failure) -> CountImage
    ) throws(Failure) -> BoneScan {
        try BoneScan(images: images.map(transform), acquisition: acquisition, remarks: remarks)
    }
}

/// Something that a reader of a scan must be told.
public struct Remark: Equatable, Codable, Sendable {
    /// How much it matters.
    public enum Severity: String, Codable, Sendable {
        /// Worth knowing.
        case note
        /// May change what the scan can be used for.
        case warning
    }

    /// How much it matters.
    public let severity: Severity
    /// One sentence or more.
    public let text: String

    /// A remark of this weight.
    public init(_ severity: Severity, _ text: String) {
        self.severity = severity
        self.text = text
    }
}
