/// How well clusters, once each has a class, cover the true classes.
///
/// Of TP pixels of a class that have it, FP that have it wrongly, FN that lack it: accuracy is all TP over all pixels,
/// intersection over union TP / (TP + FP + FN), Dice's coefficient 2 TP / (2 TP + FP + FN). Pixels of clusters without a
/// class lack theirs.
public struct OverlapScores: Codable, Equatable, Sendable {
    /// The share of pixels with the right class; `nil` without pixels.
    public let accuracy: Double?
    /// Of each class; `nil` where no pixel has it, rightly or not.
    public let intersectionOverUnion, dice: [Double?]

    /// - Parameters:
    ///   - counts: pixels of each cluster and class.
    ///   - matching: the class of each cluster.
    /// - Precondition: there is a match for each cluster, and its class exists.
    public init(_ counts: ConfusionCounts, matching: [Int?]) {
        precondition(matching.count == counts.clusters)
        precondition(matching.compactMap(\.self).allSatisfy((0..<counts.classes).contains))
        var found = [Int](repeating: 0, count: counts.classes)
        var right = found
        var all = found
        for (row, match) in zip(counts.pixels, matching) {
            for label in row.indices { all[label] += row[label] }
            guard let match else { continue }
            found[match] += row.reduce(0, +)
            right[match] += row[match]
        }
        let total = all.reduce(0, +)
        accuracy = total > 0 ? Double(right.reduce(0, +)) / Double(total) : nil
        let both = zip(found, all).map(+)
        intersectionOverUnion = zip(right, both).map { $1 > 0 ? Double($0) / Double($1 - $0) : nil }
        dice = zip(right, both).map { $1 > 0 ? Double(2 * $0) / Double($1) : nil }
    }

    /// The mean over the classes that have a value; `nil` where none has.
    public var meanIntersectionOverUnion: Double? { mean(intersectionOverUnion) }

    /// The mean over the classes that have a value; `nil` where none has.
    public var meanDice: Double? { mean(dice) }

    private func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
