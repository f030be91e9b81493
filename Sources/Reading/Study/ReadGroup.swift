import Classification
import Phantoms
import Scintigraphy
import Segmentation
import Statistics

/// One reading of each of several patients, and what they are worth together.
struct ReadGroup {
    /// As tables call it.
    let name: String
    /// Of patients whose scans models were asked about.
    let cases: [Case]
    /// How many scans there were of which nothing was told.
    let refused: Int
    private let bootstrap: Bootstrap
    private let seed: UInt64

    struct Case {
        let truth: CaseTruth
        let reading: CaseReading
        /// That of the whole scan, as it is.
        let whole: CaseReading
    }

    /// - Parameters:
    ///   - cases: patients, refused or not.
    ///   - reading: that of each which is judged; `nil` leaves the patient out.
    init(_ name: String, _ cases: [ReadCase], plan: ReadingStudy.Plan, _ reading: (ReadCase) -> CaseReading?)
    {
        let all = cases.compactMap { patient in
            reading(patient).map {
                Case(truth: patient.truth, reading: $0, whole: patient.readings[0])
            }
        }
        self.name = name
        self.cases = all.filter { $0.reading.refusal == nil }
        refused = all.count - self.cases.count
        (bootstrap, seed) = (Bootstrap(replicates: plan.replicates), plan.seed)
    }

    /// A statistic with its interval, given how often each patient counts.
    private func estimate(_ statistic: ([Int]) -> Double?) -> Estimate? {
        var generator = SeededGenerator(seed: seed)
        return bootstrap.estimate(patients: cases.count, using: &generator, statistic: statistic)
    }

    /// The mean of a number of each patient.
    func mean(_ value: (Case) -> Double?) -> Estimate? {
        let known = cases.enumerated().compactMap { patient, one in value(one).map { (patient, $0) } }
        var generator = SeededGenerator(seed: seed)
        return bootstrap.mean(of: known.map(\.1), patients: known.map(\.0), using: &generator)
    }
}

/// Classification.
extension ReadGroup {
    /// The answer to a question, of those patients for whom it arises.
    private func answered<Value>(
        _ task: ClassificationTask, _ value: (CaseReading) -> Value?
    ) -> [(isSo: Bool, value: Value)] {
        cases.compactMap { one in
            guard task == .abnormal || one.truth.isAbnormal, let value = value(one.reading) else {
                return nil
            }
            return (task == .abnormal ? one.truth.isAbnormal : one.truth.isMalignant, value)
        }
    }

    /// The area under the ROC curve, of the readings' log odds or the classifiers' alone.
    func area(
        _ task: ClassificationTask, of odds: KeyPath<CaseReading, [String: Double]> = \.odds
    ) -> Estimate? {
        let answers = answered(task) { $0[keyPath: odds][task.rawValue] }
        var generator = SeededGenerator(seed: seed)
        return bootstrap.auc(scores: answers.map(\.value), labels: answers.map(\.isSo), using: &generator)
    }

    /// The share of scans with the finding that are called so, or of those without that are not.
    func rightCalls(_ task: ClassificationTask, with finding: Bool) -> Estimate? {
        let calls = answered(task) { $0.calls[task.rawValue] }.filter { $0.isSo == finding }
        guard !calls.isEmpty else { return nil }
        return .proportion(successes: calls.count { $0.value == finding }, trials: calls.count)
    }
}

/// Bones and hot spots.
extension ReadGroup {
    /// Dice's coefficient of the twelve classes of bone, of all pixels of all views together.
    var dice: Estimate? {
        estimate { counts in
            var all = ClassOverlap(classes: BoneClass.labels)
            for (one, times) in zip(cases, counts) {
                if let bones = one.reading.bones { all.add(bones, times: times) }
            }
            let scores = OverlapScores(all).dice
            let known = BoneClass.allCases.compactMap { scores[Int($0.label)] }
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
    }

    /// The lesions that are asked for against marks on no lesion at all; marks on others neither find nor count.
    func froc(_ asked: AskedLesions) -> FROC? {
        FROC(
            cases.enumerated().map { patient, one in
                let wanted = one.truth.lesions.filter(asked.contains).map(\.number)
                let marks = one.reading.marks.flatMap { mark -> [(score: Double, lesion: Int?)] in
                    mark.lesions.isEmpty
                        ? [(mark.score, nil)]
                        : mark.lesions.compactMap { lesion in
                            wanted.firstIndex(of: lesion).map { (mark.score, $0) }
                        }
                }
                return FROC.Scan(patient: patient, lesions: wanted.count, marks: marks)
            })
    }

    /// The share of the lesions found at so many false marks in a scan.
    func sensitivity(_ asked: AskedLesions, falseMarks: Double) -> Estimate? {
        var generator = SeededGenerator(seed: seed)
        return froc(asked)?.sensitivity(falseMarks: [falseMarks], bootstrap: bootstrap, using: &generator)
    }

    /// The share of the lesions that hot spots meet.
    func found(_ asked: AskedLesions) -> Estimate? {
        let each = cases.map { one in
            let met = Set(one.reading.marks.filter(\.isCalled).flatMap(\.lesions))
            let wanted = one.truth.lesions.filter(asked.contains)
            return (wanted: wanted.count, found: wanted.count { met.contains($0.number) })
        }
        return estimate { counts in
            let wanted = zip(each, counts).reduce(0) { $0 + $1.0.wanted * $1.1 }
            let found = zip(each, counts).reduce(0) { $0 + $1.0.found * $1.1 }
            return wanted > 0 ? Double(found) / Double(wanted) : nil
        }
    }

    /// Hot spots on no lesion, in a scan.
    var falseMarks: Estimate? {
        mean { Double($0.reading.marks.count { $0.isCalled && $0.lesions.isEmpty }) }
    }

    /// The share of hot spots on lesions that are said to lie in the bone of one of them.
    var rightBones: Estimate? {
        let each = cases.map { one in
            let met = one.reading.marks.filter { $0.isCalled && !$0.lesions.isEmpty }
            let right = met.count { mark in
                one.truth.lesions.contains { mark.lesions.contains($0.number) && $0.bone == mark.bone }
            }
            return (all: met.count, right: right)
        }
        return estimate { counts in
            let all = zip(each, counts).reduce(0) { $0 + $1.0.all * $1.1 }
            let right = zip(each, counts).reduce(0) { $0 + $1.0.right * $1.1 }
            return all > 0 ? Double(right) / Double(all) : nil
        }
    }

    /// The area under the ROC curve of the probability that a hot spot on a lesion is malignant.
    var malignancy: Estimate? {
        let marks = cases.enumerated().flatMap { patient, one in
            one.reading.marks.compactMap { mark -> (score: Double, isSo: Bool, patient: Int)? in
                let lesion = one.truth.lesions.first { $0.number == mark.lesions.first }
                guard let lesion, let malignancy = mark.malignancy else { return nil }
                return (malignancy, lesion.isMalignant, patient)
            }
        }
        var generator = SeededGenerator(seed: seed)
        return bootstrap.auc(
            scores: marks.map(\.score), labels: marks.map(\.isSo), patients: marks.map(\.patient),
            using: &generator)
    }

    /// Of the whole scans' hot spots, the share that are told again.
    var kept: Estimate? {
        let agreements = cases.map(\.reading.agreement)
        return estimate { counts in
            var (kept, all) = (0, 0)
            for (agreement, times) in zip(agreements, counts) {
                guard let agreement else { continue }
                kept += times * agreement.kept
                all += times * (agreement.kept + agreement.lost)
            }
            return all > 0 ? Double(kept) / Double(all) : nil
        }
    }
}

/// The Bone Scan Index.
extension ReadGroup {
    /// A measure of the indices beside what they should be.
    func index(
        _ measure: PairedMeasurements.Measure, against truth: (Case) -> Double? = \.truth.index
    ) -> Estimate? {
        let pairs = cases.compactMap { one in
            one.reading.index.flatMap { index in truth(one).map { (index.value, $0) } }
        }
        var generator = SeededGenerator(seed: seed)
        return PairedMeasurements(pairs).estimate(measure, by: bootstrap, using: &generator)
    }

    /// Of the patients with such a true index, the share for whom something holds of the one that was told.
    func share(of truths: (Double) -> Bool, with holds: (Estimate, Double) -> Bool) -> Estimate? {
        let asked = cases.compactMap { one in
            truths(one.truth.index) ? one.reading.index.map { holds($0, one.truth.index) } : nil
        }
        guard !asked.isEmpty else { return nil }
        return .proportion(successes: asked.count { $0 }, trials: asked.count)
    }
}
