public import Foundation
public import Statistics
import Torch

/// What a trained model answered for the patients for validation, who chose its weights: from this come its
/// probabilities and its thresholds. Part of its file's metadata.
public struct ValidationScores: Codable, Equatable, Sendable {
    /// The model's log odds, one for each patient.
    public let logits: [Double]
    /// The right answers.
    public let answers: [Bool]

    /// What a file's metadata call it.
    static let fact = "validation"

    /// - Precondition: one of each for each patient.
    public init(logits: [Double], answers: [Bool]) {
        self.logits = logits
        self.answers = answers
    }

    /// `nil` where the metadata's text is broken.
    init?(_ text: String) {
        guard let scores = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)), scores.isWhole
        else { return nil }
        self = scores
    }

    /// Whether there are patients, an answer for each, and all log odds are numbers.
    public var isWhole: Bool {
        !logits.isEmpty && logits.count == answers.count && logits.allSatisfy(\.isFinite)
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys  // the same bytes in every process
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// From log odds to probabilities among patients like these; `nil` where no line fits.
    public var scaling: PlattScaling? { PlattScaling(logits: logits, labels: answers) }

    /// The log odds from which on a scan is called positive: Youden's on these patients.
    public var threshold: Double? {
        let cases = zip(logits, answers)
        let curve = ROCCurve(
            positives: cases.filter(\.1).map(\.0), negatives: cases.filter { !$0.1 }.map(\.0))
        return curve.map(\.youden.threshold).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The area under the ROC curve; `nil` with fewer than two of either answer.
    var area: Double? {
        let cases = zip(logits, answers)
        return AUC(positives: cases.filter(\.1).map(\.0), negatives: cases.filter { !$0.1 }.map(\.0))?.value
    }
}

extension TrainedClassifier {
    /// Adds what the weights of a file answer for these scans to what it says of itself; the network takes them up.
    static func noteValidation(
        _ scans: [LabelledScan], in file: URL, by network: any Classifier, _ recipe: ClassifierRecipe,
        device: Device
    ) throws {
        let tensors = try SafeTensors.read(file)
        try network.load(tensors)
        network.evaluate()
        let logits = withoutGradient { network.logits(of: scans, by: recipe, device: device) }
        var facts = try SafeTensors.metadata(file)
        facts[ValidationScores.fact] = try ValidationScores(
            logits: logits, answers: scans.map(\.answer)
        ).text
        try SafeTensors.write(tensors, metadata: facts, to: file)
    }
}
