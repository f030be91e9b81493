import TestSupport
import Testing

@testable import Phantoms

@Suite(.tags(.property)) struct SplatTests {
    let grid = VoxelGrid(rows: 9, columns: 8, slabs: 4, pixel: 2, slab: 5, left: -7, top: 8, back: 0)

    /// Sum, centre and variance (1/4 pixel²) are the same wherever a point lies.
    @Test(arguments: [0, 0.2, 0.5, 0.77, 0.999] as [Float], [0, 0.5, 0.9] as [Float])
    func momentsAreExact(shift: Float, depth: Float) {
        var volume = SplatVolume(grid)
        let point = SIMD3(-7 + 2 * (3 + shift), 8 - 2 * (4 + shift), 5 * (1 + depth))
        volume.deposit { $0.deposit(point, activity: 2, bone: 8) }
        var sums = SIMD8<Float>()
        for (i, value) in volume.activity.enumerated() {
            let (column, row, slab) = (i % 8, i / 8 % 9, i / 72)
            let x = Float(column) - 3 - shift
            let y = Float(row) - 4 - shift
            let z = Float(slab) - 1 - depth
            sums += value * [1, x, y, z, x * x, y * y, x * y, 0]
            #expect(abs(volume.bone[i] - 4 * value) < 1e-6)
        }
        let expected: SIMD8<Float> = [2, 0, 0, 0, 0.5, 0.5, 0, 0]
        for k in 0..<8 { #expect(abs(sums[k] - expected[k]) < 1e-5) }
        #expect(volume.activity.count == grid.count && volume.bone.count == grid.count)
    }

    /// In the last column that takes a point, too, and never half of one.
    @Test func pointsThatReachOutsideAreDropped() {
        let inside: [SIMD3<Float>] = [[-5.9, 6.9, 0], [5.9, -6.9, 14.9]]
        let outside: [SIMD3<Float>] = [
            [-6.1, 0, 5], [6.1, 0, 5], [0, 7.1, 5], [0, -7.1, 5], [0, 0, -0.1], [0, 0, 15.1],
            [.nan, 0, 5], [0, .infinity, 5], [0, 0, -.infinity], [1e30, 0, 5],
        ]
        var volume = SplatVolume(grid)
        volume.deposit { brush in outside.forEach { brush.deposit($0, activity: 1, bone: 1) } }
        #expect(volume.activity.allSatisfy { $0 == 0 } && volume.bone.allSatisfy { $0 == 0 })
        volume.deposit { brush in inside.forEach { brush.deposit($0, activity: 1, bone: 1) } }
        #expect(abs(volume.activity.reduce(0, +) - 2) < 1e-5)
    }

    @Test(arguments: [(0, 0, 0), (1, 8, 4), (9, 2, 4), (9, 8, 1)]) func smallGridsTakeNothing(
        size: (Int, Int, Int)
    ) {
        let grid = VoxelGrid(
            rows: size.0, columns: size.1, slabs: size.2, pixel: 2, slab: 5, left: 0, top: 0, back: 0)
        var volume = SplatVolume(grid)
        volume.deposit { $0.deposit([1, -1, 1], activity: 1, bone: 1) }
        #expect(volume.activity.allSatisfy { $0 == 0 })
    }

    /// A depth counts by the part of it that lies in each slab.
    @Test func paintCoversSlabsInPart() {
        var volume = [Float](repeating: 0, count: grid.count)
        func painted(_ depths: ClosedRange<Float>) -> [Float] {
            volume = [Float](repeating: 0, count: grid.count)
            grid.paint(row: 2, column: 3, depths: depths, value: 10, on: &volume)
            return (0..<4).map { volume[$0 * 72 + 19] }
        }
        #expect(painted(0...10) == [5, 10, 5, 0])
        #expect(painted(3.75...5) == [0, 2.5, 0, 0])
        #expect(painted(-100...100) == [10, 10, 10, 10])
        #expect(painted(20...30) == [0, 0, 0, 0] && painted(-30 ... -3) == [0, 0, 0, 0])
        #expect(painted(-.infinity ... .infinity) == [10, 10, 10, 10])
        grid.paint(row: 9, column: 0, depths: 0...10, value: 1, on: &volume)
        grid.paint(row: 0, column: -1, depths: 0...10, value: 1, on: &volume)
        #expect(volume.reduce(0, +) == 40)
    }
}
