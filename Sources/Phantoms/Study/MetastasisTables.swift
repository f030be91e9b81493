import Figures
import Scintigraphy
import Statistics

/// The metastases of simulated patients beside those of published series.
struct MetastasisTables {
    /// Of patients with metastases, by primary.
    let tallies: [Referral: MetastasisTally]

    private static let primaries: [(primary: Referral, meanRegions: Double)] = [
        (.breastCancer, 5.7), (.prostateCancer, 4.8), (.otherCancer, 3.3), (.lungCancer, 3.0),
    ]

    /// Draws as many patients with metastases of each primary.
    init(patients: Int, seed: UInt64, skeleton: Skeleton) throws(PhantomError) {
        var tallies: [Referral: MetastasisTally] = [:]
        for (primary, _) in Self.primaries {
            var plan = try CohortPlan(seed: seed, indices: 1...patients)
            try plan.set(sex: nil, referral: primary)
            plan.disease = try DiseaseOptions(metastases: 1)
            let simulator = Simulator(plan: plan, skeleton: skeleton)
            tallies[primary] = MetastasisTally(
                plan.indices.map { simulator.patient($0).lesions.filter(\.isMalignant) })
        }
        self.tallies = tallies
    }

    /// How many metastases patients have who have some.
    var numbers: Table {
        let rows: [[String]] = Self.primaries.compactMap { primary, published in
            guard let tally = tallies[primary],
                let regions = Estimate.mean(of: tally.siteNumbers.map(Double.init))
            else { return nil }
            let sorted = tally.numbers.sorted()
            let share = { (count: Int) in
                Estimate.proportion(successes: count, trials: tally.patients).percent
            }
            return [
                primary.rawValue, published.fixed(decimals: 1), regions.value.fixed(decimals: 2),
                regions.interval.text(decimals: 2),
                abs(regions.value / published - 1) <= 0.1 ? "yes" : "no",
                (Double(sorted.reduce(0, +)) / Double(sorted.count)).fixed(decimals: 1),
                "\(sorted[sorted.count / 2])", share(tally.single), share(tally.superscans),
            ]
        }
        return Table(
            "Metastases: how many",
            columns: [
                "primary", "regions a patient, published", "ours", "95 % interval", "within 10 %",
                "lesions a patient: mean", "median", "one lesion", "superscan",
            ],
            rows: rows,
            notes: [
                "\(tallies.values.map(\.patients).max() ?? 0) simulated patients with metastases for each primary. "
                    + "Regions: left and right apart. Published: 420 scans (section 6.4 of the literature notes); "
                    + "colon stands for other cancers."
            ])
    }

    /// Where the lesions of patients with few of them lie.
    var regions: Table {
        Table(
            "Metastases: where",
            columns: [
                "primary", "region", "published", "95 % interval", "ours", "95 % interval", "within",
                "source",
            ],
            rows: PublishedShare.all.compactMap { share in
                guard let found = tallies[share.primary].map(share.count), found.trials > 0 else {
                    return nil
                }
                let published = Estimate.proportion(successes: share.successes, trials: share.trials)
                let ours = Estimate.proportion(successes: found.successes, trials: found.trials)
                return [
                    share.primary.rawValue, share.what,
                    "\(published.percent) (\(share.successes)/\(share.trials))", published.percentInterval,
                    ours.percent, ours.percentInterval,
                    published.interval.contains(ours.value) ? "yes" : "no", share.source,
                ]
            },
            notes: [
                "Shares of the lesions of patients with at most five. Within: ours lies in the published share's 95 % "
                    + "interval (Clopper-Pearson)."
            ])
    }
}

extension Estimate {
    /// A share in percent.
    var percent: String { (100 * value).fixed(decimals: 1) + " %" }
    /// Its interval in percent.
    var percentInterval: String {
        (100 * interval.lowerBound...100 * interval.upperBound).text(decimals: 1) + " %"
    }
}

extension ClosedRange<Double> {
    /// Both ends with so many decimals.
    func text(decimals: Int) -> String {
        "\(lowerBound.fixed(decimals: decimals)) to \(upperBound.fixed(decimals: decimals))"
    }
}
