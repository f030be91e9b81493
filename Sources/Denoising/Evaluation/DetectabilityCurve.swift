import Foundation
import Statistics

/// How well lesions are detected, over the counts of the image.
public struct DetectabilityCurve: Sendable {
    /// Rising counts, and a rising d'²: twice the square of the normal quantile of the AUC.
    private let points: [(counts: Double, detectability: Double)]

    /// Where a curve reaches an AUC, in counts.
    public enum Counts: Codable, Equatable, Sendable {
        /// Fewer than the least that were tried.
        case fewerThan(Double)
        /// So many, between two that were tried.
        case about(Double)
        /// More than the most that were tried.
        case moreThan(Double)
    }

    /// Of images of several numbers of counts. What falls where counts rise is evened out (pool adjacent
    /// violators: Ayer et al., Ann Math Stat 26:641, 1955).
    ///
    /// - Precondition: there is at least one.
    public init(_ areas: [(counts: Double, auc: Double)]) {
        precondition(!areas.isEmpty)
        let sorted = areas.sorted { $0.counts < $1.counts }
        var pools: [(sum: Double, number: Int)] = []
        for area in sorted {
            pools.append((Self.detectability(of: area.auc), 1))
            while pools.count > 1, let last = pools.last,
                last.sum / Double(last.number) < pools[pools.count - 2].sum
                    / Double(pools[pools.count - 2].number)
            {
                pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].number += last.number
            }
        }
        let levels = pools.flatMap { Array(repeating: $0.sum / Double($0.number), count: $0.number) }
        points = zip(sorted, levels).map { ($0.counts, $1) }
    }

    /// The fewest counts at which `auc` is reached, straight lines being drawn between the d'², which of an
    /// ideal observer are in proportion to the counts.
    ///
    /// On the curve of images that were not restored: the counts that are worth as much as a restoration of
    /// this AUC. On the curve of a method: the counts below which it loses lesions, where `auc` is what is
    /// asked for.
    public func counts(reaching auc: Double) -> Counts {
        let wanted = Self.detectability(of: auc)
        guard let above = points.firstIndex(where: { $0.detectability >= wanted }) else {
            return .moreThan(points[points.count - 1].counts)
        }
        let upper = points[above]
        guard above > 0 else {
            return upper.detectability == wanted ? .about(upper.counts) : .fewerThan(upper.counts)
        }
        let lower = points[above - 1]
        let share = (wanted - lower.detectability) / (upper.detectability - lower.detectability)
        return .about(lower.counts + share * (upper.counts - lower.counts))
    }

    /// d'², below chance negative, an AUC of 1 counting as one just below.
    private static func detectability(of auc: Double) -> Double {
        let z = normalQuantile(min(max(auc, 1e-6), 1 - 1e-6))
        return 2 * z * z.magnitude
    }
}
