public import Scintigraphy

/// The hot spots of a restored image, against what is truly there.
///
/// The false accumulation of Ito et al. (Phys Med 100:18-25, 2022) is ``invented``, with their reference of
/// many counts for the truth.
public struct FocusComparison: Codable, Equatable, Sendable {
    /// Foci of the truth that the restored image shows.
    public let kept: [Focus]
    /// Foci of the truth that it does not show.
    public let erased: [Focus]
    /// Foci of the restored image of which the truth shows nothing.
    public let invented: [Focus]

    /// `truth` is the expected counts of the reference, or the reference itself where they are not known;
    /// `restored` is on its scale.
    ///
    /// A focus of one image shows in the other where, within a disc's diameter of it, that has at least
    /// `share` of its contrast: a focus just above the detector's measure in one image and just below in the
    /// other is no error. Throws where the images are not of one size, or have no pixel spacing.
    public init(
        restored: CountImage, truth: CountImage, detector: FocusDetector = FocusDetector(),
        share: Double = 0.5
    ) throws {
        try truth.requireSize(of: restored)
        let maps = (restored: try FocusMap(restored, detector), truth: try FocusMap(truth, detector))
        func shows(_ focus: Focus, in map: FocusMap) -> Bool {
            map.contrast(near: focus, within: detector.diameterMillimetres) >= share * focus.contrast
        }
        let foci = maps.truth.foci
        kept = foci.filter { shows($0, in: maps.restored) }
        erased = foci.filter { !shows($0, in: maps.restored) }
        invented = maps.restored.foci.filter { !shows($0, in: maps.truth) }
    }
}
