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
        var overlap = ClassOverlap(classes: counts.classes)
        for (row, match) in zip(counts.pixels, matching) { overlap.add(row, calledAs: match) }
        self.init(overlap)
    }

    /// Of pixels counted by what they are called.
    public init(_ overlap: ClassOverlap) {
        let total = overlap.present.reduce(0, +)
        accuracy = total > 0 ? Double(overlap.right.reduce(0, +)) / Double(total) : nil
        let both = zip(overlap.called, overlap.present).map(+)
        intersectionOverUnion = zip(overlap.right, both).map { $1 > 0 ? Double($0) / Double($1 - $0) : nil }
        dice = zip(overlap.right, both).map { $1 > 0 ? Double(2 * $0) / Double($1) : nil }
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
