/// Codes of what results say. Those of SNOMED CT and DCM are as pydicom's tables of the standard have them; what no
/// standard names has a code of our own.
extension CodedConcept {
    // What is measured and found
    /// A place of increased uptake, of whatever cause.
    public static let hotSpot = own("HOT-SPOT", "Focus of increased tracer uptake")
    /// What is hot and no bone, such as a full bladder.
    public static let artefact = own("ARTEFACT", "Uptake that is no finding in bone")
    /// The Bone Scan Index, in percent of the skeleton.
    public static let boneScanIndex = own("BSI", "Bone Scan Index")
    /// How many hot spots are not set aside.
    public static let hotSpotCount = own("HOT-SPOT-COUNT", "Number of hot spots taken as findings")
    /// How probable it is that a scan is abnormal.
    public static let probabilityAbnormal = own("P-ABNORMAL", "Probability that the scan is abnormal")
    /// How probable it is that a scan or a hot spot is malignant.
    public static let probabilityMalignant = own("P-MALIGNANT", "Probability of malignancy")
    /// The mean counts of a focus over those of its surroundings.
    public static let contrast = own("CONTRAST", "Ratio of counts to the surroundings")
    /// A vertebra, as an estimate.
    public static let estimatedVertebra = own("VERTEBRA", "Vertebra, estimated")
    /// Why something does not count.
    public static let exclusion = own("EXCLUSION", "Reason why it is set aside")
    /// How probable something is, from 0 to 1.
    public static let probability = Self("122157", "DCM", "Probability")
    /// The area of a region.
    public static let area = Self("42798000", "SCT", "Area")
    /// Words beside what is coded.
    public static let comment = Self("121106", "DCM", "Comment")
    /// What a report is about.
    public static let boneScan = own("BONE-SCAN", "Radionuclide whole-body bone scan")

    // Units
    /// Hundredths.
    public static let percent = Self("%", "UCUM", "Percent")
    /// Square centimetres.
    public static let squareCentimetres = Self("cm2", "UCUM", "Square centimeter")
    /// A ratio of two measures of a kind.
    public static let ratio = Self("{ratio}", "UCUM", "ratio")
    /// A number by itself, such as a count or a probability from 0 to 1.
    public static let noUnits = Self("1", "UCUM", "no units")

    // Where
    /// The cranium, face and mandible.
    public static let skull = Self("89546000", "SCT", "Skull")
    /// C1 to C7.
    public static let cervicalSpine = Self("122494005", "SCT", "Cervical spine")
    /// T1 to T12.
    public static let thoracicSpine = Self("122495006", "SCT", "Thoracic spine")
    /// L1 to L5.
    public static let lumbarSpine = Self("122496007", "SCT", "Lumbar spine")
    /// The sacrum.
    public static let sacrum = Self("54735007", "SCT", "Sacrum")
    /// The bones of the pelvis: ilium, ischium and pubis.
    public static let pelvis = Self("118645006", "SCT", "Pelvis")
    /// A rib.
    public static let rib = Self("113197003", "SCT", "Rib")
    /// The sternum.
    public static let sternum = Self("56873002", "SCT", "Sternum")
    /// A clavicle.
    public static let clavicle = Self("51299004", "SCT", "Clavicle")
    /// A scapula.
    public static let scapula = Self("79601000", "SCT", "Scapula")
    /// A humerus.
    public static let humerus = Self("85050009", "SCT", "Humerus")
    /// A femur.
    public static let femur = Self("71341001", "SCT", "Femur")
    /// A bone of a forearm, hand, knee, leg or foot.
    public static let otherBones = own("OTHER-BONES", "Bones of forearm, hand, knee, leg or foot")
    /// The whole patient.
    public static let entireBody = Self("38266002", "SCT", "Entire body")
    /// The patient's left.
    public static let left = Self("7771000", "SCT", "Left")
    /// The patient's right.
    public static let right = Self("24028007", "SCT", "Right")

    // What a segment is (CID 7150)
    /// A part of the body.
    public static let anatomicalStructure = Self("91723000", "SCT", "Anatomical Structure")
    /// What the body does, such as taking up a tracer.
    public static let function = Self("246464006", "SCT", "Function")

    /// A code of our own, of at most 16 characters.
    static func own(_ value: String, _ meaning: String) -> Self { Self(value, ownScheme, meaning) }

    static let segmentation = Self("113076", "DCM", "Segmentation")
    static let artificialIntelligence = Self("123110", "DCM", "Artificial Intelligence")
    static let nuclearMedicineReport = Self("49118-3", "LN", "Nuclear Medicine Report")
}
