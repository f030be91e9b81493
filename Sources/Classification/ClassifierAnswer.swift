import Foundation
public import Scintigraphy
public import Statistics

/// What a trained model says of a scan.
public struct ClassifierAnswer: Codable, Equatable, Sendable {
    /// The model's log odds of “yes”; a network's are as if both answers were as frequent.
    public let logit: Double
    /// How probable “yes” is among patients like those for validation, with the interval that fitting the scaling on
    /// them leaves; `nil` where no scaling fits.
    public let probability: Estimate?
    /// What calling scans positive from a threshold on means; `nil` where none was found.
    public let call: Call?
    /// The share of “yes” among the patients for validation, at which the probability holds; `nil` where none is known.
    public let prevalence: Double?
    /// In what the scan differs from what such models learn from.
    public let cautions: [String]

    /// A threshold, found on the patients for validation, and what it does to them.
    public struct Call: Codable, Equatable, Sendable {
        /// Whether this scan is called positive.
        public let isPositive: Bool
        /// The log odds from which on a scan is.
        public let threshold: Double
        /// The probability at that threshold; `nil` where no scaling fits.
        public let probability: Double?
        /// On the patients who chose the threshold, which flatters; exact intervals.
        public let sensitivity, specificity: Estimate?
    }

    /// Of a model that answered so for its patients for validation.
    public init(logit: Double, _ validation: ValidationScores?, cautions: [String] = []) {
        self.logit = logit
        self.cautions = cautions
        prevalence = validation.map { Double($0.answers.count { $0 }) / Double($0.answers.count) }
        // Of weights that are numbers, yet so large that their sums are none, nothing follows.
        probability = logit.isFinite ? validation?.scaling?.probability(logit: logit) : nil
        guard logit.isFinite, let validation, let threshold = validation.threshold else {
            call = nil
            return
        }
        let point = OperatingPoint(
            threshold: threshold, scores: validation.logits, labels: validation.answers)
        call = Call(
            isPositive: logit >= threshold, threshold: threshold,
            probability: validation.scaling?.probability(logit: threshold).value,
            sensitivity: point.sensitivity(), specificity: point.specificity())
    }
}

extension TrainedClassifier {
    /// What it says of a scan. Throws where a view that it takes is missing, or holds no counts.
    public func callAsFunction(_ scan: BoneScan) throws -> ClassifierAnswer {
        ClassifierAnswer(
            logit: try logit(of: scan), validation,
            cautions: architecture.views.compactMap { scan[$0] }.flatMap(\.cautions))
    }
}
