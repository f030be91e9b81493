/// A rigid part of the body, as the joint tree moves it.
public enum Segment: Hashable, Codable, Sendable, CaseIterable {
    /// Hip bones; sacrum; spine, ribs, sternum, clavicles and scapulae; skull and mandible.
    case pelvis, sacrum, torso, head
    /// Femur and patella; tibia and fibula; talus; the rest of the foot; its phalanges.
    case femur(Side), tibia(Side), talus(Side), calcaneus(Side), toes(Side)
    /// A bone each, and all of the hand.
    case humerus(Side), ulna(Side), radius(Side), hand(Side)

    /// All 22, every one after the one that carries it.
    public static let allCases: [Segment] =
        [.pelvis, .sacrum, .torso, .head]
        + Side.allCases.flatMap { side -> [Segment] in
            [
                .femur(side), .tibia(side), .talus(side), .calcaneus(side), .toes(side),
                .humerus(side), .ulna(side), .radius(side), .hand(side),
            ]
        }

    /// The place in `allCases`, by which arrays of placements and scales are indexed.
    public var index: Int {
        switch self {
        case .pelvis: 0
        case .sacrum: 1
        case .torso: 2
        case .head: 3
        case .femur(let side): Self.first(side)
        case .tibia(let side): Self.first(side) + 1
        case .talus(let side): Self.first(side) + 2
        case .calcaneus(let side): Self.first(side) + 3
        case .toes(let side): Self.first(side) + 4
        case .humerus(let side): Self.first(side) + 5
        case .ulna(let side): Self.first(side) + 6
        case .radius(let side): Self.first(side) + 7
        case .hand(let side): Self.first(side) + 8
        }
    }

    private static func first(_ side: Side) -> Int { side == .left ? 4 : 13 }

    /// The name of the body in the OpenSim model.
    var model: String {
        func sided(_ name: String, _ side: Side) -> String { "\(name)_\(side == .left ? "l" : "r")" }
        return switch self {
        case .pelvis: "pelvis"
        case .sacrum: "sacrum"
        case .torso: "torso"
        case .head: "head"
        case .femur(let side): sided("femur", side)
        case .tibia(let side): sided("tibia", side)
        case .talus(let side): sided("talus", side)
        case .calcaneus(let side): sided("calcn", side)
        case .toes(let side): sided("toes", side)
        case .humerus(let side): sided("humerus", side)
        case .ulna(let side): sided("ulna", side)
        case .radius(let side): sided("radius", side)
        case .hand(let side): sided("hand", side)
        }
    }
}
