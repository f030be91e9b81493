/// The areas under the ROC curves of several scores of the same cases, and how they vary together.
///
/// DeLong, DeLong, Clarke-Pearson, Biometrics 44:837, 1988. Cases of one patient are not independent: they are added
/// up for each patient. Obuchowski: Nonparametric analysis of clustered ROC curve data. Biometrics 53:567, 1997;
/// where each patient is one case, the two agree.
public struct DeLong: Sendable {
    /// The area of each score, from 0 to 1.
    public let areas: [Double]
    /// Of the areas: as many rows and columns as there are scores.
    public let covariance: [[Double]]
    /// How many cases there are.
    public let cases: Int
    /// How many patients.
    public let patients: Int

    /// - Parameters:
    ///   - scores: for each model or reader, a score for each case; higher is more likely positive.
    ///   - labels: for each case, whether it has the finding.
    ///   - patients: for each case, the patient's number, any; by default each case is a patient.
    /// - Returns: `nil` with fewer than two patients that have a positive case, or a negative one, or where a score is
    ///   not a number.
    /// - Precondition: all runs are as long as `labels`.
    public init?(scores: [[Double]], labels: [Bool], patients: [Int]? = nil) {
        precondition(scores.allSatisfy { $0.count == labels.count })
        precondition(patients == nil || patients?.count == labels.count)
        let clusters = Clusters(labels, patients ?? Array(labels.indices))
        guard clusters.withPositive >= 2, clusters.withNegative >= 2 else { return nil }
        var areas: [Double] = []
        var sums: [(positives: [Double], negatives: [Double])] = []
        for scores in scores {
            guard
                let placements = Placements(
                    positives: scores.filtered(by: labels, true),
                    negatives: scores.filtered(by: labels, false))
            else { return nil }
            areas.append(placements.area)
            sums.append(clusters.sums(placements))
        }
        self.areas = areas
        covariance = clusters.covariance(sums)
        cases = labels.count
        self.patients = clusters.count
    }

    /// "DeLong", or "DeLong by patient" where a patient has several cases.
    public var method: String { patients == cases ? "DeLong" : "DeLong by patient" }

    /// The area of a score, with the interval that the normal distribution gives, cut off at 0 and 1; n counts
    /// patients.
    ///
    /// Where the classes are perfectly apart, the variance and the width are 0.
    public func estimate(_ score: Int, level: Double = 0.95) -> Estimate {
        .area(
            areas[score], standardError: covariance[score][score].squareRoot(), level: level, method: method,
            n: patients)
    }

    /// The area of one score less that of another, with the test that they are equal; n counts patients.
    public func difference(_ score: Int, from other: Int, level: Double = 0.95) -> AreaDifference {
        AreaDifference(
            areas[score] - areas[other],
            variance: covariance[score][score] + covariance[other][other] - 2 * covariance[score][other],
            level: level, method: "\(method), paired", n: patients)
    }
}

/// Which case is whose.
private struct Clusters {
    let count: Int
    /// How many patients have a positive case, or a negative one.
    let withPositive, withNegative: Int
    /// For each positive and each negative case, its patient from 0.
    private let positives, negatives: [Int]

    init(_ labels: [Bool], _ patients: [Int]) {
        var numbers: [Int: Int] = [:]
        let dense = patients.map { patient in
            numbers[patient]
                ?? {
                    numbers[patient] = numbers.count; return numbers.count - 1
                }()
        }
        count = numbers.count
        positives = dense.filtered(by: labels, true)
        negatives = dense.filtered(by: labels, false)
        withPositive = Set(positives).count
        withNegative = Set(negatives).count
    }

    /// For each patient, the deviations of the placements from their mean, over the number of cases of their class.
    func sums(_ placements: Placements) -> (positives: [Double], negatives: [Double]) {
        (sums(placements.positives, positives), sums(placements.negatives, negatives))
    }

    private func sums(_ values: [Double], _ owners: [Int]) -> [Double] {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        var sums = [Double](repeating: 0, count: count)
        for (value, owner) in zip(values, owners) { sums[owner] += (value - mean) / n }
        return sums
    }

    func covariance(_ sums: [(positives: [Double], negatives: [Double])]) -> [[Double]] {
        func unbiased(_ n: Int) -> Double { Double(n) / Double(n - 1) }
        let isClustered = count < positives.count + negatives.count
        var matrix = sums.map { _ in [Double](repeating: 0, count: sums.count) }
        for (i, a) in sums.enumerated() {
            for (j, b) in sums[...i].enumerated() {
                var value =
                    unbiased(withPositive) * dot(a.positives, b.positives)
                    + unbiased(withNegative) * dot(a.negatives, b.negatives)
                if isClustered {
                    value +=
                        unbiased(count) * (dot(a.positives, b.negatives) + dot(a.negatives, b.positives))
                }
                matrix[i][j] = value
                matrix[j][i] = value
            }
        }
        return matrix
    }
}

private func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
}
