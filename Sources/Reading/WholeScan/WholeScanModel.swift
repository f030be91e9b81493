import Classification
import Figures
public import Foundation
import Training

/// What a reading says of a scan as a whole: its classifiers' answers and its hot spots, weighed together.
///
/// A logistic regression for each question, as Wolpert stacks models (Stacked generalization. Neural Networks 5:241,
/// 1992). Research use only: that which is shipped has learnt from simulated patients.
public struct WholeScanModel: Codable, Equatable, Sendable {
    /// What this is, for whoever finds the file alone.
    public var notice = "Research use only; not for diagnosis."
    /// What made it, such as the version of the program.
    public var software: String
    /// Which patients it learnt from.
    public var learntFrom: String
    /// Whose answers it weighs: the SHA-256 digests of the files of both classifiers, the segmenter and the models of hot
    /// spots.
    public var models: [String]
    /// One for each question.
    let questions: [Question]
    /// The SHA-256 digest of the file that it was read from, 64 hexadecimal digits; `nil` before there is one.
    public private(set) var hash: String?

    /// What answers one question.
    struct Question: Codable, Equatable, Sendable {
        let question: ClassificationTask
        let logistic: StandardisedLogistic
        /// What models that learnt from nine tenths of the patients said of the last tenth: probability and threshold come
        /// from this.
        let validation: ValidationScores
        /// What they are worth beside the classifier alone.
        let worth: WholeScanWorth
    }

    private enum CodingKeys: String, CodingKey {
        case notice, software, learntFrom, models, questions
    }

    /// The file in the model's folder.
    public static let file = "model.json"
    /// What the model is called.
    static let name = "whole-scan"
    /// The stage of a reading that asks it.
    static let stage = "whole scan"

    init(software: String, learntFrom: String, models: [String], questions: [Question]) {
        (self.software, self.learntFrom, self.models) = (software, learntFrom, models)
        self.questions = questions
    }

    /// Reads what ``data()`` wrote.
    ///
    /// Throws a sentence with the file where it is none, or its terms are not those of this version.
    public init(file: URL) throws(ReadingError) {
        let remedy = "give a file that `bonescan train whole-scan` has written"
        guard file.kind != .absent else { throw ReadingError("\(file.path) does not exist; \(remedy)") }
        let data: Data
        do { data = try Data(contentsOf: file) } catch {
            throw ReadingError("\(file.path) cannot be read: \(error.localizedDescription); \(remedy)")
        }
        do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
            throw ReadingError("\(file.path) is no model of whole scans; \(remedy)")
        }
        hash = SHA256.digest(of: data)
        let isKnown = questions.allSatisfy { question in
            question.logistic.knows(WholeScanTerm.names) && question.validation.isWhole
        }
        guard isKnown, questions.map(\.question) == ClassificationTask.allCases else {
            throw ReadingError(
                "\(file.path) has other terms than this version knows, or numbers that are none; train it again"
            )
        }
    }

    /// As a file.
    public func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// What it is worth, a line for each question.
    public var sentences: [String] { questions.map { "\($0.question.rawValue): \($0.worth.sentence)" } }

    /// Each question's answer; cautions are the classifiers' own.
    func answers(_ facts: WholeScanFacts, _ classification: [Findings.Classified]) -> [Findings.Classified] {
        guard let evidence = Findings.ModelEvidence(self) else { return [] }
        return questions.compactMap { question in
            guard let own = classification.first(where: { $0.question == question.question }) else {
                return nil
            }
            let logit = question.logistic.logit(facts.row(question.question))
            return Findings.Classified(
                question: question.question,
                answer: ClassifierAnswer(
                    logit: logit, question.validation, cautions: own.answer.cautions),
                model: evidence)
        }
    }
}

extension ModelFolder {
    /// The models of whole scans that are shipped: whole-scan/model.json.
    ///
    /// Throws one sentence where there are none, or they cannot be read.
    public func wholeScanModel() throws(ReadingError) -> WholeScanModel {
        try WholeScanModel(file: url.appending(path: "\(WholeScanModel.name)/\(WholeScanModel.file)"))
    }
}
