import Scintigraphy

/// Which part of a cohort each patient belongs to: one part, with all images.
///
/// A patient's place depends on seed and name alone, not on the table's order: with `shares` a patient stays
/// where they were when others are added, and with `sizes` most do.
public struct PatientSplit: Equatable, Sendable {
    /// How many patients a part has.
    public enum Rule: Codable, Equatable, Sendable {
        /// So many; where `training` is `nil`, all others train, else those beyond the sum are left out.
        case sizes(training: Int?, validation: Int, test: Int)
        /// Each patient is drawn into a part with this chance; those of neither of the two train.
        case shares(validation: Double, test: Double)
        /// Cross-validation: the patients are dealt out into so many folds; those of fold `test`, from 1, are for the
        /// test, those of the next one validate, all others train.
        case folds(Int, test: Int)

        /// Ito 2022: 156 patients, 20 of them for the test.
        public static let ito = sizes(training: 116, validation: 20, test: 20)
    }

    /// Whether the cohort's table says who belongs where, in which case rule and seed have no say.
    public let isStated: Bool
    private let parts: [String: Part]

    /// Splits a cohort.
    ///
    /// Patients of one stratum, such as those with the same answer, are shared out over the parts as evenly as whole
    /// patients allow, unless `shares` draws each by chance.
    ///
    /// Throws where its table puts some patients in a part and others in none, where a part would be empty, or where
    /// there are fewer patients than asked for.
    public init(
        _ cohort: CohortFolder, by rule: Rule, seed: UInt64, strata: (CohortPatient) -> String = { _ in "" }
    ) throws(TrainingError) {
        let stated = cohort.patients.filter { $0.part != nil }
        isStated = !stated.isEmpty
        if let without = cohort.patients.first(where: { $0.part == nil }), isStated {
            throw TrainingError(
                "\(cohort.tablePath) says in which part \(stated.count) patients are, but not \(without.name); fill "
                    + "the column split for all of them, or for none")
        }
        if isStated {
            if case .folds = rule {
                throw TrainingError(
                    "\(cohort.tablePath) says which part each patient is in, and folds are asked for as well; empty its "
                        + "column split, or leave out folds")
            }
            parts = Dictionary(
                uniqueKeysWithValues: stated.compactMap { patient in patient.part.map { (patient.name, $0) } }
            )
        } else {
            let names = Dictionary(grouping: cohort.patients, by: strata).mapValues { $0.map(\.name) }
            parts = try rule.parts(of: names, seed: seed, table: cohort.tablePath)
        }
    }

    /// The part of a patient; `nil` where the patient is left out.
    public subscript(patient: String) -> Part? { parts[patient] }

    /// How many patients a part has.
    public func count(of part: Part) -> Int { parts.values.count { $0 == part } }
}

extension PatientSplit.Rule {
    /// The part of each patient; `strata` are names by what they have in common.
    fileprivate func parts(
        of strata: [String: [String]], seed: UInt64, table: String
    ) throws(TrainingError) -> [String: Part] {
        switch self {
        case .sizes(let training, let validation, let test):
            return try Self.parts(of: Self.order(strata, seed: seed), training, validation, test, table)
        case .shares(let validation, let test):
            guard validation >= 0, test >= 0, validation + test < 1 else {
                throw TrainingError(
                    "shares of \(validation) for validation and \(test) for the test leave nothing to train on; "
                        + "give two from 0 to 1 whose sum is below 1")
            }
            let chances = strata.values.joined().map { ($0, Self.chance(of: $0, seed: seed)) }
            return Dictionary(uniqueKeysWithValues: chances).mapValues {
                $0 < test ? .test : $0 < test + validation ? .validation : .training
            }
        case .folds(let folds, let test):
            // One stratum after the other, so that each is dealt out evenly.
            let order = strata.sorted { $0.key < $1.key }.flatMap {
                Self.order([$0.key: $0.value], seed: seed)
            }
            guard folds >= 3, (1...folds).contains(test), folds <= order.count else {
                throw TrainingError(
                    "\(table) names \(order.count) patients, which cannot be dealt out into \(folds) folds with fold "
                        + "\(test) for the test; give 3 folds or more, no more than patients, and one of them from 1"
                )
            }
            return Dictionary(
                uniqueKeysWithValues: order.enumerated().map { place, name in
                    (name, Self.part(ofFold: place % folds + 1, of: folds, test: test))
                })
        }
    }

    private static func part(ofFold fold: Int, of folds: Int, test: Int) -> Part {
        fold == test ? .test : fold == test % folds + 1 ? .validation : .training
    }

    /// By chance, but so that every stretch has about as much of each stratum as the whole.
    private static func order(_ strata: [String: [String]], seed: UInt64) -> [String] {
        strata.values.flatMap { names in
            let ordered = names.map { (chance(of: $0, seed: seed), $0) }.sorted { $0 < $1 }
            return ordered.enumerated().map { rank, each in
                ((Double(rank) + 0.5) / Double(names.count), each.0, each.1)
            }
        }.sorted { $0 < $1 }.map(\.2)
    }

    private static func parts(
        of order: [String], _ training: Int?, _ validation: Int, _ test: Int, _ table: String
    ) throws(TrainingError) -> [String: Part] {
        guard validation >= 0, test >= 0, training ?? 1 >= 1 else {
            throw TrainingError(
                "a split into \(training ?? 1), \(validation) and \(test) patients is impossible; at least one "
                    + "trains, and no part has fewer than none")
        }
        let (needed, overflow) = [training ?? 1, validation, test].reduce((0, false)) { sum, more in
            let (value, overflow) = sum.0.addingReportingOverflow(more)
            return (value, sum.1 || overflow)
        }
        guard !overflow, needed <= order.count else {
            throw TrainingError(
                "\(table) names \(order.count) patients, but \(training.map(String.init) ?? "at least 1") for "
                    + "training, \(validation) for validation and \(test) for the test are asked for; give more "
                    + "patients, or ask for fewer")
        }
        var parts: [String: Part] = [:]
        let trained = training ?? order.count - validation - test
        for (place, name) in order.prefix(trained + validation + test).enumerated() {
            parts[name] = place < test ? .test : place < test + validation ? .validation : .training
        }
        return parts
    }

    /// A number from 0 to 1 that seed and name decide: FNV-1a of the name's bytes, mixed with the seed.
    private static func chance(of name: String, seed: UInt64) -> Double {
        let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var outer = SeededGenerator(seed: seed)
        var generator = SeededGenerator(seed: hash ^ outer.next())
        return Double.random(in: 0..<1, using: &generator)
    }
}
