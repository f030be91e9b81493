import Statistics

/// All scores of a study. Patients, not images, are the observations: each has one number for a method and level, the
/// mean over frames and realisations.
struct ScoreBook: Sendable {
    /// In the order of the tables.
    let methods: [String]
    /// In the order of the tables.
    let levels: [CountLevel]
    /// In the order in which they were added.
    private(set) var patients: [String] = []
    private var sums: [Key: [String: (sum: Double, count: Int)]] = [:]

    struct Key: Hashable {
        let method: String
        let level: CountLevel
        let measure: Measure
    }

    init(methods: [String], levels: [CountLevel]) {
        self.methods = methods
        self.levels = levels
    }

    mutating func add(_ scores: [Score], method: String) {
        for score in scores {
            let patient = score.patient
            if !patients.contains(patient) { patients.append(patient) }
            for (measure, value) in score.values {
                let key = Key(method: method, level: score.level, measure: measure)
                let (sum, count) = sums[key]?[patient] ?? (0, 0)
                sums[key, default: [:]][patient] = (sum + value, count + 1)
            }
        }
    }

    /// The patients' means, in the patients' order; `nil` for those who have none.
    func means(_ key: Key) -> [Double?] {
        patients.map { patient in
            sums[key]?[patient].map { $0.sum / Double($0.count) }
        }
    }

    /// Whether anything was measured so.
    func has(_ measure: Measure) -> Bool { sums.keys.contains { $0.measure == measure } }

    /// How many patients were measured so, in words: not all have lesions, or a place for one.
    func patientsText(_ measure: Measure) -> String {
        let counts = sums.filter { $0.key.measure == measure }.map(\.value.count)
        guard let least = counts.min(), let most = counts.max() else { return "no patients" }
        return least == most ? "\(least) patients" : "\(least) to \(most) patients"
    }

    /// The mean over patients with its 95 % interval; `nil` for fewer than two patients.
    func estimate(_ key: Key) -> Estimate? {
        Estimate.mean(of: means(key).compactMap(\.self), unit: key.measure.unit)
    }

    /// One method minus another, patient by patient, for those who have both.
    func differences(_ key: Key, minus other: String) -> [Double] {
        let others = means(Key(method: other, level: key.level, measure: key.measure))
        return zip(means(key), others).compactMap { a, b in a.flatMap { a in b.map { a - $0 } } }
    }
}
