/// One row of voxels, [slab][column], in which tissue is laid down and organs take its place.
struct RowPainter {
    private let grid: VoxelGrid
    private var voxels: [Float]
    private var used = 0..<0

    init(_ grid: VoxelGrid) {
        self.grid = grid
        voxels = Array(repeating: 0, count: grid.slabs * grid.columns)
    }

    /// Lays down muscle and fat at a height; false where there is none.
    mutating func begin(_ body: Body, atY y: Float, _ values: TissueValues) -> Bool {
        let sections = body.members.compactMap { $0.section(atY: y) }
        let breasts = body.breasts.filter { abs($0.centre.y - y) < $0.extent.y }
        guard !sections.isEmpty else { return false }
        let leans = sections.map(\.lean)
        var low = sections.reduce(Float.infinity) { min($0, $1.x - $1.halfWidth) }
        var high = sections.reduce(-Float.infinity) { max($0, $1.x + $1.halfWidth) }
        for breast in breasts {
            low = min(low, breast.centre.x - breast.extent.x)
            high = max(high, breast.centre.x + breast.extent.x)
        }
        used = columns(low, high)
        var skin = DepthSpans()
        var flesh = DepthSpans()
        let (columns, used, extra, fat) = (grid.columns, used, values.lean - values.fat, values.fat)
        let (left, pixel) = (grid.left, grid.pixel)
        let scale = DepthScale(grid)
        let isEmpty = values.lean == 0 && values.fat == 0
        voxels.withUnsafeMutableBufferPointer { voxels in
            voxels.update(repeating: 0)
            if isEmpty { return }
            for column in used {
                let x = left + Float(column) * pixel
                skin.removeAll()
                flesh.removeAll()
                for index in sections.indices {
                    guard let depths = sections[index].depths(atX: x) else { continue }
                    skin.insert(depths.low, depths.high)
                    if extra != 0, let depths = leans[index].depths(atX: x) {
                        flesh.insert(depths.low, depths.high)
                    }
                }
                for breast in breasts {
                    if let depths = breast.depths(atX: x, y: y) {
                        skin.insert(max(0, depths.low), depths.high)
                    }
                }
                for index in 0..<skin.count {
                    scale.forEachSlab(skin[index].low, skin[index].high) { slab, share in
                        voxels[slab * columns + column] += fat * share
                    }
                }
                for index in 0..<flesh.count {
                    scale.forEachSlab(flesh[index].low, flesh[index].high) { slab, share in
                        voxels[slab * columns + column] += extra * share
                    }
                }
            }
        }
        return true
    }

    /// Puts an organ in the place of what is there.
    mutating func replace(_ ellipsoid: Ellipsoid, atY y: Float, by value: Float) {
        guard abs(ellipsoid.centre.y - y) < ellipsoid.extent.y else { return }
        let reach = columns(ellipsoid.centre.x - ellipsoid.extent.x, ellipsoid.centre.x + ellipsoid.extent.x)
        replace(reach, by: value) { ellipsoid.depths(atX: $0, y: y) }
    }

    /// Puts a lung in the place of what is there.
    mutating func replace(_ member: BodyMember, atY y: Float, by value: Float) {
        guard let section = member.section(atY: y) else { return }
        let reach = columns(section.x - section.halfWidth, section.x + section.halfWidth)
        replace(reach, by: value) { section.depths(atX: $0) }
    }

    /// Adds the row to a volume.
    func add(to volume: UnsafeMutableBufferPointer<Float>, row: Int) {
        let (columns, area) = (grid.columns, grid.area)
        voxels.withUnsafeBufferPointer { voxels in
            for slab in 0..<grid.slabs {
                let target = slab * area + row * columns
                let source = slab * columns
                for column in used { volume[target + column] += voxels[source + column] }
            }
        }
    }

    @inline(__always)
    private mutating func replace(
        _ reach: Range<Int>, by value: Float, _ depths: (Float) -> (low: Float, high: Float)?
    ) {
        let (columns, left, pixel) = (grid.columns, grid.left, grid.pixel)
        let scale = DepthScale(grid)
        let reach = reach.clamped(to: used)
        voxels.withUnsafeMutableBufferPointer { voxels in
            for column in reach {
                guard let depths = depths(left + Float(column) * pixel) else { continue }
                scale.forEachSlab(depths.low, depths.high) { slab, share in
                    let voxel = slab * columns + column
                    voxels[voxel] += (value - voxels[voxel]) * share
                }
            }
        }
    }

    private func columns(_ low: Float, _ high: Float) -> Range<Int> {
        let first = max(0, Int(((low - grid.left) / grid.pixel).rounded(.up)))
        let last = min(grid.columns - 1, Int(((high - grid.left) / grid.pixel).rounded(.down)))
        return first <= last ? first..<last + 1 : 0..<0
    }
}

/// Which part of each slab a stretch of depth covers.
struct DepthScale {
    private let back, perSlab: Float
    private let slabs: Int

    init(_ grid: VoxelGrid) {
        back = grid.back - grid.slab / 2
        perSlab = 1 / grid.slab
        slabs = grid.slabs
    }

    @inline(__always)
    func forEachSlab(_ low: Float, _ high: Float, _ body: (_ slab: Int, _ share: Float) -> Void) {
        let from = max(0, (low - back) * perSlab)
        let to = min(Float(slabs), (high - back) * perSlab)
        guard to > from else { return }
        let first = Int(from)
        let last = min(slabs - 1, Int(to))
        if first == last { return body(first, to - from) }
        body(first, Float(first + 1) - from)
        var slab = first + 1
        while slab < last {
            body(slab, 1)
            slab += 1
        }
        body(last, to - Float(last))
    }
}
