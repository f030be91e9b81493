/// A part of the skeleton, as reports name them.
public enum SkeletalRegion: String, CaseIterable, Codable, Sendable {
    /// Cranium, face and mandible.
    case skull
    /// C1 to C7.
    case cervicalSpine = "cervical spine"
    /// T1 to T12.
    case thoracicSpine = "thoracic spine"
    /// L1 to L5.
    case lumbarSpine = "lumbar spine"
    /// The sacrum and coccyx.
    case sacrum
    /// Ilium, ischium and pubis.
    case pelvis
    /// The twelve pairs.
    case ribs
    /// Manubrium, body and xiphoid.
    case sternum
    /// Both clavicles.
    case clavicles
    /// Both scapulae.
    case scapulae
    /// Humerus, forearm and hand.
    case upperLimbs = "upper limbs"
    /// Femur, patella, leg and foot.
    case lowerLimbs = "lower limbs"
}
