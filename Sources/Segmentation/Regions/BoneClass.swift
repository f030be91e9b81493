public import Scintigraphy

/// The twelve classes of bone that segmentations of bone scans usually tell apart, from head to foot.
///
/// Those of the masks of BS-80K by nnU-Net (https://doi.org/10.5281/zenodo.20342310).
public enum BoneClass: String, CaseIterable, Codable, Sendable {
    /// Cranium, face and mandible.
    case skull
    /// C1 to C7.
    case cervicalSpine = "cervical spine"
    /// Both.
    case clavicles
    /// Both.
    case scapulae
    /// Both, without forearms and hands.
    case humeri
    /// Manubrium, body and xiphoid.
    case sternum
    /// The twelve pairs.
    case ribs
    /// T1 to T12.
    case thoracicSpine = "thoracic spine"
    /// L1 to L5.
    case lumbarSpine = "lumbar spine"
    /// The sacrum and coccyx.
    case sacrum
    /// Ilium, ischium and pubis.
    case pelvis
    /// Both, without patellae, legs and feet.
    case femora

    /// The label of what is no bone.
    public static let background: UInt8 = 0
    /// The label of bones of no class: forearms, hands, patellae, legs and feet.
    public static let otherBones: UInt8 = 13
    /// How many labels there are: ``background``, the twelve classes, ``otherBones``.
    public static let labels = 14

    /// Its label in a mask, from 1.
    public var label: UInt8 { UInt8((Self.allCases.firstIndex(of: self) ?? 0) + 1) }

    /// The class with this label, if there is one.
    public init?(label: UInt8) {
        guard label > 0, Int(label) <= Self.allCases.count else { return nil }
        self = Self.allCases[Int(label) - 1]
    }

    /// In figures: neighbours differ in lightness, too.
    public var colour: RGB {
        switch self {
        case .skull: RGB(red: 240, green: 200, blue: 60)
        case .cervicalSpine: RGB(red: 200, green: 30, blue: 60)
        case .clavicles: RGB(red: 60, green: 190, blue: 240)
        case .scapulae: RGB(red: 30, green: 80, blue: 200)
        case .humeri: RGB(red: 120, green: 220, blue: 120)
        case .sternum: RGB(red: 150, green: 60, blue: 180)
        case .ribs: RGB(red: 250, green: 150, blue: 60)
        case .thoracicSpine: RGB(red: 20, green: 130, blue: 110)
        case .lumbarSpine: RGB(red: 240, green: 120, blue: 190)
        case .sacrum: RGB(red: 110, green: 70, blue: 30)
        case .pelvis: RGB(red: 160, green: 200, blue: 30)
        case .femora: RGB(red: 130, green: 130, blue: 240)
        }
    }
}
