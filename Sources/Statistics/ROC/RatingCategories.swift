/// How often each rating was given to cases with and without the finding: what a binormal curve is fitted to.
struct RatingCategories {
    /// From low ratings to high ones; no category is empty.
    let positives, negatives: [Double]

    /// Neighbouring scores that only one class has become one rating, which changes no curve's likelihood (Metz, Herman,
    /// Shen, Stat Med 17:1033, 1998).
    init(positives: [Double], negatives: [Double]) {
        let scores = (positives.map { ($0, true) } + negatives.map { ($0, false) }).sorted { $0.0 < $1.0 }
        var runs: [(positives: Double, negatives: Double)] = []
        var start = 0
        while start < scores.count {
            let same = scores[start...].prefix { $0.0 == scores[start].0 }
            let hits = Double(same.count { $0.1 })
            let run = (positives: hits, negatives: Double(same.count) - hits)
            let joins = runs.last.map { last in
                (last.negatives == 0 && run.negatives == 0) || (last.positives == 0 && run.positives == 0)
            }
            if joins == true {
                runs[runs.count - 1].positives += run.positives
                runs[runs.count - 1].negatives += run.negatives
            } else {
                runs.append(run)
            }
            start = same.endIndex
        }
        self.positives = runs.map(\.positives)
        self.negatives = runs.map(\.negatives)
    }
}
