import Scintigraphy
public import Statistics

/// What models of hot spots are worth on patients from whom they have not learnt.
public struct HotSpotValidation: Codable, Equatable, Sendable {
    /// How many patients, and hot spots that count.
    public let patients, hotSpots: Int
    /// Hot spots that are on no lesion, in a scan.
    public let falseMarks: Estimate
    /// The share of metastases over 15 mm that can be seen and that a hot spot meets.
    public let sensitivity: Estimate
    /// Whether there is a lesion.
    public let lesion: Answers
    /// Whether a lesion is malignant.
    public let malignancy: Answers

    /// One model's answers; intervals are over patients, but those of slope and intercept.
    public struct Answers: Codable, Equatable, Sendable {
        /// The hot spots that were asked about, and how many have the finding.
        public let hotSpots, withFinding: Int
        /// The area under the ROC curve.
        public let area: Estimate
        /// Brier's score.
        public let brier: Estimate
        /// Of the truth's log odds on the probabilities'; 1 and 0 are right.
        public let slope, intercept: Estimate
        /// Means and frequencies of five bins of as many hot spots.
        public let reliability: [ReliabilityBin]
    }
}

extension HotSpotValidation {
    /// For people, a line each.
    public var sentences: [String] {
        func line(_ name: String, _ answers: Answers) -> String {
            "\(name): \(answers.withFinding) of \(answers.hotSpots) hot spots; AUC \(answers.area); Brier \(answers.brier); "
                + "slope \(answers.slope), intercept \(answers.intercept)"
        }
        return [
            "\(patients) patients, \(hotSpots) hot spots; false marks in a scan \(falseMarks); metastases over 15 mm that "
                + "can be seen: found \(sensitivity)", line("lesion", lesion), line("malignant", malignancy),
        ]
    }

    /// `nil` where there are too few patients or hot spots for any figure.
    init?(_ patients: [HotSpotTraining.Patient], _ model: HotSpotModel) {
        var generator = SeededGenerator(seed: 1)
        let bootstrap = Bootstrap(replicates: 1000)
        func estimate(_ statistic: ([Int]) -> Double?) -> Estimate? {
            bootstrap.estimate(patients: patients.count, using: &generator, statistic: statistic)
        }
        let falseMarks = estimate { counts in
            let marks = zip(patients, counts).reduce(0) {
                $0 + $1.1 * $1.0.examples.count { $0.truth.lesions.isEmpty }
            }
            return Double(marks) / Double(counts.reduce(0, +))
        }
        let sensitivity = estimate { counts in
            let asked = zip(patients, counts).reduce(0) { $0 + $1.1 * $1.0.asked.count }
            let found = zip(patients, counts).reduce(0) { $0 + $1.1 * $1.0.found.count }
            return asked > 0 ? Double(found) / Double(asked) : nil
        }
        let cases = patients.enumerated().flatMap { index, patient in
            patient.examples.map { (patient: index, example: $0) }
        }
        guard let falseMarks, let sensitivity,
            let lesion = Answers(
                cases.map { (model.lesion.probability($0.example.terms), $0.patient) },
                cases.map { !$0.example.truth.lesions.isEmpty }),
            let malignancy = Answers(
                cases.filter { $0.example.truth.isMalignant != nil }.map {
                    (model.malignancy.probability($0.example.terms), $0.patient)
                }, cases.compactMap(\.example.truth.isMalignant))
        else { return nil }
        self.init(
            patients: patients.count, hotSpots: cases.count, falseMarks: falseMarks, sensitivity: sensitivity,
            lesion: lesion, malignancy: malignancy)
    }
}

extension HotSpotValidation.Answers {
    fileprivate init?(_ answers: [(probability: Double, patient: Int)], _ labels: [Bool]) {
        let probabilities = answers.map(\.probability)
        var generator = SeededGenerator(seed: 1)
        let bootstrap = Bootstrap(replicates: 1000)
        guard let calibration = Calibration(probabilities: probabilities, labels: labels),
            let line = calibration.line(),
            let area = bootstrap.auc(
                scores: probabilities, labels: labels, patients: answers.map(\.patient), using: &generator),
            let brier = bootstrap.mean(
                of: zip(probabilities, labels).map { ($0 - ($1 ? 1 : 0)) * ($0 - ($1 ? 1 : 0)) },
                patients: answers.map(\.patient), using: &generator)
        else { return nil }
        self.init(
            hotSpots: labels.count, withFinding: labels.count { $0 }, area: area, brier: brier,
            slope: line.slope, intercept: line.intercept, reliability: calibration.reliability(.equalCount(5))
        )
    }
}
