extension Lesion {
    /// The width in mm over which a lesion fades into the bone around it.
    private static let edge: Float = 2

    /// Which of its bone's points it holds, and how far: 1 inside, falling to 0 over 2 mm at its border.
    ///
    /// The points of other bones are never members, however near they lie.
    public func membership(in skeleton: Skeleton) -> (indices: [Int], weights: [Float]) {
        membership(in: skeleton[bone])
    }

    /// The same in one bone; empty in one that the lesion does not name.
    public func membership(in solid: BoneSolid) -> (indices: [Int], weights: [Float]) {
        guard solid.bone == bone else { return ([], []) }
        var indices: [Int] = []
        var weights: [Float] = []
        solid.points.withUnsafeBufferPointer { points in
            for (index, point) in points.enumerated() {
                let weight = weight(at: point)
                guard weight > 0 else { continue }
                indices.append(index)
                weights.append(weight)
            }
        }
        return (indices, weights)
    }

    /// How far a place of the bone belongs to the lesion.
    @inline(__always)
    private func weight(at place: SIMD3<Float>) -> Float {
        if shape == .wholeBone { return 1 }
        let offset = place - centre
        let along = (offset * axis).sum()
        if shape == .band { return Self.fade(abs(along) - halfLength) }
        let square = (offset * offset).sum()
        let reach = max(halfLength, halfWidth) + 4
        if square > reach * reach { return 0 }
        let across = max(square - along * along, 0)
        let scaled = (along * along / (halfLength * halfLength) + across / (halfWidth * halfWidth))
            .squareRoot()
        guard scaled > 0 else { return shape == .shell ? 0 : 1 }
        // The distance to the surface along the ray from the centre.
        let distance = square.squareRoot() * (1 - 1 / scaled)
        return Self.fade(shape == .shell ? abs(distance) - 2 : distance)
    }

    /// From 1 at half an edge inside to 0 at half an edge outside.
    @inline(__always)
    private static func fade(_ distance: Float) -> Float {
        let share = min(max(0.5 - distance / edge, 0), 1)
        return share * share * (3 - 2 * share)
    }
}
