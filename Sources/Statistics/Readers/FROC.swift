/// Lesions found against false marks in a scan, for every threshold.
///
/// Bunch, Hamilton, Sanderson, Simmons: A free response approach to the measurement and characterization of
/// radiographic observer performance. Proc SPIE 127:124, 1977. A lesion is found where a mark on it scores at least
/// the threshold; several marks on one lesion count once.
public struct FROC: Sendable {
    /// What a reader or a model marked on one scan.
    public struct Scan: Sendable {
        /// Whose scan it is, from 0.
        public let patient: Int
        /// How many lesions there are.
        public let lesions: Int
        /// The highest score of the marks on each lesion that has any.
        let hits: [Double]
        /// The scores of all other marks.
        let falseMarks: [Double]

        /// - Parameters:
        ///   - patient: whose scan it is, from 0.
        ///   - lesions: how many there are.
        ///   - marks: each with its score, and the lesion it is on, from 0; `nil` where it is on none.
        /// - Precondition: the marks' lesions exist, and their scores are numbers.
        public init(patient: Int, lesions: Int, marks: [(score: Double, lesion: Int?)]) {
            precondition(!marks.contains { $0.score.isNaN })
            precondition(marks.compactMap(\.lesion).allSatisfy((0..<lesions).contains))
            self.patient = patient
            self.lesions = lesions
            var best: [Int: Double] = [:]
            for mark in marks {
                if let lesion = mark.lesion { best[lesion] = max(best[lesion] ?? -.infinity, mark.score) }
            }
            hits = Array(best.values)
            falseMarks = marks.filter { $0.lesion == nil }.map(\.score)
        }
    }

    /// A threshold and what it does.
    public struct Point: Codable, Equatable, Sendable {
        /// Marks that score at least this count; infinite where none does.
        public let threshold: Double
        /// The share of lesions that are found.
        public let sensitivity: Double
        /// False marks in a scan, in the mean.
        public let falseMarks: Double
    }

    private let scans: [Scan]
    /// Runs of marks with one score, falling.
    private let runs: [Run]

    private struct Run {
        let score: Double
        /// The patients of found lesions, and of false marks.
        var found: [Int] = []
        var wrong: [Int] = []
    }

    /// `nil` without a lesion.
    public init?(_ scans: [Scan]) {
        guard scans.contains(where: { $0.lesions > 0 }) else { return nil }
        self.scans = scans
        let marks = scans.flatMap { scan in
            scan.hits.map { ($0, scan.patient, true) } + scan.falseMarks.map { ($0, scan.patient, false) }
        }
        var runs: [Run] = []
        for (score, patient, isHit) in marks.sorted(by: { $0.0 > $1.0 }) {
            if runs.last?.score != score { runs.append(Run(score: score)) }
            if isHit {
                runs[runs.count - 1].found.append(patient)
            } else {
                runs[runs.count - 1].wrong.append(patient)
            }
        }
        self.runs = runs
    }

    /// How many lesions there are in all scans.
    public var lesions: Int { scans.reduce(0) { $0 + $1.lesions } }

    /// From no mark to all; the thresholds fall.
    public var points: [Point] { points([Int](repeating: 1, count: patients)) ?? [] }

    /// The largest share of lesions found at a threshold with at most so many false marks in a scan.
    public func sensitivity(falseMarks: Double) -> Double {
        sensitivity([falseMarks], [Int](repeating: 1, count: patients)) ?? 0
    }

    /// The mean of the sensitivities at several rates of false marks in a scan, with a bootstrap interval over
    /// patients; one rate gives its sensitivity.
    ///
    /// - Precondition: there is a rate.
    public func sensitivity(
        falseMarks rates: [Double], bootstrap: Bootstrap, level: Double = 0.95,
        using generator: inout some RandomNumberGenerator
    ) -> Estimate? {
        bootstrap.estimate(patients: patients, level: level, using: &generator) { sensitivity(rates, $0) }
    }

    /// The largest share of lesions found where each patient counts so often; `nil` where these have no lesion.
    public func sensitivity(falseMarks: Double, counts: [Int]) -> Double? {
        sensitivity([falseMarks], counts)
    }

    private var patients: Int { (scans.map(\.patient).max() ?? -1) + 1 }

    private func sensitivity(_ rates: [Double], _ counts: [Int]) -> Double? {
        guard let points = points(counts) else { return nil }
        let found = rates.map { rate in points.last { $0.falseMarks <= rate }?.sensitivity ?? 0 }
        return found.reduce(0, +) / Double(rates.count)
    }

    /// Where each patient counts so often; `nil` where these have no lesion.
    private func points(_ counts: [Int]) -> [Point]? {
        let lesions = scans.reduce(0) { $0 + counts[$1.patient] * $1.lesions }
        let number = scans.reduce(0) { $0 + counts[$1.patient] }
        guard lesions > 0 else { return nil }
        var (found, wrong) = (0, 0)
        var points = [Point(threshold: .infinity, sensitivity: 0, falseMarks: 0)]
        for run in runs {
            found += run.found.reduce(0) { $0 + counts[$1] }
            wrong += run.wrong.reduce(0) { $0 + counts[$1] }
            points.append(
                Point(
                    threshold: run.score, sensitivity: Double(found) / Double(lesions),
                    falseMarks: Double(wrong) / Double(number)))
        }
        return points
    }
}
