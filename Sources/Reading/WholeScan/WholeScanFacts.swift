import Classification
import Foundation

/// What is known of a scan as a whole once its classifiers have answered and its hot spots are told.
struct WholeScanFacts: Equatable, Sendable {
    /// The classifiers' log odds.
    let odds: [ClassificationTask: Double]
    /// Those that count.
    let spots: [Spot]

    /// How probable it is that there is a lesion at a hot spot, and that a lesion there is malignant.
    struct Spot: Equatable, Sendable {
        let isLesion, isMalignant: Double
    }

    /// The probability that any hot spot is a lesion, or for the other question a malignant one, if they knew nothing of
    /// each other.
    func anySpot(_ question: ClassificationTask) -> Double {
        1 - spots.reduce(1) { $0 * (1 - $1.isLesion * (question == .malignant ? $1.isMalignant : 1)) }
    }

    /// The row of ``WholeScanTerm``s for a question.
    func row(_ question: ClassificationTask) -> [Double] {
        WholeScanTerm.allCases.map { term in
            switch term {
            case .classifier: odds[question] ?? 0
            case .hotSpots: logOdds(anySpot(question))
            }
        }
    }
}

/// What models of whole scans weigh.
enum WholeScanTerm: String, CaseIterable, Sendable {
    case classifier = "classifier's log odds"
    case hotSpots = "log odds that any hot spot has the finding"

    static let names = allCases.map(\.rawValue)
}

extension WholeScanFacts {
    /// `nil` where a classifier did not answer, or nothing told what hot spots are.
    init?(_ classification: [Findings.Classified], _ hotSpots: HotSpotSet) {
        let odds = Dictionary(
            classification.map { ($0.question, $0.answer.logit) }, uniquingKeysWith: { one, _ in one })
        guard ClassificationTask.allCases.allSatisfy({ odds[$0] != nil }) else { return nil }
        let counted = zip(hotSpots.spots, hotSpots.extents).filter(\.0.counts)
        let spots = counted.compactMap { spot, extent -> Spot? in
            guard let isLesion = extent.isLesion, let isMalignant = spot.malignancy else { return nil }
            return Spot(isLesion: isLesion, isMalignant: isMalignant)
        }
        guard spots.count == counted.count else { return nil }
        self.init(odds: odds, spots: spots)
    }
}

/// From 0.5 to 99.5 %, for no model is to be believed that is surer.
private func logOdds(_ probability: Double) -> Double {
    let p = min(max(probability, 5e-3), 1 - 5e-3)
    return log(p / (1 - p))
}
