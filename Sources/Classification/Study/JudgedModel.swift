import Foundation
import Statistics

/// A model's result with what follows from the patients for validation: its threshold and its probabilities.
struct JudgedModel {
    let result: ModelResult
    let validation: ValidationScores
    /// The area on the patients for validation.
    let validationArea: Double
    let scaling: PlattScaling?
    let temperature: TemperatureScaling?
    /// Log odds from here on are called positive: Youden's, or 0 where none is better than chance.
    let threshold: Double

    init(_ result: ModelResult) {
        self.result = result
        let cases = result.cases[ModelResult.validation] ?? []
        validation = ValidationScores(logits: cases.map(\.logit), answers: cases.map(\.answer))
        validationArea = validation.area ?? 0.5
        scaling = validation.scaling
        temperature = TemperatureScaling(logits: validation.logits, labels: validation.answers)
        threshold = validation.threshold ?? 0
    }

    var name: String { result.model.rawValue }

    /// The scans of a set; empty where it is not in the study.
    func cases(_ set: String) -> [ModelResult.Case] { result.cases[set] ?? [] }

    /// The probability of a log odds: scaled where a line was found, else as it is.
    func probability(_ logit: Double) -> Double {
        scaling?.probability(logit: logit).value ?? 1 / (1 + exp(-logit))
    }

    /// What the threshold does to these cases.
    func point(_ cases: [ModelResult.Case]) -> OperatingPoint {
        OperatingPoint(threshold: threshold, scores: cases.map(\.logit), labels: cases.map(\.answer))
    }
}

extension [ModelResult.Case] {
    /// The area under the ROC curve; `nil` with fewer than two of either answer.
    var area: AUC? {
        AUC(positives: filter(\.answer).map(\.logit), negatives: filter { !$0.answer }.map(\.logit))
    }

    /// "30 of 100".
    var prevalenceText: String { "\(count(where: \.answer)) of \(count)" }
}
