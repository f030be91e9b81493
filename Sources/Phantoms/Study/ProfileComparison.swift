import Figures
import Scintigraphy

/// The profiles of simulated scans, and of a real one among them.
struct ProfileComparison {
    let simulated: [ScanProfile]
    let real: ScanProfile?
    /// What the real scan is called.
    let realName: String
    /// To how many counts all were thinned.
    let common: Int

    /// The middle of the simulated ones and what holds nine in ten of them.
    private func spread(_ value: (ScanProfile) -> Double) -> (median: Double, low: Double, high: Double) {
        let values = simulated.map { Float(value($0)) }.filter(\.isFinite)
        guard !values.isEmpty else { return (.nan, .nan, .nan) }
        return (
            Double(quantile(of: values, 0.5)), Double(quantile(of: values, 0.05)),
            Double(quantile(of: values, 0.95))
        )
    }

    /// Numbers of the real scan beside the simulated ones.
    var table: Table {
        var measures: [(name: String, decimals: Int, value: (ScanProfile) -> Double)] = [
            ("counts, in millions", 2, { $0.counts / 1e6 }), ("area of the body, cm²", 0, { $0.area }),
            ("mean counts per pixel of the body, thinned", 2, { $0.mean }),
            ("median counts per pixel of the body, thinned", 2, { $0.median }),
        ]
        for (index, share) in ScanProfile.quantiles.enumerated() {
            let name = "\((100 * share).formatted(decimals: 0))th percentile over the median, thinned"
            measures.append((name, 2, { $0.contrasts[index] }))
        }
        measures.append(("noise power above half of Nyquist's frequency", 3, { $0.noise?.plateau ?? .nan }))
        let rows = measures.map { measure in
            let ours = spread(measure.value)
            let theirs = real.map(measure.value)
            let text = { (value: Double) in value.isFinite ? value.fixed(decimals: measure.decimals) : "none"
            }
            return [
                measure.name, theirs.map(text) ?? "none", text(ours.median),
                "\(text(ours.low)) to \(text(ours.high))",
                theirs.map { (ours.low...max(ours.high, ours.low)).contains($0) ? "yes" : "no" } ?? "",
            ]
        }
        return Table(
            "Anterior view",
            columns: ["measure", realName, "simulated, median", "5 to 95 %", "within"], rows: rows,
            notes: [
                "\(simulated.count) simulated men, GE, 10 cm/min, without artefacts. The body is where the image, "
                    + "smoothed by 8 mm, exceeds 5 % of its 99th percentile. Thinned: to "
                    + "\(Double(common).grouped) counts, exactly, so that all have the same noise."
            ])
    }

    /// How many pixels of the body have how many counts.
    var histogram: Figure {
        let places = (0..<ScanProfile.histogramBins).map { (Double($0) + 0.5) * ScanProfile.histogramWidth }
        return .chart(
            chart(
                "Counts per pixel of the body, anterior view",
                x: Axis("counts over their mean", 0...6),
                y: Axis("density of pixels", 0.001...2, scale: .logarithmic), at: places,
                notes: ["All scans thinned to \(Double(common).grouped) counts."]
            ) { $0.histogram[$1] })
    }

    /// Where along the body the counts lie.
    var lengthwise: Figure {
        let places = (0..<ScanProfile.lengthwiseBins).map { Double($0) + 0.5 }
        let highest = places.indices.map { index in spread { $0.lengthwise[index] }.high }
        let most = (highest + (real?.lengthwise ?? [])).max() ?? 0.05
        return .chart(
            chart(
                "Counts along the body, anterior view",
                x: Axis("from head (0) to feet (100), in % of the body's length", 0...100),
                y: Axis("share of the counts, in % for 1 % of the length", 0...110 * most), at: places,
                notes: []
            ) { 100 * $0.lengthwise[$1] })
    }

    /// The noise power spectrum.
    var noise: Figure {
        let places = (1...NoisePower.tile / 2).map { Double($0) / Double(NoisePower.tile) }
        return .chart(
            chart(
                "Power spectrum of the body, anterior view, as acquired",
                x: Axis("cycles per pixel", 0...0.5),
                y: Axis("power over that of Poisson noise", 0.5...500, scale: .logarithmic), at: places,
                notes: ["Independent Poisson counts have 1 at all frequencies; what is above it is anatomy."]
            ) { profile, index in profile.noise?.power[index] ?? .nan })
    }

    private func chart(
        _ title: String, x: Axis, y: Axis, at places: [Double], notes: [String],
        value: (ScanProfile, Int) -> Double
    ) -> Chart {
        let spreads = places.indices.map { index in spread { value($0, index) } }
        func points(_ values: [Double]) -> [Chart.Point] {
            zip(places, values).map { Chart.Point(x: $0, y: $1) }
        }
        var lines = [Chart.Line("simulated men (\(simulated.count)), median", points(spreads.map(\.median)))]
        if let real {
            lines.insert(Chart.Line(realName, points(places.indices.map { value(real, $0) })), at: 0)
        }
        return Chart(
            title: title, x: x, y: y,
            bands: [
                Chart.Band(
                    "simulated men, 5 to 95 %", lower: points(spreads.map(\.low)),
                    upper: points(spreads.map(\.high)))
            ], lines: lines, notes: notes)
    }
}
