import Figures
import Scintigraphy
import Statistics

/// What comparisons say of patients in whom nothing has changed, and of those in whom something has.
struct PairTables {
    private let plan: ReadingStudy.Plan
    private let told: [ReadPair.Told]
    private let refused: Int

    init(plan: ReadingStudy.Plan, _ pairs: [ReadPair]) {
        self.plan = plan
        told = pairs.compactMap(\.told)
        refused = pairs.count - told.count
    }

    private var after: [ReadPair.After] { told.compactMap(\.after) }

    /// What is said of each place that either scan has a hot spot at; `nil` without patients.
    var changes: Table? {
        guard !told.isEmpty else { return nil }
        let lists: [(name: String, changes: [ChangeMet])] = [
            ("scanned again", told.flatMap(\.repeated)),
            ("half of the metastases gone", after.flatMap(\.gone)),
            ("the same the other way round", after.flatMap(\.come)),
        ]
        let rows = lists.flatMap { name, changes in
            ChangeMet.Place.allCases.compactMap { place -> [String]? in
                let here = changes.filter { $0.place == place }
                guard !here.isEmpty else { return nil }
                return [name, place.rawValue, "\(here.count)"]
                    + PriorComparison.Kind.allCases.map { kind in
                        let share = Estimate.proportion(
                            successes: here.count { $0.kind == kind }, trials: here.count)
                        return share.text(decimals: 2)
                    }
            }
        }
        return Table(
            "Comparison with an earlier scan: \(told.count) patients, \(after.count) of them with two metastases or more",
            columns: ["earlier and later scan", "place", "places"]
                + PriorComparison.Kind.allCases.map(\.rawValue), rows: rows,
            notes: [
                "The patient lies otherwise in each scan, and noise and texture of the bones are others. Shares of places with "
                    + "exact 95 % intervals, which take places for independent. \(refused) patients were left out because "
                    + "quality forbade a reading."
            ])
    }

    /// How far an index moves by itself, and with the disease; `nil` without patients.
    var indices: Table? {
        guard !told.isEmpty else { return nil }
        var generator = SeededGenerator(seed: plan.seed)
        let (bootstrap, repeatability) = (Bootstrap(replicates: plan.replicates), Repeatability.measured)
        func isBeyond(_ now: Double, _ then: Double) -> Bool {
            repeatability.isBeyond(now - then, mean: (now + then) / 2)
        }
        let again = PairedMeasurements(told.map { ($0.again, $0.first) })
        // Metz' and Bland's coefficient: 95 % of differences of two scans are smaller.
        let coefficient = bootstrap.estimate(patients: told.count, using: &generator) { counts in
            let squares = zip(told, counts).reduce(0) { sum, pair in
                let difference = pair.0.again - pair.0.first
                return sum + Double(pair.1) * difference * difference
            }
            return 1.96 * (squares / Double(counts.reduce(0, +))).squareRoot()
        }
        let moved = told.count { isBeyond($0.again, $0.first) }
        func fell(_ range: Range<Double>) -> [String] {
            let these = zip(told, told.map(\.after)).compactMap { pair, after in after.map { (pair, $0) } }
                .filter { range.contains($1.trueBefore - $1.trueAfter) }
            guard !these.isEmpty else { return ["0", "–"] }
            let seen = these.count { isBeyond($1.index, $0.again) && $1.index < $0.again }
            return [
                "\(these.count)",
                Estimate.proportion(successes: seen, trials: these.count).text(decimals: 2),
            ]
        }
        let measures: [(String, Estimate?)] = [
            (
                "Lin's concordance of both scans",
                again.estimate(.concordance, by: bootstrap, using: &generator)
            ),
            (
                "second less first, in percent of the skeleton",
                again.estimate(.bias, by: bootstrap, using: &generator)
            ),
            ("repeatability coefficient, likewise", coefficient),
        ]
        let rows =
            measures.map { [$0.0, "\(told.count)", $0.1.text(decimals: 2)] } + [
                [
                    "scanned again: beyond repeatability", "\(told.count)",
                    Estimate.proportion(successes: moved, trials: told.count).text(decimals: 2),
                ],
                ["true fall below 0.1: fall beyond repeatability"] + fell(-100..<0.1),
                ["true fall of 0.1 to 0.5: the same"] + fell(0.1..<0.5),
                ["true fall of 0.5 or more: the same"] + fell(0.5..<100),
            ]
        return Table(
            "Bone Scan Index of patients who are scanned again", columns: ["what", "patients", "figure"],
            rows: rows,
            notes: [
                "The coefficient is 1.96 times the root of the mean square of differences: 95 % of differences are smaller where they "
                    + "are normal. Beyond repeatability is what docs/hot-spots.md has measured on other patients."
            ])
    }
}
