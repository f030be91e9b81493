/// How, when and of whom a scan was taken, as far as its source says.
public struct Acquisition: Equatable, Codable, Sendable {
    /// As the hospital numbers its patients.
    public var patientID: String?
    /// As DICOM has it: family name^given name.
    public var patientName: String?
    /// M, F or O, as DICOM has it.
    public var patientSex: String?
    /// DICOM age string, such as 061Y.
    public var patientAge: String?
    /// How tall the patient is, in m.
    public var patientSizeMetres: Double?
    /// How heavy the patient is, in kg.
    public var patientWeightKilograms: Double?
    /// yyyyMMdd.
    public var studyDate: String?
    /// What was asked for, in the hospital's words.
    public var studyDescription: String?
    /// Why the examination was asked for, in the words of the request.
    public var indication: String?

    /// Who made the camera.
    public var manufacturer: String?
    /// The camera's model.
    public var model: String?
    /// The name of this camera in its department.
    public var station: String?
    /// The maker's name of the collimator, such as LEHR.
    public var collimator: String?

    /// Such as Tc-99m.
    public var radionuclide: String?
    /// The tracer that carries it.
    public var radiopharmaceutical: String?
    /// The activity at injection, in MBq.
    public var injectedActivityMegabecquerels: Double?
    /// yyyyMMdd, as are all dates; local, as are all times.
    public var injectionDate: String?
    /// hhmmss.ffffff as DICOM has it: minutes, seconds and their fraction may be left out.
    public var injectionTime: String?
    /// When imaging began.
    public var acquisitionDate: String?
    /// The time of that day.
    public var acquisitionTime: String?

    /// The energies of the photons that were counted, in keV.
    public var energyWindowKiloelectronvolts: ClosedRange<Double>?
    /// How long the acquisition of a view took, in seconds.
    public var durationSeconds: Double?
    /// How fast the camera moved along the body, in mm/s.
    public var scanVelocityMillimetresPerSecond: Double?
    /// How far the camera moved, in mm.
    public var scanLengthMillimetres: Double?
    /// What the camera says it counted, over all of the source's ``frames``.
    public var countsAccumulated: Int?
    /// How many frames the source holds, those of other energy windows and detectors included.
    public var frames: Int?

    /// Nothing is known.
    public init() {}
}
