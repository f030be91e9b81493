/// Intervals from drawing patients with replacement.
///
/// Efron: Better bootstrap confidence intervals. J Am Stat Assoc 82:171, 1987 (BCa). Whoever draws cases where a
/// patient has several takes them for more than they are; this draws patients, each with all that belongs to it.
public struct Bootstrap: Sendable {
    /// How many times all patients are drawn.
    public let replicates: Int

    /// 2000 for a 95 % interval whose ends hardly move.
    ///
    /// - Precondition: at least 100.
    public init(replicates: Int = 2000) {
        precondition(replicates >= 100)
        self.replicates = replicates
    }

    /// A statistic with its BCa interval.
    ///
    /// - Parameters:
    ///   - patients: how many there are.
    ///   - level: of the interval, 0.95 for 95 %.
    ///   - unit: of the statistic; empty for a pure number.
    ///   - generator: where chance comes from.
    ///   - statistic: of a sample, given how often each patient is in it; `nil` where that has none, such as an area
    ///     under the curve of one class. Such samples are drawn again.
    /// - Returns: `nil` with fewer than two patients, where all of them together have no statistic, or where more than
    ///   half of the samples have none.
    public func estimate(
        patients: Int, level: Double = 0.95, unit: String = "",
        using generator: inout some RandomNumberGenerator, statistic: ([Int]) -> Double?
    ) -> Estimate? {
        precondition(level > 0 && level < 1)
        guard patients >= 2,
            let value = statistic([Int](repeating: 1, count: patients)),
            let drawn = draws(patients: patients, using: &generator, statistic)
        else { return nil }
        let sorted = drawn.sorted()
        let left = jackknife(patients: patients, statistic)
        if let interval = bcaInterval(value, replicates: sorted, jackknife: left, level: level) {
            return Estimate(
                value: value, interval: interval, level: level,
                method: "bootstrap of patients, BCa, \(replicates)", n: patients, unit: unit)
        }
        let outside = (1 - level) / 2
        return Estimate(
            value: value, interval: quantile(of: sorted, outside)...quantile(of: sorted, 1 - outside),
            level: level, method: "bootstrap of patients, percentiles, \(replicates)", n: patients, unit: unit
        )
    }

    private func draws(
        patients: Int, using generator: inout some RandomNumberGenerator, _ statistic: ([Int]) -> Double?
    ) -> [Double]? {
        // The upper half of the product with a random word: uneven by less than one in 10¹², and quick.
        let number = UInt64(patients)
        var values: [Double] = []
        for _ in 0..<2 * replicates {
            var counts = [Int](repeating: 0, count: patients)
            for _ in 0..<patients { counts[Int(number.multipliedFullWidth(by: generator.next()).high)] += 1 }
            if let value = statistic(counts) { values.append(value) }
            if values.count == replicates { return values }
        }
        return nil
    }

    /// The statistic without each patient in turn, where there is one.
    private func jackknife(patients: Int, _ statistic: ([Int]) -> Double?) -> [Double] {
        var counts = [Int](repeating: 1, count: patients)
        return (0..<patients).compactMap { index in
            counts[index] = 0
            defer { counts[index] = 1 }
            return statistic(counts)
        }
    }
}

/// The bias-corrected and accelerated interval from `replicates`, which rise, and from the values without each patient.
///
/// `nil` where the estimate lies outside of all replicates, which leaves the bias without bound.
func bcaInterval(
    _ estimate: Double, replicates: [Double], jackknife: [Double], level: Double
) -> ClosedRange<Double>? {
    let below = replicates.countOfPrefix { $0 < estimate } + replicates.countOfPrefix { $0 <= estimate }
    guard below > 0, below < 2 * replicates.count else { return nil }
    let bias = normalQuantile(Double(below) / Double(2 * replicates.count))
    let mean = jackknife.reduce(0, +) / Double(max(jackknife.count, 1))
    let (squares, cubes) = jackknife.reduce((0.0, 0.0)) { sums, value in
        let u = mean - value
        return (sums.0 + u * u, sums.1 + u * u * u)
    }
    let acceleration = squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    func end(_ chance: Double) -> Double {
        let z = bias + normalQuantile(chance)
        return quantile(of: replicates, normalCumulative(bias + z / (1 - acceleration * z)))
    }
    let (lower, upper) = (end((1 - level) / 2), end((1 + level) / 2))
    return lower <= upper ? lower...upper : nil
}

/// The value that a share of sorted numbers lies below, between two of them by a straight line.
func quantile(of sorted: [Double], _ share: Double) -> Double {
    let place = min(max(share, 0), 1) * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
}
