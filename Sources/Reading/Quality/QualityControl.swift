public import DICOM
public import Scintigraphy
public import Segmentation

/// The first stage of a reading: is this scan what a whole-body bone scan, or a spot view, should be?
///
/// Every check is always made; what a file does not say is a warning, not a silence. Of a spot view it is not asked
/// whether the body is cut off, nor what else can be told of a whole body alone.
public struct QualityControl: Sendable {
    /// Where expectations come from. EANM 2016 is Van den Wyngaert et al.: The EANM practice guidelines
    /// for bone scintigraphy. Eur J Nucl Med Mol Imaging 43:1723-1738, 2016.
    enum Source {
        static let eanm = "EANM 2016"
        static let dicom = "DICOM"
        static let ours = "this software"
    }

    /// What the checks are called that other stages ask for.
    static let (countsName, likenessName) = ("Counts", "Likeness to a bone scan")
    static let (pixelSizeName, softTissueName) = ("Pixel size", "Soft tissue")
    static let (orderName, facingName) = ("Front and back", "Views against each other")

    /// There is nothing to set.
    public init() {}

    /// The facts of `scan`, in the order in which a report gives them.
    ///
    /// - Parameters:
    ///   - scan: one view or both.
    ///   - sources: where its views came from, and what named them.
    ///   - segmented: what a segmenter says of its views; with it, urine and what is no bone scan are told more surely.
    ///   - artefacts: what ``HotArtefact/all(in:segmented:)`` has found; searched for where `nil`.
    public func callAsFunction(
        _ scan: BoneScan, sources: [ViewSource] = [], segmented: [SegmentedView] = [],
        artefacts: [HotArtefact]? = nil
    ) -> [QualityCheck] {
        facts(of: scan, sources: sources)
            + (Self.isSpotView(sources) ? [] : body(scan, segmented, artefacts))
    }

    /// What header and pixels say by themselves, without a look at what they show.
    func facts(of scan: BoneScan, sources: [ViewSource]) -> [QualityCheck] {
        let isSpotView = Self.isSpotView(sources)
        return [
            [views(scan)],
            sources.map(naming),
            [radiopharmaceutical(scan.acquisition), activity(scan.acquisition)],
            [delay(scan.acquisition), energyWindow(scan.acquisition)],
            scan.images.map(isSpotView ? spotCounts : counts),
            scan.images.map(isSpotView ? spotMatrix : matrix),
            scan.images.map(spacing),
            scan.images.map(encoding),
            [integrity(scan), remarks(scan)],
            scan.images.map(saturation),
            isSpotView ? [] : scan.images.map(field),
        ].flatMap { $0 }
    }

    static func isSpotView(_ sources: [ViewSource]) -> Bool {
        !sources.isEmpty && sources.allSatisfy(\.isSpotView)
    }
}

extension [QualityCheck] {
    /// The gravest verdict among them.
    public var verdict: Verdict { map(\.verdict).max() ?? .pass }

    /// How many need a reader's attention or came out as expected, and how many could not be judged.
    var sentence: String {
        let open = count { $0.verdict != .pass }
        let untold = count { !$0.isJudged }
        let also = untold == 0 ? "" : ", \(untold) could not be judged"
        return open == 0
            ? "\(untold == 0 ? "all " : "")\(count - untold) checks came out as expected\(also)"
            : "\(open) of \(count) checks \(open == 1 ? "needs" : "need") attention\(also)"
    }
}
