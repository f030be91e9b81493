/// Activity and bone on a grid, as spread out from points.
///
/// A point's share goes to three rows and three columns by the quadratic B-spline, whose variance is exactly
/// 1/4 pixel² wherever the point lies (the camera's blur takes it off its own), and to two slabs linearly.
public struct SplatVolume: Sendable {
    /// Where the voxels lie.
    public let grid: VoxelGrid
    /// Activity in MBq per voxel, in the order [slab][row][column].
    public internal(set) var activity: [Float]
    /// Bone in mm³ per voxel, in the same order.
    public internal(set) var bone: [Float]

    /// Nothing yet.
    public init(_ grid: VoxelGrid) {
        self.grid = grid
        activity = []
        activity.reserveCapacity(grid.count + SplatBrush.margin)
        activity.append(contentsOf: repeatElement(0, count: grid.count))
        bone = []
        bone.reserveCapacity(grid.count + SplatBrush.margin)
        bone.append(contentsOf: repeatElement(0, count: grid.count))
    }

    /// Calls `body` with what adds points.
    public mutating func deposit(_ body: (SplatBrush) throws -> Void) rethrows {
        let margin = repeatElement(Float(0), count: SplatBrush.margin)
        activity.append(contentsOf: margin)
        bone.append(contentsOf: margin)
        defer {
            activity.removeLast(SplatBrush.margin)
            bone.removeLast(SplatBrush.margin)
        }
        try activity.withUnsafeMutableBufferPointer { activity in
            try bone.withUnsafeMutableBufferPointer { bone in
                guard let activity = activity.baseAddress, let bone = bone.baseAddress else { return }
                try body(SplatBrush(grid: grid, activity: activity, bone: bone))
            }
        }
    }
}
