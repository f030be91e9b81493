import TestSupport

@testable import Phantoms

/// The regions on the installed skeleton.
extension UptakeRegion {
    static let skeleton = try? Skeleton(folder: installed("skeleton"))
    static let atlas = skeleton.map(UptakeAtlas.init)

    var points: [Int] {
        guard let skeleton = Self.skeleton, let atlas = Self.atlas else { return [] }
        return points(in: skeleton, atlas)
    }

    /// The mean of `values` over the region.
    func mean(of values: [Float]) -> Double { values.mean(at: points) }
}
