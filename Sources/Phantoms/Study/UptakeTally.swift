/// The normal concentrations of many patients by region, over those of their lumbar vertebral bodies.
struct UptakeTally {
    /// One region.
    struct Row {
        let region: UptakeRegion
        /// Over the patient's lumbar bodies, and as SUV at a density of 1 g/ml for a body of 73 kg.
        let ratio, suv: (median: Double, cv: Double)
    }

    /// In the order of ``UptakeRegion/all``.
    let rows: [Row]

    /// Of these patients, lesions left out.
    init(_ patients: [Uptake], skeleton: Skeleton, atlas: UptakeAtlas) {
        // Each region by about 200 of its points: their mean hardly differs, and takes a hundredth of the time.
        let points = UptakeRegion.all.map { region in
            let all = region.points(in: skeleton, atlas)
            return stride(from: 0, to: all.count, by: max(1, all.count / 200)).map { all[$0] }
        }
        var ratios = points.map { _ in [Double]() }, suvs = ratios
        for uptake in patients {
            let values = atlas.concentrations(for: uptake)
            let lumbar = values.mean(at: points[0])
            let perUnit = uptake.boneFraction * 73e6 / atlas.total(of: values)
            for (index, places) in points.enumerated() {
                let mean = values.mean(at: places)
                ratios[index].append(mean / lumbar)
                suvs[index].append(mean * perUnit)
            }
        }
        rows = zip(UptakeRegion.all, zip(ratios, suvs)).map { region, values in
            Row(region: region, ratio: Self.spread(values.0), suv: Self.spread(values.1))
        }
    }

    private static func spread(_ values: [Double]) -> (median: Double, cv: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        return (values.sorted()[values.count / 2], variance.squareRoot() / mean)
    }
}
