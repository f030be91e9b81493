/// A code with its scheme and meaning (PS3.3 section 8).
public struct CodedConcept: Equatable, Sendable {
    /// The code itself, such as 113088.
    public let value: String
    /// Who gave the code, such as DCM.
    public let scheme: String
    /// The code in words.
    public let meaning: String

    /// A code of at most 16 characters, its scheme, and its meaning of at most 64.
    public init(_ value: String, _ scheme: String, _ meaning: String) {
        self.value = value
        self.scheme = scheme
        self.meaning = meaning
    }

    /// The scheme of our own codes, for what no standard names.
    static let ownScheme = "99BONESCAN"

    /// An image was derived by a filter that is not Gaussian (CID 7203).
    public static let smoothing = Self("113087", "DCM", "Smoothing")
    /// An image was derived by a Gaussian filter (CID 7203).
    public static let gaussianBlur = Self("113088", "DCM", "Gaussian blur")
    /// An image was derived by a network; a code of our own, as CID 7203 has none.
    public static let denoising = Self("DENOISING", ownScheme, "Denoising by a neural network")
    /// An image was derived by keeping each count with one chance; a code of our own, as CID 7203 has none.
    public static let binomialThinning = Self("THINNING", ownScheme, "Binomial thinning of counts")

    /// Those after which pixels are no longer counted events.
    static let filters = [smoothing, gaussianBlur, denoising]

    static let technetium99m = Self("72454006", "SCT", "^99m^Technetium")
    static let medronate = Self("96390006", "SCT", "Technetium Tc^99m^ medronate")
    static let oxidronate = Self("53951001", "SCT", "Technetium Tc^99m^ oxidronate")
    static let recumbent = Self("102538003", "SCT", "recumbent")
    static let supine = Self("40199007", "SCT", "supine")
    static let prone = Self("1240000", "SCT", "prone")
    static let headFirst = Self("102540008", "SCT", "headfirst")
    static let feetFirst = Self("102541007", "SCT", "feet-first")
    static let countsUnit = Self("{counts}", "UCUM", "counts")
    static let processingEquipment = Self("109102", "DCM", "Processing Equipment")
    static let sourceImage = Self("121322", "DCM", "Source image for image processing operation")
    static let anteriorProjection = Self("399321004", "SCT", "Anterior projection")
    static let posteriorProjection = Self("399001007", "SCT", "Posterior projection")
}
