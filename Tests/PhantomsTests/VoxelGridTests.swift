import Testing

@testable import Phantoms

@Suite struct VoxelGridTests {
    @Test func voxelsFillTheGrid() {
        let grid = VoxelGrid(
            rows: 4, columns: 3, slabs: 2, pixel: 2.4, slab: 8, left: 0, top: 0, back: 0)
        #expect(grid.count == 24 && grid.area == 12)
        #expect(abs(grid.voxelVolume - 46.08) < 1e-4)
    }
}
