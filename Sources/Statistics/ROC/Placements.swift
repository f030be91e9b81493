/// Where each case's score lies among those of the other class: the structural components of an area under a
/// ROC curve.
///
/// DeLong, DeLong, Clarke-Pearson: Comparing the areas under two or more correlated receiver operating
/// characteristic curves: a nonparametric approach. Biometrics 44:837, 1988. By sorting either class and bisection,
/// in O(n log n).
struct Placements {
    /// For each positive, the share of negatives below it, equal ones counting half.
    let positives: [Double]
    /// For each negative, the share of positives above it, equal ones counting half.
    let negatives: [Double]

    /// `nil` without a positive or a negative, or where a score is not a number.
    init?(positives: [Double], negatives: [Double]) {
        guard !positives.isEmpty, !negatives.isEmpty,
            !positives.contains(where: \.isNaN), !negatives.contains(where: \.isNaN)
        else { return nil }
        self.positives = shares(of: negatives.sorted(), below: positives)
        self.negatives = shares(of: positives.sorted(), below: negatives).map { 1 - $0 }
    }

    /// Mann-Whitney's estimate of the area.
    var area: Double { positives.reduce(0, +) / Double(positives.count) }
}

/// For each of `values`, the share of the sorted `others` that is less, equal ones counting half.
private func shares(of others: [Double], below values: [Double]) -> [Double] {
    let twice = 2 * Double(others.count)
    return values.map { value in
        let less = others.countOfPrefix { $0 < value }
        let most = others.countOfPrefix { $0 <= value }
        return Double(less + most) / twice
    }
}

extension Array where Element == Double {
    /// How many come before the first one that does not hold, where all that hold come first; by bisection.
    func countOfPrefix(where holds: (Double) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
