/// A place of one bone whose uptake is not the bone's own.
///
/// Its activity concentration is `ratio` times that of the normal bone around it. A disease that spans several bones
/// (a joint, a row of broken ribs) is several lesions of one group.
public struct Lesion: Equatable, Sendable {
    /// Where its inside ends.
    public enum Shape: String, CaseIterable, Codable, Sendable {
        /// A spheroid around `axis`.
        case ellipsoid
        /// The 4 mm around a spheroid's surface.
        case shell
        /// All that lies nearer than `halfLength` to the plane across `axis`.
        case band
        /// The bone, all of it.
        case wholeBone = "whole bone"
    }

    /// 1 for a patient's first lesion.
    public internal(set) var number = 0
    /// The same for lesions that are one disease: the number of its first one.
    public internal(set) var group = 0
    /// The bone in which it lies.
    public let bone: Bone
    /// What it is.
    public let cause: Cause
    /// The outline.
    public let shape: Shape
    /// Its centre, a place inside the bone in the frame of the bone's segment, in mm.
    public let centre: SIMD3<Float>
    /// A unit vector in the same frame: the direction in which it is `halfLength` long.
    public let axis: SIMD3<Float>
    /// Half its length along `axis`, in mm; for a whole bone half the bone's greatest extent.
    public let halfLength: Float
    /// Half its width across `axis`, in mm.
    public let halfWidth: Float
    /// Activity concentration over that of the bone around it: below 1 it is cold.
    public var ratio: Float

    /// The side of its bone; nil in the midline.
    public var side: Side? { bone.side }
    /// The number of its vertebra or rib.
    public var level: Int? { bone.level }
    /// Whether it is a metastasis.
    public var isMalignant: Bool { cause.isMalignant }
    /// Its largest diameter in mm, as if the bone did not end before.
    public var size: Float {
        2 * (shape == .ellipsoid || shape == .shell ? max(halfLength, halfWidth) : halfLength)
    }
    /// Whether metal of an artificial joint fills it, which attenuates more than bone.
    public var isMetal: Bool { cause == .prosthesis && ratio < 1 }
}

extension Lesion: Codable {
    private enum CodingKeys: String, CodingKey {
        case number, group, bone, side, level, cause, isMalignant, shape, centreMillimetres, axis
        case halfLengthMillimetres, halfWidthMillimetres, sizeMillimetres, ratio
    }

    /// Side, level, malignancy and size are written for the reader's sake and follow from the rest.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(group, forKey: .group)
        try container.encode(bone, forKey: .bone)
        try container.encodeIfPresent(side, forKey: .side)
        try container.encodeIfPresent(level, forKey: .level)
        try container.encode(cause, forKey: .cause)
        try container.encode(isMalignant, forKey: .isMalignant)
        try container.encode(shape, forKey: .shape)
        try container.encode(centre, forKey: .centreMillimetres)
        try container.encode(axis, forKey: .axis)
        try container.encode(halfLength, forKey: .halfLengthMillimetres)
        try container.encode(halfWidth, forKey: .halfWidthMillimetres)
        try container.encode(size, forKey: .sizeMillimetres)
        try container.encode(ratio, forKey: .ratio)
    }

    /// From what `encode` wrote.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        number = try container.decode(Int.self, forKey: .number)
        group = try container.decode(Int.self, forKey: .group)
        bone = try container.decode(Bone.self, forKey: .bone)
        cause = try container.decode(Cause.self, forKey: .cause)
        shape = try container.decode(Shape.self, forKey: .shape)
        centre = try container.decode(SIMD3<Float>.self, forKey: .centreMillimetres)
        axis = try container.decode(SIMD3<Float>.self, forKey: .axis)
        halfLength = try container.decode(Float.self, forKey: .halfLengthMillimetres)
        halfWidth = try container.decode(Float.self, forKey: .halfWidthMillimetres)
        ratio = try container.decode(Float.self, forKey: .ratio)
    }
}
