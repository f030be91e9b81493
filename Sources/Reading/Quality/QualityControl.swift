public import DICOM
public import Scintigraphy

/// The first stage of a reading: is this scan what a whole-body bone scan, or a spot view, should be?
///
/// Every check is always made; what a file does not say is a warning, not a silence. Of a spot view it is not asked
/// whether the body is cut off.
public struct QualityControl: Sendable {
    /// Where expectations come from. EANM 2016 is Van den Wyngaert et al.: The EANM practice guidelines
    /// for bone scintigraphy. Eur J Nucl Med Mol Imaging 43:1723-1738, 2016.
    enum Source {
        static let eanm = "EANM 2016"
        static let dicom = "DICOM"
        static let ours = "this software"
    }

    /// There is nothing to set.
    public init() {}

    /// The facts of `scan`, in the order in which a report gives them. The sources say where its views came
    /// from, and what named them.
    public func callAsFunction(_ scan: BoneScan, sources: [ViewSource] = []) -> [QualityCheck] {
        let isSpotView = !sources.isEmpty && sources.allSatisfy(\.isSpotView)
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
}

extension [QualityCheck] {
    /// The gravest verdict among them.
    public var verdict: Verdict { map(\.verdict).max() ?? .pass }
}
