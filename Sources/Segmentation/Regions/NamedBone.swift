/// A bone as a segmentation names it: of one of the twelve classes, or of none.
public enum NamedBone: RawRepresentable, Codable, Hashable, Sendable {
    /// Of this class.
    case ofClass(BoneClass)
    /// Of a forearm, hand, patella, leg or foot.
    case other

    /// From its name.
    public init?(rawValue: String) {
        if rawValue == "other bones" {
            self = .other
        } else if let known = BoneClass(rawValue: rawValue) {
            self = .ofClass(known)
        } else {
            return nil
        }
    }

    /// The bone with this label in a mask, if it is one.
    public init?(label: UInt8) {
        if label == BoneClass.otherBones {
            self = .other
        } else if let known = BoneClass(label: label) {
            self = .ofClass(known)
        } else {
            return nil
        }
    }

    /// Its name.
    public var rawValue: String {
        switch self {
        case .ofClass(let known): known.rawValue
        case .other: "other bones"
        }
    }

    /// What that of one side is called: "femur".
    public var ofOneSide: String {
        switch self {
        case .ofClass(.clavicles): "clavicle"
        case .ofClass(.scapulae): "scapula"
        case .ofClass(.humeri): "humerus"
        case .ofClass(.femora): "femur"
        default: rawValue
        }
    }

    /// Whether it lies in the patient's middle; the others are pairs.
    public var isOfTheMidLine: Bool {
        switch self {
        case .ofClass(let known): known.isOfTheMidLine
        case .other: false
        }
    }
}

extension BoneClass {
    /// Whether it lies in the patient's middle; the others are pairs.
    public var isOfTheMidLine: Bool {
        switch self {
        case .skull, .cervicalSpine, .sternum, .thoracicSpine, .lumbarSpine, .sacrum: true
        case .clavicles, .scapulae, .humeri, .ribs, .pelvis, .femora: false
        }
    }
}
