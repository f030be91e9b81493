/// The side of the patient that the camera saw.
///
/// Views are kept as acquired: the posterior one is seen from behind, so the patient's left is on
/// the left of the picture. It is mirrored only at a network's door.
public enum View: String, CaseIterable, Codable, Sendable {
    /// From the front: the patient's right is on the left of the picture.
    case anterior
    /// From behind: the patient's left is on the left of the picture.
    case posterior
}
