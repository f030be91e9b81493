import Foundation

/// Boosting Unsupervised Semantic Segmentation with Principal Mask Proposals. Hahn, Araslanov, Schaub-Meyer, Roth, TMLR
/// 2024. https://arxiv.org/abs/2404.16818
///
/// PriMaPs: masks of places that are alike. Of the places without a mask, the one whose feature points most along their
/// first principal direction is the seed; all whose cosine with it is above 0.4 are its mask; and so on, until 95 % of the
/// places have one. Written from the paper's formulas.
public struct PrincipalMasks: Equatable, Sendable {
    /// The number of places along and across the body.
    public let rows, columns: Int
    /// The mask of each place, row by row, from 1 in the order in which they were found; 0 for the background.
    public let labels: [UInt8]

    private static let threshold: Float = 0.4
    private static let coverage = 0.95
    /// As many as a field takes beside the background.
    private static let most = 254

    /// - Parameters:
    ///   - features: place by place, row by row.
    ///   - dimension: how many numbers a place has.
    ///   - rows: the places along the body.
    ///   - columns: those across it.
    /// - Throws: where a number is not finite.
    /// - Precondition: `features` fills all places.
    public init(_ features: [Float], dimension: Int, rows: Int, columns: Int) throws(SegmentationError) {
        precondition(features.count == rows * columns * dimension)
        let directions = try UnitVectors(features, dimension: dimension)
        var labels = [UInt8](repeating: 0, count: rows * columns)
        var open = Array(labels.indices)
        for number in 1...Self.most where Double(open.count) > (1 - Self.coverage) * Double(labels.count) {
            let left = open.flatMap { features[$0 * dimension..<($0 + 1) * dimension] }
            let mask: [Int]
            if let along = try principalDirection(of: left, dimension: dimension) {
                let cosines = directions.cosines(of: open, with: along)
                let seed = open[cosines.indices.reduce(0) { cosines[$1] > cosines[$0] ? $1 : $0 }]
                let alike = directions.cosines(of: open, with: directions[seed])
                let least = Self.threshold * (alike.max() ?? 0)
                mask = zip(open, alike).filter { $1 > least }.map(\.0)
            } else {
                mask = open
            }
            if mask.isEmpty { break }
            for place in mask { labels[place] = UInt8(number) }
            open.removeAll { labels[$0] > 0 }
        }
        self.init(rows: rows, columns: columns, labels: labels)
    }

    init(rows: Int, columns: Int, labels: [UInt8]) {
        (self.rows, self.columns, self.labels) = (rows, columns, labels)
    }

    /// Each mask after a median filter of 3×3 places, mirrored at the border: a place keeps a mask, or gets it, that five
    /// of the nine about it have, and is background else.
    public var smoothed: PrincipalMasks {
        func label(_ row: Int, _ column: Int) -> UInt8 {
            labels[min(max(row, 0), rows - 1) * columns + min(max(column, 0), columns - 1)]
        }
        let smoothed = labels.indices.map { place -> UInt8 in
            let near = (0..<9).map { label(place / columns + $0 / 3 - 1, place % columns + $0 % 3 - 1) }
                .sorted()
            // What five of nine are, the middle one is.
            return near.count { $0 == near[4] } >= 5 ? near[4] : 0
        }
        return PrincipalMasks(rows: rows, columns: columns, labels: smoothed)
    }

    /// The masks with the background as a field leaves them: before it, a place's own is e times as probable as each other.
    ///
    /// - Throws: where a setting of the field cannot be used.
    /// - Precondition: the image has a pixel for each place.
    public func refined(by field: FullyConnectedCRF, over image: GuideImage) throws -> PrincipalMasks {
        let kept = Set(labels).union([0]).sorted()
        guard kept.count > 1 else { return self }
        let own = Float(1 / (1 + Double(kept.count - 1) * exp(-1)))
        let other = (1 - own) / Float(kept.count - 1)
        let probabilities = ClassProbabilities(
            classes: kept.count, rows: rows, columns: columns,
            values: kept.flatMap { mask in labels.map { $0 == mask ? own : other } })
        let refined = try field.refined(probabilities, over: image, workers: 1)
        return PrincipalMasks(rows: rows, columns: columns, labels: refined.labels.map { kept[Int($0)] })
    }
}

extension UnitVectors {
    fileprivate subscript(vector: Int) -> [Float] {
        Array(values[vector * dimension..<(vector + 1) * dimension])
    }

    /// The cosines of some of the vectors with a direction.
    fileprivate func cosines(of vectors: [Int], with direction: [Float]) -> [Float] {
        vectors.map { vector in
            (0..<dimension).reduce(0) { $0 + values[vector * dimension + $1] * direction[$1] }
        }
    }
}
