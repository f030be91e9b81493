import Figures
import Statistics

/// What a model of whole scans is worth beside the classifier that it weighs, on the same patients: none of them taught the
/// model that answered for him, nor any classifier.
struct WholeScanWorth: Codable, Equatable, Sendable {
    /// How many patients were asked about, and how many have the finding.
    let patients, withFinding: Int
    /// The areas under the ROC curves.
    let area, classifierArea: Estimate
    /// By how much they differ: DeLong's test.
    let difference: AreaDifference

    /// `nil` with fewer than two patients of either kind.
    init?(_ scores: [Double], classifier: [Double], labels: [Bool]) {
        guard let test = DeLong(scores: [scores, classifier], labels: labels) else { return nil }
        (patients, withFinding) = (labels.count, labels.count { $0 })
        (area, classifierArea) = (test.estimate(0), test.estimate(1))
        difference = test.difference(0, from: 1)
    }

    /// For people.
    var sentence: String {
        "\(withFinding) of \(patients) patients; AUC \(area), of the classifier alone \(classifierArea); difference "
            + "\(difference.estimate), p \(difference.p.chanceText)"
    }
}
