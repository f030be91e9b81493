/// Whether modalities, such as reading with and without a model, differ for all readers and patients of their kind:
/// several readers read the same cases with each modality (MRMC).
///
/// Obuchowski, Rockette: Hypothesis testing of diagnostic accuracy for multiple readers and multiple tests. Commun Stat
/// Simul 24:285, 1995. With the degrees of freedom of Hillis: A comparison of denominator degrees of freedom methods
/// for multiple observer ROC analysis. Stat Med 26:596, 2007. The areas under the ROC curves are Mann-Whitney's, their
/// covariances DeLong's.
public struct ObuchowskiRockette: Sendable {
    /// For each modality, the area of each reader.
    public let areas: [[Double]]
    /// The mean variance of an area, and the mean covariances of areas of one reader with two modalities, of two readers
    /// with one, and of two readers with two.
    public let variance, betweenModalities, betweenReaders, betweenBoth: Double
    /// The statistic of the test that all modalities have equal areas, and its degrees of freedom.
    public let f, numerator, denominator: Double
    /// How many cases each reader read with each modality.
    public let cases: Int

    private let meanSquareOfInteraction: Double
    private let withinModality: [Double]

    /// - Parameters:
    ///   - scores: for each modality and each reader, a score for each case; higher is more likely positive.
    ///   - labels: for each case, whether it has the finding.
    /// - Returns: `nil` with fewer than two modalities, readers, positives or negatives, or where a score is not a
    ///   number, or where the modalities differ equally for all readers, which leaves the test no degrees of freedom.
    /// - Precondition: each modality has as many readers, and each of these as many scores as there are labels.
    public init?(scores: [[[Double]]], labels: [Bool]) {
        let (modalities, readers) = (scores.count, scores.first?.count ?? 0)
        precondition(scores.allSatisfy { $0.count == readers })
        guard modalities >= 2, readers >= 2,
            let delong = DeLong(scores: scores.flatMap(\.self), labels: labels)
        else { return nil }
        let places = (0..<modalities * readers).map { (modality: $0 / readers, reader: $0 % readers) }
        func mean(sameModality: Bool, sameReader: Bool, of modality: Int? = nil) -> Double {
            var (sum, count) = (0.0, 0.0)
            for (i, a) in places.enumerated() where modality == nil || a.modality == modality {
                for (j, b) in places.enumerated()
                where (a.modality == b.modality) == sameModality && (a.reader == b.reader) == sameReader {
                    sum += delong.covariance[i][j]
                    count += 1
                }
            }
            return sum / count
        }
        variance = mean(sameModality: true, sameReader: true)
        betweenModalities = mean(sameModality: false, sameReader: true)
        betweenReaders = mean(sameModality: true, sameReader: false)
        betweenBoth = mean(sameModality: false, sameReader: false)
        withinModality = (0..<modalities).map { mean(sameModality: true, sameReader: false, of: $0) }
        areas = (0..<modalities).map { Array(delong.areas[$0 * readers..<($0 + 1) * readers]) }
        cases = labels.count

        let squares = MeanSquares(areas)
        let (t, r) = (Double(modalities), Double(readers))
        let error = squares.interaction + max(r * (betweenReaders - betweenBoth), 0)
        guard error > 0, squares.interaction > Self.rounding else { return nil }
        meanSquareOfInteraction = squares.interaction
        f = squares.modality / error
        numerator = t - 1
        denominator = error * error / (squares.interaction * squares.interaction / ((t - 1) * (r - 1)))
    }

    /// The chance of a statistic as large, or larger, where all modalities have equal areas.
    public var p: Double { fisherFAtLeast(f, numerator: numerator, denominator: denominator) }

    /// A modality's mean area, with its interval for readers and patients of this kind; cut off at 0 and 1. n counts
    /// cases.
    public func area(_ modality: Int, level: Double = 0.95) -> Estimate {
        let own = areas[modality]
        let r = Double(own.count)
        let mean = own.reduce(0, +) / r
        let square = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (r - 1)
        let error = square + max(r * withinModality[modality], 0)
        // Readers who all have one area leave the cases alone as a source of variation.
        let half =
            square > Self.rounding
            ? studentTQuantile(0.5 + level / 2, degreesOfFreedom: error * error / (square * square / (r - 1)))
                * (error / r).squareRoot()
            : normalQuantile(0.5 + level / 2) * (error / r).squareRoot()
        return Estimate(
            value: mean, interval: max(0, mean - half)...min(1, mean + half), level: level,
            method: Self.method,
            n: cases)
    }

    /// One modality's mean area less another's, for readers and patients of this kind, with the test that they are
    /// equal. n counts cases.
    public func difference(_ modality: Int, from other: Int, level: Double = 0.95) -> AreaDifference {
        let r = Double(areas[0].count)
        let error = meanSquareOfInteraction + max(r * (betweenReaders - betweenBoth), 0)
        let difference = (areas[modality].reduce(0, +) - areas[other].reduce(0, +)) / r
        let deviation = (2 * error / r).squareRoot()
        let half = studentTQuantile(0.5 + level / 2, degreesOfFreedom: denominator) * deviation
        let t = difference / deviation
        return AreaDifference(
            estimate: Estimate(
                value: difference, interval: (difference - half)...(difference + half), level: level,
                method: Self.method, n: cases),
            p: fisherFAtLeast(t * t, numerator: 1, denominator: denominator))
    }

    /// Of squares of differences of areas that are equal.
    private static let rounding = 1e-20
    private static let method = "Obuchowski-Rockette, Hillis"
}

/// Of areas in rows of modalities and columns of readers.
private struct MeanSquares {
    let modality, interaction: Double

    init(_ areas: [[Double]]) {
        let (t, r) = (Double(areas.count), Double(areas[0].count))
        let ofModality = areas.map { $0.reduce(0, +) / r }
        let ofReader = areas[0].indices.map { j in areas.reduce(0.0) { $0 + $1[j] } / t }
        let grand = ofModality.reduce(0, +) / t
        modality = r * ofModality.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } / (t - 1)
        var sum = 0.0
        for (i, row) in areas.enumerated() {
            for (j, area) in row.enumerated() {
                let rest = area - ofModality[i] - ofReader[j] + grand
                sum += rest * rest
            }
        }
        interaction = sum / ((t - 1) * (r - 1))
    }
}
