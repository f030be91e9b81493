import Foundation
import Scintigraphy

@testable import Phantoms

/// A small patient in front of level heads, for tests of the camera.
struct Bench {
    var camera = GammaCamera(name: "test", pixel: 2.4, rows: 128, columns: 128, fieldOfView: 100)
    var slabs = 32
    var slab: Float = 8
    /// From the front of the grid's first slab's centre to the faces, in mm.
    var anteriorGap: Float = 0
    var posteriorGap: Float = 0
    var attenuation: (_ slab: Int) -> Float = { _ in 0 }
    var table: Float = 1

    /// 96 × 80 voxels in the middle of a matrix, z = 0 in slab 0.
    var grid: VoxelGrid {
        VoxelGrid(
            rows: 96, columns: 80, slabs: slabs, pixel: 2.4, slab: slab, left: -39.5 * 2.4, top: 47.5 * 2.4,
            back: 0)
    }
    var frame: ImageFrame {
        ImageFrame(rows: 128, columns: 128, pixel: 2.4, top: 63.5 * 2.4, centre: 0, view: .anterior)
    }
    var front: Float { Float(slabs - 1) * slab }

    func projector() throws -> Projector {
        let grid = grid
        let heads = HeadPath(
            anterior: [Float](repeating: front + anteriorGap, count: grid.rows),
            posterior: [Float](repeating: -posteriorGap, count: grid.rows), tableTransmission: table)
        let volume = (0..<grid.count).map { attenuation($0 / grid.area) }
        return try Projector(attenuation: volume, grid: grid, frame: frame, heads: heads, camera: camera)
    }

    /// 1 MBq at each point.
    func activity(_ points: [SIMD3<Float>]) -> [Float] {
        var volume = SplatVolume(grid)
        volume.deposit { brush in
            for point in points { brush.deposit(point, activity: 1, bone: 0) }
        }
        return volume.activity
    }
}

/// The width at half maximum, in samples, of a finely sampled peak: straight lines between samples.
func halfWidth(_ profile: [Double]) -> Double {
    guard let top = profile.indices.max(by: { profile[$0] < profile[$1] }) else { return .nan }
    let half = profile[top] / 2
    func crossing(_ step: Int) -> Double {
        var at = top
        while profile.indices.contains(at), profile[at] > half { at += step }
        guard profile.indices.contains(at) else { return .nan }
        let inside = profile[at - step]
        return Double(at) - Double(step) * (half - profile[at]) / (inside - profile[at])
    }
    return crossing(1) - crossing(-1)
}

/// The sums over the columns of each row, or over the rows of each column.
func profile(_ plane: DetectorPlane, alongBody: Bool) -> [Double] {
    var sums = [Double](repeating: 0, count: alongBody ? plane.rows.count : plane.columns.count)
    for (i, value) in plane.values.enumerated() {
        sums[alongBody ? i / plane.columns.count : i % plane.columns.count] += Double(value)
    }
    return sums
}
