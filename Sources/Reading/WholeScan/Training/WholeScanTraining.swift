import Classification
public import Figures
public import Foundation
import Scintigraphy
import Statistics
public import Training

/// Teaches the models of whole scans from patients whose answers are known, and whom no other model knows.
///
/// Ten times models learn from nine tenths of the patients and answer for the last tenth: what they say of patients whom
/// they do not know gives probabilities, thresholds and worth. The model itself learns from all.
public struct WholeScanTraining {
    /// Hardly any: there are two terms and hundreds of patients.
    private static let ridge = 1.0
    private static let folds = 10

    private let cohort: CohortFolder
    private let models: ReadingModels
    private let software: String
    /// Those of whom the cohort's table says whether they are abnormal.
    public let patients: [CohortPatient]

    /// - Parameters:
    ///   - cohort: patients of whom none has taught a model, such as simulated ones of another seed.
    ///   - models: what a reading asks; all of them.
    /// - Throws: where one is missing, or the cohort's table has no answers.
    public init(_ cohort: CohortFolder, models: ReadingModels, software: String) throws {
        (self.cohort, self.models, self.software) = (cohort, models, software)
        if let missing = models.missing.first(where: { $0.stage != WholeScanModel.stage }) {
            throw ReadingError("\(missing.stage) is missing: \(missing.reason)")
        }
        patients = cohort.patients.filter { $0.isAbnormal != nil }
        guard !patients.isEmpty else {
            throw ReadingError(
                "\(cohort.url.path): cohort.csv says of no patient whether the scan is abnormal; fill its columns abnormal and "
                    + "malignant with 1 or 0")
        }
    }

    /// What decides the result, beside the cohort's files, as a file.
    public func settingsData() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(
            Plan(software: software, models: models.weighed, patients: patients.map(\.name)))
            + Data("\n".utf8)
    }

    private struct Plan: Encodable {
        let software: String
        let models, patients: [String]
    }

    /// What came out.
    public struct Result: Sendable {
        /// The models, with what they are worth.
        public let model: WholeScanModel
        /// What taught them, and what those said that did not know the patient: a line for each patient.
        public let answers: Table
    }

    /// Asks all models about all patients, fits and judges.
    ///
    /// Throws where a patient cannot be read, or there are not both kinds of patients.
    public func callAsFunction(advance: () -> Void) throws -> Result {
        let examples = try patients.map { patient in
            defer { advance() }
            return try example(patient)
        }
        let learnt = try ClassificationTask.allCases.map { question in
            guard let learnt = Learnt(question, examples, ridge: Self.ridge, folds: Self.folds) else {
                throw ReadingError(
                    "\(cohort.url.path): \(examples.count) patients are not of both kinds, \(question.rawValue) or not, in "
                        + "each tenth of them; learn from more patients")
            }
            return learnt
        }
        return Result(
            model: WholeScanModel(
                software: software,
                learntFrom: "\(examples.count) patients of \(cohort.url.lastPathComponent)",
                models: models.weighed,
                questions: learnt.map(\.model)),
            answers: Self.table(examples, learnt))
    }

    private func example(_ patient: CohortPatient) throws -> WholeScanExample {
        let scan = try cohort.open(patient).scan
        guard let facts = try models.facts(of: scan) else {
            throw ReadingError("\(patient.name): models do not answer every question of this scan")
        }
        return WholeScanExample(
            patient: patient.name, facts: facts, isAbnormal: patient.isAbnormal,
            isMalignant: patient.isMalignant)
    }

    private static func table(_ examples: [WholeScanExample], _ learnt: [Learnt]) -> Table {
        let terms = learnt.flatMap { one in
            WholeScanTerm.names.map { "\(one.model.question.rawValue): \($0)" } + [
                "\(one.model.question.rawValue): log odds by the others' model"
            ]
        }
        return Table(
            "Whole scans", columns: ["patient", "abnormal", "malignant"] + terms,
            rows: examples.map { example in
                [example.patient]
                    + [example.isAbnormal, example.isMalignant].map { $0.map { $0 ? "1" : "0" } ?? "" }
                    + learnt.flatMap { one in
                        example.facts.row(one.model.question).map { "\($0)" } + [
                            one.logits[example.patient].map { "\($0)" } ?? ""
                        ]
                    }
            })
    }
}

/// A patient from whom models of whole scans learn.
struct WholeScanExample: Equatable, Sendable {
    let patient: String
    let facts: WholeScanFacts
    let isAbnormal, isMalignant: Bool?

    /// The right answer; `nil` where the question does not arise.
    func answer(_ question: ClassificationTask) -> Bool? {
        switch question {
        case .abnormal: isAbnormal
        case .malignant: isAbnormal == true ? isMalignant : nil
        }
    }
}

extension WholeScanTraining {
    /// What answers a question, and what models said that did not know the patient.
    struct Learnt {
        let model: WholeScanModel.Question
        /// By the patient's name.
        let logits: [String: Double]

        /// `nil` where the patients, or all but a fold of them, are not of both kinds.
        init?(_ question: ClassificationTask, _ examples: [WholeScanExample], ridge: Double, folds: Int) {
            let asked = examples.compactMap { example in
                example.answer(question).map {
                    (
                        patient: example.patient, row: example.facts.row(question),
                        isSo: $0
                    )
                }
            }
            func fit(_ cases: [(patient: String, row: [Double], isSo: Bool)]) -> StandardisedLogistic? {
                StandardisedLogistic(
                    WholeScanTerm.names, cases.map(\.row), labels: cases.map(\.isSo), ridge: ridge)
            }
            var logits = [Double](repeating: 0, count: asked.count)
            for fold in 0..<folds {
                let others = asked.indices.filter { $0 % folds != fold }.map { asked[$0] }
                guard let model = fit(others) else { return nil }
                for place in stride(from: fold, to: asked.count, by: folds) {
                    logits[place] = model.logit(asked[place].row)
                }
            }
            let classifier = WholeScanTerm.allCases.firstIndex(of: .classifier) ?? 0
            let labels = asked.map(\.isSo)
            guard let logistic = fit(asked),
                let worth = WholeScanWorth(
                    logits, classifier: asked.map { $0.row[classifier] }, labels: labels)
            else { return nil }
            model = WholeScanModel.Question(
                question: question, logistic: logistic,
                validation: ValidationScores(logits: logits, answers: labels), worth: worth)
            self.logits = Dictionary(uniqueKeysWithValues: zip(asked.map(\.patient), logits))
        }
    }
}

extension ReadingModels {
    /// What a reading of this scan knows when it comes to the whole; `nil` where a model does not answer.
    fileprivate func facts(of scan: BoneScan) throws -> WholeScanFacts? {
        guard let segmenter else { return nil }
        let segmented = try segmenter.views(of: scan)
        let artefacts = HotArtefact.all(in: scan, segmented: segmented)
        let answers = try classifiers.map {
            Findings.Classified(question: $0.task, answer: try $0(scan), model: .init($0))
        }
        return HotSpotFinder(model: hotSpots).find(in: segmented, of: scan, artefacts: artefacts)
            .flatMap { WholeScanFacts(answers, $0) }
    }
}
