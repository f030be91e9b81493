extension Bootstrap {
    /// The area under the ROC curve, with its interval from drawing patients.
    ///
    /// - Parameters:
    ///   - scores: of the cases; higher is more likely positive.
    ///   - labels: for each case, whether it has the finding.
    ///   - patients: for each case, its patient from 0; by default each case is a patient.
    ///   - level: of the interval, 0.95 for 95 %.
    ///   - generator: where chance comes from.
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

    /// The mean of a number of each case, such as of 1 where it is called rightly and 0 where not.
    ///
    /// - Parameters:
    ///   - values: of the cases.
    ///   - patients: for each case, its patient from 0; not every patient needs one.
    ///   - level: of the interval, 0.95 for 95 %.
    ///   - generator: where chance comes from.
    /// - Returns: `nil` without cases or for one patient, or where a value is not finite.
    public func mean(
        of values: [Double], patients: [Int], level: Double = 0.95,
        using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        precondition(values.count == patients.count)
        guard values.allSatisfy(\.isFinite) else { return nil }
        return estimate(patients: (patients.max() ?? -1) + 1, level: level, using: &generator) { counts in
            var (sum, number) = (0.0, 0)
            for (value, patient) in zip(values, patients) {
                sum += Double(counts[patient]) * value
                number += counts[patient]
            }
            return number > 0 ? sum / Double(number) : nil
        }
    }
}
