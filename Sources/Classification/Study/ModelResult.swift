import Training

/// What one model of a study answered: scores/QUESTION/MODEL.json.
struct ModelResult: Codable {
    let model: ClassifierArchitecture
    let task: ClassificationTask
    /// Numbers that are learnt.
    let parameters: Int
    let input: ClassifierInput
    /// One for each seed and fold.
    let members: [Member]
    /// Its answers for the patients for validation, those for the test, and for each kind of difficult scans.
    let cases: [String: [Case]]

    /// The sets that are in every study; the others are called as ``DifficultScans`` are.
    static let validation = "validation", test = "test"

    /// A training.
    struct Member: Codable {
        let seed: UInt64
        /// 0 where the study has none.
        let fold: Int
        /// The step whose weights were the best.
        let step: String
        /// Of these weights' file.
        let sha256: String
        /// On the patients for validation.
        let validationAUC: Double
        /// On those for the test; `nil` where there are fewer than two of either answer.
        let testAUC: Double?
    }

    /// A scan.
    struct Case: Codable {
        let patient: String
        let answer: Bool
        /// The mean of the members who may be asked.
        let logit: Double
        /// What quality control would set it aside for.
        let faults: [String]
    }
}

/// Puts together what a model's members answer.
struct MemberScores {
    private var scans: [String: [LabelledScan]] = [:]
    private var logits: [String: [String: [Double]]] = [:]

    /// Adds a member's answers for scans of a set.
    mutating func add(_ set: String, _ scans: [LabelledScan], _ logits: [Double]) {
        for (scan, logit) in zip(scans, logits) {
            if self.logits[set]?[scan.patient] == nil { self.scans[set, default: []].append(scan) }
            self.logits[set, default: [:]][scan.patient, default: []].append(logit)
        }
    }

    /// The means, by set.
    var cases: [String: [ModelResult.Case]] {
        scans.reduce(into: [:]) { result, each in
            result[each.key] = each.value.map { scan in
                let own = logits[each.key]?[scan.patient] ?? []
                return ModelResult.Case(
                    patient: scan.patient, answer: scan.answer,
                    logit: own.reduce(0, +) / Double(own.count), faults: scan.faults)
            }
        }
    }
}
