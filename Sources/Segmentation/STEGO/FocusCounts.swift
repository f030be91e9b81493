/// How probable foci were called, at pixels inside of them and outside.
struct FocusCounts {
    private static let bins = 1000
    private var inside = [Int](repeating: 0, count: bins + 1)
    private var outside = [Int](repeating: 0, count: bins + 1)

    /// Counts the pixels of a view: 1 in foci, 0 elsewhere.
    mutating func add(_ probabilities: [Float], truth: [UInt8]) {
        for (probability, label) in zip(probabilities, truth) {
            // What training has driven to no number calls no focus.
            let bin = probability.isNaN ? 0 : Int(min(max(probability, 0), 1) * Float(Self.bins))
            if label == 1 { inside[bin] += 1 } else { outside[bin] += 1 }
        }
    }

    /// The probability from which on to call a pixel a focus, in thousandths, so that what is called overlaps most with
    /// what is one, and Dice's coefficient there; the highest of equals. `nil` where there is no focus.
    var best: (threshold: Double, dice: Double)? {
        let all = inside.reduce(0, +)
        guard all > 0 else { return nil }
        var best = (threshold: 1.0, dice: -1.0)
        var (right, called) = (0, 0)
        for bin in (1...Self.bins).reversed() {
            right += inside[bin]
            called += inside[bin] + outside[bin]
            let dice = 2 * Double(right) / Double(all + called)
            if dice > best.dice { best = (Double(bin) / Double(Self.bins), dice) }
        }
        return best
    }
}
