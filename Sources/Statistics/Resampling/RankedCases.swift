/// Cases in the order of their scores, for areas under ROC curves of many samples of them.
struct RankedCases {
    private let patients: [Int]
    private let labels: [Bool]
    /// Where each run of cases with one score ends.
    private let ends: [Int]

    init(scores: [Double], labels: [Bool], patients: [Int]) {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        self.patients = order.map { patients[$0] }
        self.labels = order.map { labels[$0] }
        let sorted = order.map { scores[$0] }
        ends = sorted.indices.filter { $0 + 1 == sorted.count || sorted[$0 + 1] != sorted[$0] }.map { $0 + 1 }
    }

    /// Mann-Whitney's area where each patient counts so often; `nil` without one of the classes.
    func area(_ counts: [Int]) -> Double? {
        var (positives, negatives, twice, start) = (0, 0, 0, 0)
        for end in ends {
            var (hits, alarms) = (0, 0)
            for each in start..<end {
                let count = counts[patients[each]]
                if labels[each] { hits += count } else { alarms += count }
            }
            twice += hits * (2 * negatives + alarms)
            positives += hits
            negatives += alarms
            start = end
        }
        guard positives > 0, negatives > 0 else { return nil }
        return Double(twice) / (2 * Double(positives) * Double(negatives))
    }
}
