import Scintigraphy

extension SplatVolume {
    /// Lays down the activity of soft tissue and organs.
    ///
    /// - Parameter organs: what organs have beyond that, as shares of the whole activity.
    mutating func fill(
        with tracer: TracerActivity, organs shares: [Organ: Double], in body: Body, texture: Texture
    ) {
        var relative = TissueValues(lean: 1, fat: Float(TracerActivity.fatRatio))
        (relative[.leftLung], relative[.rightLung]) = (
            Float(TracerActivity.lungRatio), Float(TracerActivity.lungRatio)
        )
        relative[.brain] = Float(TracerActivity.brainRatio)
        for organ in [Organ.heart, .greatVessels, .liver, .spleen] { relative[organ] = 1 }
        for organ in [Organ.leftBreast, .rightBreast] { relative[organ] = Float(tracer.breastRatio) }
        for (organ, _) in tracer.organs { relative[organ] = 0 }
        body.paint(relative, onto: &activity, grid)
        roughen(by: texture)
        let sum = activity.reduce(0) { $0 + Double($1) }
        let perUnit = sum > 0 ? Float(tracer.softTissue / sum) : 0
        for voxel in activity.indices { activity[voxel] *= perUnit }

        var values = TissueValues(lean: 0, fat: 0)
        for (organ, megabecquerels) in tracer.organs {
            values[organ] = Float(megabecquerels)
        }
        for (organ, share) in shares {
            values[organ] = (values[organ] ?? 0) + Float(share * tracer.total)
        }
        for organ in Organ.allCases {
            guard let megabecquerels = values[organ] else { continue }
            let volume = body.millilitres(organ) * 1000
            values[organ] = volume > 0 ? megabecquerels / volume * grid.voxelVolume : nil
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
