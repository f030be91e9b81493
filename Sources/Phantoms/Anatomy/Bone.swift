public import Scintigraphy

/// One bone of the adult skeleton, known by the name that a radiologist would use: "T7", "left rib 4", "sacrum".
///
/// There are 179, from head to foot (`all`). Skull bones are one, but for the mandible; the manubrium is told from
/// the rest of the sternum; ossicles, hyoid, coccyx and sesamoids other than the patella are left out.
public struct Bone: Hashable, Comparable, Sendable {
    /// The value of its pixels in a mask: 1 for the first of `all`; 0 is no bone.
    public let label: UInt8

    /// From head to foot; within a pair the left one first.
    public static let all: [Bone] = (1...BoneEntry.all.count).map { Bone(label: UInt8($0)) }

    /// The bone that has this name, if there is one.
    public init?(_ name: String) {
        guard let found = Self.labels[name] else { return nil }
        label = found
    }

    /// The bone with this value in a mask, if there is one.
    public init?(maskValue: UInt8) {
        guard maskValue > 0, Int(maskValue) <= BoneEntry.all.count else { return nil }
        label = maskValue
    }

    private init(label: UInt8) { self.label = label }

    private static let labels: [String: UInt8] = Dictionary(
        uniqueKeysWithValues: zip(BoneEntry.all.map(\.name), 1...))

    private var entry: BoneEntry { BoneEntry.all[Int(label) - 1] }

    /// "left rib 4".
    public var name: String { entry.name }
    /// The name without its side: "rib 4".
    public var part: String { entry.part }
    /// Nil for bones of the midline.
    public var side: Side? { entry.side }
    /// The number of a vertebra in its region, of a rib, or of the ray of a hand or foot from thumb or great toe.
    public var level: Int? { entry.level }
    /// The part of the skeleton to which it belongs.
    public var region: SkeletalRegion { entry.region }
    /// The same bone on the other side; itself in the midline.
    public var mirrored: Bone { side.flatMap { Bone("\($0.opposite.rawValue) \(part)") } ?? self }

    public static func < (a: Bone, b: Bone) -> Bool { a.label < b.label }
}

extension Bone: CustomStringConvertible {
    public var description: String { name }
}

extension Bone: Codable {
    /// From its name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let bone = Bone(name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no bone is called \(name)")
        }
        self = bone
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
