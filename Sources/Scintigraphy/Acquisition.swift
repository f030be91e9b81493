/// How, when and of whom a scan was taken, as far as its source says.
public struct Acquisition: Equatable, Codable, Sendable {
    public var patientID: String?
    public var patientName: String?
    /// M, F or O, as DICOM has it.
    public var patientSex: String?
    /// DICOM age string, such as 061Y.
    public var patientAge: String?
    /// yyyyMMdd.
    public var studyDate: String?
    public var studyDescription: String?
    /// Why the examination was asked for, in the words of the request.
    public var indication: String?

    public var manufacturer: String?
    public var model: String?
    public var station: String?
    public var collimator: String?

    public var radionuclide: String?
    public var radiopharmaceutical: String?
    public var injectedActivityMegabecquerels: Double?
    /// yyyyMMdd, as are all dates; local, as are all times.
    public var injectionDate: String?
    /// hhmmss.ffffff, as DICOM has it: minutes, seconds and their fraction may be left out.
    public var injectionTime: String?
    public var acquisitionDate: String?
    public var acquisitionTime: String?

    public var energyWindowKiloelectronvolts: ClosedRange<Double>?
    public var durationSeconds: Double?
    public var scanVelocityMillimetresPerSecond: Double?
    public var scanLengthMillimetres: Double?
    /// What the camera says it counted, over all of a source's ``frames``.
    public var countsAccumulated: Int?
    /// How many frames the source holds, those of other energy windows and detectors included.
    public var frames: Int?

    public init() {}
}
