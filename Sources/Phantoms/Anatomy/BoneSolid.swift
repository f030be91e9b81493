import Foundation

/// A bone as a cloud of points that fill it evenly.
public struct BoneSolid: Sendable {
    /// Which bone.
    public let bone: Bone
    /// The part of the body with which it moves.
    public let segment: Segment
    /// Places inside the bone in the segment's frame, in mm.
    public let points: [SIMD3<Float>]
    /// How deep each point lies under the bone's outer surface, in mm.
    public let depths: [Float]
    /// The volume for which each point stands, in mm³.
    public let pointVolume: Float

    /// Nil when the surface encloses nothing, or more than a body.
    init?(_ bone: Bone, of segment: Segment, inside open: SurfaceMesh) {
        let surface = BoneShape.completed(open.closed, of: bone)
        let volume = surface.volume
        guard volume > 1 else { return nil }
        // 2 mm, or as fine as it takes for 600 points in a small bone.
        let spacing = min(2, Float(cbrt(volume / 600)))
        guard let lattice = Lattice(inside: surface, spacing: spacing) else { return nil }
        var points: [SIMD3<Float>] = []
        var depths: [Float] = []
        let belongs = BoneShape.belongs(to: bone)
        lattice.forEachPoint { point, depth in
            guard belongs?(point, depth) ?? true else { return }
            points.append(point)
            depths.append(depth)
        }
        guard !points.isEmpty else { return nil }
        (self.bone, self.segment, self.points, self.depths) = (bone, segment, points, depths)
        pointVolume = spacing * spacing * spacing
    }
}
