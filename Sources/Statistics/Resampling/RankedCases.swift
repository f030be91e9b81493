/// Cases in the order of their scores, for areas under ROC curves of many samples of them.
struct RankedCases {
    /// Runs of cases with one score, rising; each case by its patient and label.
    private let runs: [[(patient: Int, isPositive: Bool)]]

    init(scores: [Double], labels: [Bool], patients: [Int]) {
        var runs: [[(patient: Int, isPositive: Bool)]] = []
        var last: Double?
        for index in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
            if scores[index] != last { runs.append([]) }
            runs[runs.count - 1].append((patients[index], labels[index]))
            last = scores[index]
        }
        self.runs = runs
    }

    /// Mann-Whitney's area where each patient counts so often; `nil` without one of the classes.
    func area(_ counts: [Int]) -> Double? {
        var (positives, negatives, twice) = (0, 0, 0)
        for run in runs {
            var (hits, alarms) = (0, 0)
            for each in run {
                if each.isPositive { hits += counts[each.patient] } else { alarms += counts[each.patient] }
            }
            twice += hits * (2 * negatives + alarms)
            positives += hits
            negatives += alarms
        }
        guard positives > 0, negatives > 0 else { return nil }
        return Double(twice) / (2 * Double(positives) * Double(negatives))
    }
}

extension Bootstrap {
    /// The area under the ROC curve, with its interval from drawing patients.
    ///
    /// - Parameters:
    ///   - patients: for each case, its patient from 0; by default each case is a patient.
    /// - Returns: `nil` where there is one class only or one patient, or where a score is not a number.
    /// - Precondition: there are as many scores as labels.
    public func auc(
        scores: [Double], labels: [Bool], patients: [Int]? = nil, level: Double = 0.95,
        using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        precondition(scores.count == labels.count)
        guard !scores.contains(where: \.isNaN) else { return nil }
        let owners = patients ?? Array(labels.indices)
        let cases = RankedCases(scores: scores, labels: labels, patients: owners)
        return estimate(patients: (owners.max() ?? -1) + 1, level: level, using: &generator) {
            cases.area($0)
        }
    }

    /// A share of cases, such as a sensitivity, with its interval from drawing patients.
    ///
    /// - Parameters:
    ///   - isSuccess: for each case, whether it counts as a success; `nil` for a case that does not count at all.
    ///   - patients: for each case, its patient from 0.
    public func share(
        _ isSuccess: [Bool?], patients: [Int], level: Double = 0.95,
        using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        precondition(isSuccess.count == patients.count)
        let cases = zip(isSuccess, patients).compactMap { success, patient in success.map { ($0, patient) } }
        return estimate(patients: (patients.max() ?? -1) + 1, level: level, using: &generator) { counts in
            let (successes, trials) = cases.reduce((0, 0)) { sums, each in
                (sums.0 + (each.0 ? counts[each.1] : 0), sums.1 + counts[each.1])
            }
            return trials > 0 ? Double(successes) / Double(trials) : nil
        }
    }
}
