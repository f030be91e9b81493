import Scintigraphy

/// A urinary catheter, full of active urine, and the bag it leads to.
public struct UrinaryCatheter: Codable, Equatable, Sendable {
    /// The leg that the tube runs along and beside which the bag lies.
    public let side: Side
    /// How much urine is in the bag, in mL.
    public let bagMillilitres: Double
    /// The bag's urine was collected over hours: its concentration as a share of the bladder's.
    public let bagConcentration: Double

    static func sample(using generator: inout SeededGenerator) -> UrinaryCatheter {
        UrinaryCatheter(
            side: generator.chance(0.5) ? .left : .right,
            bagMillilitres: generator.uniform(in: 30...400),
            bagConcentration: generator.uniform(in: 0.5...2))
    }
}

/// A spot of urine on skin or clothes: hot, small, and not on bone.
public struct ContaminationSpot: Codable, Equatable, Sendable {
    /// What the spot lies on.
    public enum Place: String, CaseIterable, Codable, Sendable {
        case perineum
        case thigh
        case abdomen
        case hand
    }

    /// What the spot lies on.
    public let place: Place
    /// Which side of the patient.
    public let side: Side
    /// On the front of the body or, less often, between body and table.
    public let isInFront: Bool
    /// How far from the place's middle towards the patient's left and towards the head, in mm.
    public let leftwardMillimetres, headwardMillimetres: Double
    /// Half the spot's width, in mm.
    public let radiusMillimetres: Double
    /// As a share of the injected activity (before decay).
    public let share: Double

    static func sample(using generator: inout SeededGenerator) -> ContaminationSpot {
        ContaminationSpot(
            place: Place.allCases[generator.index(weights: [0.4, 0.35, 0.1, 0.15])],
            side: generator.chance(0.5) ? .left : .right, isInFront: generator.chance(0.75),
            leftwardMillimetres: generator.normal(sd: 20), headwardMillimetres: generator.normal(sd: 35),
            radiusMillimetres: generator.uniform(in: 4...14),
            share: min(0.005, generator.logNormal(median: 0.0004, cv: 1.2)))
    }
}
