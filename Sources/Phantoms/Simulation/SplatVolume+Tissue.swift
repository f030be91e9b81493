import Scintigraphy

extension SplatVolume {
    /// Lays down the activity of soft tissue and organs.
    ///
    /// - Parameter organs: what organs have beyond that, as shares of the whole activity.
    mutating func fill(with tracer: TracerActivity, organs shares: [Organ: Double], in body: Body) {
        var relative = TissueValues(lean: 1, fat: Float(TracerActivity.fatRatio))
        (relative[.leftLung], relative[.rightLung]) = (
            Float(TracerActivity.lungRatio), Float(TracerActivity.lungRatio)
        )
        for organ in [Organ.heart, .greatVessels, .liver, .spleen] { relative[organ] = 1 }
        for organ in [Organ.leftBreast, .rightBreast] { relative[organ] = Float(tracer.breastRatio) }
        for (organ, _) in tracer.organs { relative[organ] = 0 }
        body.paint(relative, onto: &activity, grid)
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
}
