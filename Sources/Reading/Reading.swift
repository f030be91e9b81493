public import Scintigraphy
public import Segmentation

/// A scan that has been read: the report, and what it was made from.
public struct Reading {
    /// What was found, and how.
    public let report: Report
    /// What each view shows; empty where it was not segmented.
    public let segmented: [SegmentedView]
    /// The hot spots, and where they lie; `nil` where nothing told foci.
    public let hotSpots: HotSpotSet?
    /// The scan as the network restored it; `nil` where it was not.
    public let restored: BoneScan?
}
