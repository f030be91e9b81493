/// How a file's data set and pixels are coded (PS3.5 section 10, PS3.6 table A-1).
public struct TransferSyntax: RawRepresentable, Hashable, Codable, Sendable {
    /// The UID.
    public let rawValue: String
    /// The transfer syntax of this UID, which need not be one that can be read.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Types of values by dictionary: the standard's default.
    public static let implicitLittleEndian = Self(rawValue: "1.2.840.10008.1.2")
    /// Types of values in the file: what is written here.
    public static let explicitLittleEndian = Self(rawValue: "1.2.840.10008.1.2.1")
    /// Retired, but met in old archives.
    public static let explicitBigEndian = Self(rawValue: "1.2.840.10008.1.2.2")
    static let deflated = Self(rawValue: "1.2.840.10008.1.2.1.99")

    private static let native: [Self: String] = [
        .implicitLittleEndian: "Implicit VR Little Endian",
        .explicitLittleEndian: "Explicit VR Little Endian",
        .explicitBigEndian: "Explicit VR Big Endian",
    ]
    private static let lossless: [Self: String] = [
        Self(rawValue: "1.2.840.10008.1.2.5"): "RLE Lossless",
        Self(rawValue: "1.2.840.10008.1.2.4.57"): "JPEG Lossless",
        Self(rawValue: "1.2.840.10008.1.2.4.70"): "JPEG Lossless, First-Order Prediction",
        Self(rawValue: "1.2.840.10008.1.2.4.80"): "JPEG-LS Lossless",
        Self(rawValue: "1.2.840.10008.1.2.4.90"): "JPEG 2000 Lossless",
    ]
    /// Those that may lose counts. JPEG 2000 .91 need not, but its name does not say.
    private static let lossy: [Self: String] = [
        Self(rawValue: "1.2.840.10008.1.2.4.50"): "JPEG Baseline",
        Self(rawValue: "1.2.840.10008.1.2.4.51"): "JPEG Extended",
        Self(rawValue: "1.2.840.10008.1.2.4.81"): "JPEG-LS Near-Lossless",
        Self(rawValue: "1.2.840.10008.1.2.4.91"): "JPEG 2000",
    ]

    /// The standard's name, or the UID of one that is not read here.
    public var name: String {
        Self.native[self] ?? Self.lossless[self] ?? Self.lossy[self] ?? rawValue
    }

    /// Whether decoding may give other numbers than were acquired.
    public var isLossy: Bool { Self.lossy[self] != nil }

    var isEncapsulated: Bool { isLossy || Self.lossless[self] != nil }
    var isSupported: Bool { isEncapsulated || Self.native[self] != nil }
}
