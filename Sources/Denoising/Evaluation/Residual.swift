import Foundation
import Scintigraphy
import Statistics

/// What was counted, less what a restoration says should have been.
struct Residual {
    private let rows, columns: Int
    /// Counted pixels, and the mean that the restoration foretells for each.
    private let counted, foretold: [Float]
    /// The same, summed over the places of lesions.
    private let countedPlaces, foretoldPlaces: [Double]
    /// The mean foretold about each pixel, which weighs it; 0 where less than five counts are foretold for
    /// the place, too few for the weight not to depend on the noise.
    private let local: [Double]
    private let odds: Double

    /// `odds` times what is restored are the counts to be expected in `counted`.
    init(counted: CountImage, restored: CountImage, odds: Double, disc: Disc) throws {
        try counted.requireSize(of: restored)
        guard restored.pixels.allSatisfy(\.isFinite) else {
            throw EvaluationError(
                "the restoration of the \(counted.view.rawValue) view holds what is not a number, so that "
                    + "nothing can be compared with it; mend the method or its weights")
        }
        rows = counted.rows
        columns = counted.columns
        self.odds = odds
        self.counted = counted.pixels
        // No method may foretell less than nothing.
        foretold = restored.pixels.map { max(0, $0) * Float(odds) }
        countedPlaces = disc.sums(of: self.counted, rows: rows, columns: columns)
        foretoldPlaces = disc.sums(of: foretold, rows: rows, columns: columns)
        local = zip(foretoldPlaces, disc.counts(rows: rows, columns: columns)).map {
            $0 < 5 ? 0 : $0 / $1
        }
    }

    /// Where the counts are further from the restoration than chance and `tolerance` allow, both signs.
    ///
    /// `atLeast` and `atMost` give the chance of as many counts, or more, or fewer, from restored counts.
    func discrepancies(
        tolerance: Double, level: Double, atLeast: (Double, Double) -> Double,
        atMost: (Double, Double) -> Double
    ) -> [Discrepancy] {
        let places = countedPlaces.indices
        let meanPlace = foretoldPlaces.reduce(0, +) / Double(places.count)
        return places.compactMap { place in
            let expected = foretoldPlaces[place]
            let difference = countedPlaces[place] - expected
            let slack = tolerance * max(expected, meanPlace)
            guard abs(difference) > slack + 3 * expected.squareRoot() else { return nil }  // saves time only
            let chance =
                difference > 0
                ? atLeast(countedPlaces[place], (expected + slack) / odds)
                : atMost(countedPlaces[place], max(0, expected - slack) / odds)
            guard 2 * chance * Double(places.count) <= level else { return nil }
            return Discrepancy(
                kind: difference > 0 ? .missing : .invented, row: place / columns, column: place % columns,
                counted: countedPlaces[place], restored: expected, p: chance)
        }
    }

    /// The weighted mean of (counted - foretold)² over that of its expectation: 1 for a perfect restoration.
    ///
    /// Each pixel weighs by the inverse of the mean about it, not its own, which may be 0; the interval is
    /// that of Poisson counts of these means, var (y - μ)² = μ + 2 μ².
    var dispersion: Estimate {
        var (found, expected, variance) = (0.0, 0.0, 0.0)
        for i in local.indices where local[i] > 0 {
            let mean = Double(foretold[i])
            let difference = Double(counted[i]) - mean
            found += difference * difference / local[i]
            expected += mean / local[i]
            variance += (mean + 2 * mean * mean) / (local[i] * local[i])
        }
        return estimate(found, over: expected, deviation: variance.squareRoot(), method: "Poisson dispersion")
    }

    /// The correlation of the residual with itself a few pixels away: 0 for white noise.
    func correlation(down: Int, right: Int) -> Estimate {
        let residual = local.indices.map { i in
            local[i] > 0 ? Double(counted[i] - foretold[i]) / local[i].squareRoot() : 0
        }
        var (products, squares, variance) = (0.0, 0.0, 0.0)
        for row in 0..<rows - down {
            for column in 0..<columns - right {
                let here = residual[row * columns + column]
                let product = here * residual[(row + down) * columns + column + right]
                products += product
                squares += here * here
                variance += product * product
            }
        }
        return estimate(products, over: squares, deviation: variance.squareRoot(), method: "lag correlation")
    }

    private func estimate(
        _ sum: Double, over total: Double, deviation: Double, method: String
    ) -> Estimate {
        let total = total > 0 ? total : 1
        let half = normalQuantile(0.975) * deviation / total
        let value = sum / total
        return Estimate(
            value: value, interval: (value - half)...(value + half), level: 0.95, method: method,
            n: local.count { $0 > 0 })
    }
}
