import Scintigraphy

extension SplatVolume {
    /// Lays down the activity of soft tissue and organs.
    ///
    /// - Parameters:
    ///   - organs: what is in each organ that has an activity of its own, in MBq.
    ///   - free: what organs have beyond that, of tracers other than the right one, in MBq.
    ///   - whole: voxels around all of the body; `nil` where this volume's are.
    mutating func fill(
        with tracer: TracerActivity, organs: [(organ: Organ, megabecquerels: Double)],
        free: [Organ: Double], in body: Body, whole: VoxelGrid? = nil,
        texture: Texture
    ) {
        var relative = tracer.softTissueRatios
        for (organ, _) in organs { relative[organ] = 0 }
        body.paint(relative, onto: &activity, grid)
        roughen(by: texture)
        let sum =
            whole.map { body.sum(relative, on: $0) * Double($0.voxelVolume / grid.voxelVolume) }
            ?? activity.reduce(0) { $0 + Double($1) }
        let perUnit = sum > 0 ? Float(tracer.softTissue / sum) : 0
        for voxel in activity.indices { activity[voxel] *= perUnit }

        var values = TissueValues(lean: 0, fat: 0)
        for (organ, megabecquerels) in organs {
            values.add(megabecquerels, over: Double(body.millilitres(organ)) * 1000, in: organ, grid)
        }
        let active = organs.map(\.organ) + Organ.allCases.filter { free[$0] != nil }
        for organ in Organ.allCases {
            guard let megabecquerels = free[organ] else { continue }
            let volume = body.paintedVolume(of: organ, besides: active, on: whole ?? grid)
            values.add(megabecquerels, over: volume, in: organ, grid)
        }
        body.paint(values, onto: &activity, grid)
    }

    /// Bowel, vessels and muscles make soft tissue uneven: a CoV of 5 %, over about 30 mm, alike along each ray
    /// (assumed).
    private mutating func roughen(by texture: Texture) {
        let grid = grid
        let factors = [Float](unsafeUninitializedCapacity: grid.area) { buffer, initialized in
            texture.withField { field in
                for row in 0..<grid.rows {
                    let y = grid.top - Float(row) * grid.pixel
                    for column in 0..<grid.columns {
                        let x = grid.left + Float(column) * grid.pixel
                        buffer[row * grid.columns + column] = 1 + 0.05 * field[SIMD3(x, y, 0) * 0.5]
                    }
                }
            }
            initialized = grid.area
        }
        activity.withUnsafeMutableBufferPointer { activity in
            factors.withUnsafeBufferPointer { factors in
                for slab in 0..<grid.slabs {
                    let first = slab * grid.area
                    for pixel in 0..<grid.area { activity[first + pixel] *= factors[pixel] }
                }
            }
        }
    }
}

extension Body {
    /// How much of an organ of several parts comes out on a grid where its neighbours are painted too, in mm³.
    fileprivate func paintedVolume(of organ: Organ, besides others: [Organ], on grid: VoxelGrid) -> Double {
        var values = TissueValues(lean: 0, fat: 0)
        for other in others { values[other] = 0 }
        values[organ] = 1
        return sum(values, on: grid) * Double(grid.voxelVolume)
    }

    /// The sum over all voxels of what ``paint(_:onto:_:)`` gives them.
    fileprivate func sum(_ values: TissueValues, on grid: VoxelGrid) -> Double {
        var volume = [Float](repeating: 0, count: grid.count)
        paint(values, onto: &volume, grid)
        return volume.reduce(0) { $0 + Double($1) }
    }
}

extension TissueValues {
    /// Adds an activity to what a voxel of an organ of this volume, in mm³, has.
    fileprivate mutating func add(
        _ megabecquerels: Double, over volume: Double, in organ: Organ, _ grid: VoxelGrid
    ) {
        guard volume > 0 else { return }
        self[organ] = (self[organ] ?? 0) + Float(megabecquerels / volume) * grid.voxelVolume
    }
}
