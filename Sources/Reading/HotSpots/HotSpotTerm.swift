import Foundation
import Segmentation

/// A column of the models of hot spots: a number that follows from facts.
struct HotSpotTerm: Sendable {
    /// As files name it.
    let name: String
    /// What is told together as one reason; `nil` for what no reader could look up.
    let topic: HotSpotTopic?
    let value: @Sendable (HotSpotFacts) -> Double

    /// All, in the order of the columns.
    static let all: [HotSpotTerm] =
        BoneRegion.bones.map { bone in
            HotSpotTerm(name: "in \(bone.rawValue)", topic: .place) { $0.region?.bone == bone ? 1 : 0 }
        }
        + reaching.flatMap { bone in
            [
                HotSpotTerm(name: "low in \(bone.rawValue)", topic: .place) {
                    $0.region?.bone == bone ? $0.lowness - 0.5 : 0
                },
                HotSpotTerm(name: "at an end of \(bone.rawValue)", topic: .place) {
                    $0.region?.bone == bone ? 4 * ($0.lowness - 0.5) * ($0.lowness - 0.5) : 0
                },
            ]
        } + [
            HotSpotTerm(name: "off the mid-line in the spine", topic: .midLine) {
                $0.isInSpine ? min($0.offMidLine, 50) / 10 : 0
            },
            HotSpotTerm(name: "nearness of another bone, not in the spine", topic: .joint) {
                $0.isInSpine ? 0 : 1 - $0.toNextBone / HotSpotFacts.farthestJoint
            },
            HotSpotTerm(name: "log area", topic: .area) { log(max($0.area, 0.01)) },
            HotSpotTerm(name: "log contrast", topic: .contrast) { log(max($0.contrast, 0.1)) },
            HotSpotTerm(name: "logit of the probability of a focus", topic: nil) {
                let p = min(max($0.probability, 1e-4), 1 - 1e-4)
                return log(p / (1 - p))
            },
            HotSpotTerm(name: "log elongation", topic: .shape) { log($0.elongation) },
            HotSpotTerm(name: "lying across", topic: .shape) { $0.lying },
            HotSpotTerm(name: "lying across in the spine", topic: .shape) { $0.isInSpine ? $0.lying : 0 },
            HotSpotTerm(name: "in both views", topic: .views) { $0.views > 1 ? 1 : 0 },
            HotSpotTerm(name: "twin on the other side", topic: .twin) { $0.hasTwin ? 1 : 0 },
            HotSpotTerm(name: "in a row of ribs", topic: .row) { $0.isInRow ? 1 : 0 },
            HotSpotTerm(name: "log others", topic: .others) { log1p(Double($0.others)) },
            HotSpotTerm(name: "log others in spine, ribs, sternum and pelvis", topic: .others) {
                log1p(Double($0.othersOfTrunk))
            },
        ]

    /// Bones whose ends are joints, or whose parts fall ill differently.
    private static let reaching: [NamedBone] = [
        .ofClass(.skull), .ofClass(.humeri), .ofClass(.sternum), .ofClass(.ribs), .ofClass(.thoracicSpine),
        .ofClass(.lumbarSpine), .ofClass(.pelvis), .ofClass(.femora), .other,
    ]
}

/// What is told together as one reason for a probability.
enum HotSpotTopic: CaseIterable, Sendable {
    case place, midLine, joint, area, contrast, shape, views, twin, row, others

    /// What is found and what it speaks for, in a sentence.
    func sentence(_ facts: HotSpotFacts, isFor: Bool) -> String {
        "\(clause(facts)), which speaks \(isFor ? "for" : "against") malignancy."
    }

    private func clause(_ facts: HotSpotFacts) -> String {
        func text(_ value: Double, _ decimals: Int = 1) -> String { String(format: "%.\(decimals)f", value) }
        switch self {
        case .place: return Self.place(facts)
        case .midLine: return "It lies \(text(facts.offMidLine / 10)) cm off the mid-line"
        case .joint:
            return facts.toNextBone < 15
                ? "It lies close to another bone, as at a joint" : "It lies away from other bones"
        case .area: return "It covers \(text(facts.area)) cm²"
        case .contrast: return "It has \(text(facts.contrast)) times the counts of its surroundings"
        case .shape:
            guard facts.elongation >= 1.5 else { return "It is round" }
            let way = facts.lying > 0.3 ? " and lies across" : facts.lying < -0.3 ? " and stands upright" : ""
            return "It is \(text(facts.elongation)) times as long as wide\(way)"
        case .views: return facts.views > 1 ? "Both views show it" : "Only one view shows it"
        case .twin:
            return "There is \(facts.hasTwin ? "one" : "none") like it at the same place of the other side"
        case .row: return "It is \(facts.isInRow ? "" : "not ")one of a row in the ribs"
        case .others:
            switch facts.others {
            case 0: return "There is no other hot spot"
            case 1: return "There is one other hot spot"
            default: return "There are \(facts.others) other hot spots"
            }
        }
    }

    private static func place(_ facts: HotSpotFacts) -> String {
        guard let bone = facts.region?.bone else { return "It lies in no bone" }
        guard case .ofClass(let known) = bone else { return "It lies in forearm, hand, leg or foot" }
        guard [.humeri, .femora, .skull, .pelvis].contains(known) else {
            return "It lies in the \(bone.name(on: facts.region?.side))"
        }
        let part = facts.lowness < 1.0 / 3 ? "upper" : facts.lowness > 2.0 / 3 ? "lower" : "middle"
        return "It lies in the \(part) third of the \(bone.name(on: facts.region?.side))"
    }
}

extension HotSpotFacts {
    /// Whether it lies in a vertebra or the sacrum.
    fileprivate var isInSpine: Bool {
        guard case .ofClass(let bone) = region?.bone else { return false }
        return [.cervicalSpine, .thoracicSpine, .lumbarSpine, .sacrum].contains(bone)
    }
}
