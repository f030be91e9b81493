/// An element of the standard: its number, its value representation, its name (PS3.6 section 6).
struct Tag: Sendable {
    enum VR: String, Sendable {
        case cs = "CS", da = "DA", ds = "DS", fd = "FD", `is` = "IS", lo = "LO", lt = "LT", ow = "OW", pn =
            "PN"
        case sh = "SH", sq = "SQ", st = "ST", tm = "TM", ui = "UI", us = "US", at = "AT", `as` = "AS"
    }

    /// Group in the upper half, element in the lower.
    let number: UInt32
    let vr: VR
    let name: String

    init(_ number: UInt32, _ vr: VR, _ name: String) {
        self.number = number
        self.vr = vr
        self.name = name
    }

    /// An item of the sequence that this tag is.
    subscript(index: Int) -> Item { Item(steps: [number, UInt32(clamping: index)]) }
}

extension Tag: CustomStringConvertible {
    /// As in “Rows (0028,0010)”.
    var description: String { "\(name) \(printed(number))" }
}

/// Where a nested element is looked for: an item of a sequence, or the data set itself.
struct Item: Sendable {
    fileprivate(set) var steps: [UInt32]

    static let dataSet = Item(steps: [])

    /// An item inside an item.
    static func / (outer: Item, inner: Item) -> Item { Item(steps: outer.steps + inner.steps) }
}

extension Tag {
    static let specificCharacterSet = Tag(0x0008_0005, .cs, "Specific Character Set")
    static let imageType = Tag(0x0008_0008, .cs, "Image Type")
    static let sopClassUID = Tag(0x0008_0016, .ui, "SOP Class UID")
    static let sopInstanceUID = Tag(0x0008_0018, .ui, "SOP Instance UID")
    static let studyDate = Tag(0x0008_0020, .da, "Study Date")
    static let acquisitionTime = Tag(0x0008_0032, .tm, "Acquisition Time")
    static let modality = Tag(0x0008_0060, .cs, "Modality")
    static let manufacturer = Tag(0x0008_0070, .lo, "Manufacturer")
    static let stationName = Tag(0x0008_1010, .sh, "Station Name")
    static let studyDescription = Tag(0x0008_1030, .lo, "Study Description")
    static let seriesDescription = Tag(0x0008_103E, .lo, "Series Description")
    static let manufacturerModelName = Tag(0x0008_1090, .lo, "Manufacturer's Model Name")
    static let codeValue = Tag(0x0008_0100, .sh, "Code Value")
    static let codingSchemeDesignator = Tag(0x0008_0102, .sh, "Coding Scheme Designator")
    static let codeMeaning = Tag(0x0008_0104, .lo, "Code Meaning")
    static let derivationCodeSequence = Tag(0x0008_9215, .sq, "Derivation Code Sequence")

    static let patientName = Tag(0x0010_0010, .pn, "Patient's Name")
    static let patientID = Tag(0x0010_0020, .lo, "Patient ID")
    static let patientSex = Tag(0x0010_0040, .cs, "Patient's Sex")
    static let patientAge = Tag(0x0010_1010, .as, "Patient's Age")

    static let radionuclide = Tag(0x0018_0030, .lo, "Radionuclide")
    static let radiopharmaceutical = Tag(0x0018_0031, .lo, "Radiopharmaceutical")
    static let countsAccumulated = Tag(0x0018_0070, .is, "Counts Accumulated")
    static let radiopharmaceuticalStartTime = Tag(0x0018_1072, .tm, "Radiopharmaceutical Start Time")
    static let radionuclideTotalDose = Tag(0x0018_1074, .ds, "Radionuclide Total Dose")
    static let collimatorGridName = Tag(0x0018_1180, .sh, "Collimator/grid Name")
    static let actualFrameDuration = Tag(0x0018_1242, .is, "Actual Frame Duration")
    static let scanVelocity = Tag(0x0018_1300, .ds, "Scan Velocity")
    static let scanLength = Tag(0x0018_1302, .is, "Scan Length")

    static let studyInstanceUID = Tag(0x0020_000D, .ui, "Study Instance UID")

    static let samplesPerPixel = Tag(0x0028_0002, .us, "Samples per Pixel")
    static let photometricInterpretation = Tag(0x0028_0004, .cs, "Photometric Interpretation")
    static let numberOfFrames = Tag(0x0028_0008, .is, "Number of Frames")
    static let rows = Tag(0x0028_0010, .us, "Rows")
    static let columns = Tag(0x0028_0011, .us, "Columns")
    static let pixelSpacing = Tag(0x0028_0030, .ds, "Pixel Spacing")
    static let bitsAllocated = Tag(0x0028_0100, .us, "Bits Allocated")
    static let bitsStored = Tag(0x0028_0101, .us, "Bits Stored")
    static let highBit = Tag(0x0028_0102, .us, "High Bit")
    static let pixelRepresentation = Tag(0x0028_0103, .us, "Pixel Representation")
    static let burnedInAnnotation = Tag(0x0028_0301, .cs, "Burned In Annotation")
    static let rescaleIntercept = Tag(0x0028_1052, .ds, "Rescale Intercept")
    static let rescaleSlope = Tag(0x0028_1053, .ds, "Rescale Slope")
    static let lossyImageCompression = Tag(0x0028_2110, .cs, "Lossy Image Compression")

    static let energyWindowVector = Tag(0x0054_0010, .us, "Energy Window Vector")
    static let energyWindowInformationSequence = Tag(0x0054_0012, .sq, "Energy Window Information Sequence")
    static let energyWindowRangeSequence = Tag(0x0054_0013, .sq, "Energy Window Range Sequence")
    static let energyWindowLowerLimit = Tag(0x0054_0014, .ds, "Energy Window Lower Limit")
    static let energyWindowUpperLimit = Tag(0x0054_0015, .ds, "Energy Window Upper Limit")
    static let radiopharmaceuticalInformationSequence = Tag(
        0x0054_0016, .sq, "Radiopharmaceutical Information Sequence")
    static let detectorVector = Tag(0x0054_0020, .us, "Detector Vector")
    static let detectorInformationSequence = Tag(0x0054_0022, .sq, "Detector Information Sequence")
    static let startAngle = Tag(0x0054_0200, .ds, "Start Angle")
    static let viewCodeSequence = Tag(0x0054_0220, .sq, "View Code Sequence")
    static let radionuclideCodeSequence = Tag(0x0054_0300, .sq, "Radionuclide Code Sequence")
    static let radiopharmaceuticalCodeSequence = Tag(0x0054_0304, .sq, "Radiopharmaceutical Code Sequence")
    static let imageID = Tag(0x0054_0400, .sh, "Image ID")

    static let pixelData = Tag(0x7FE0_0010, .ow, "Pixel Data")

    /// GE's camera software: private creator GEMS_GENIE_1 in group 0011, block 10.
    static let gePrivateCreator = Tag(0x0011_0010, .lo, "Private Creator")
    static let geRadionuclideName = Tag(0x0011_100D, .lo, "GE Radionuclide Name")
    static let geDataSetName = Tag(0x0011_1012, .lo, "GE Data Set Name")
    static let gePictureName = Tag(0x0011_1030, .lo, "GE Picture Name")
}
