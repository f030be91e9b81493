import Scintigraphy

/// A thing on or under the skin of the front that hides what lies behind it.
public struct Absorber: Codable, Equatable, Sendable {
    /// What it is.
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// Below the left clavicle, rarely the right one.
        case pacemaker
        /// Of a belt, in front of the lower lumbar spine.
        case buckle
        /// In a trouser pocket, in front of the hip.
        case coin
        /// A pendant in front of the sternum.
        case pendant
        /// The silicone of a breast prosthesis.
        case breastProsthesis = "breast prosthesis"
    }

    /// What it is.
    public let kind: Kind
    /// Which side of the patient; means nothing for buckle and pendant.
    public let side: Side
    /// Its width and height, in mm.
    public let widthMillimetres, heightMillimetres: Double
    /// The share of 140 keV photons that pass.
    public let transmission: Double

    /// Sizes as such things have them; the shares are assumed.
    static func sample(sex: Sex, using generator: inout SeededGenerator) -> Absorber {
        let weights = [0.3, 0.25, 0.2, 0.15, sex == .female ? 0.25 : 0]
        let kind = Kind.allCases[generator.index(weights: weights)]
        let (width, height, transmission): (ClosedRange<Double>, ClosedRange<Double>, ClosedRange<Double>) =
            switch kind {
            case .pacemaker: (42...55, 40...52, 0.1...0.35)
            case .buckle: (45...80, 30...50, 0.05...0.3)
            case .coin: (18...27, 18...27, 0.25...0.5)
            case .pendant: (12...30, 15...40, 0.1...0.5)
            case .breastProsthesis: (100...140, 100...140, 0.55...0.7)
            }
        let side: Side =
            kind == .pacemaker
            ? (generator.chance(0.9) ? .left : .right) : generator.chance(0.5) ? .left : .right
        return Absorber(
            kind: kind, side: side, widthMillimetres: generator.uniform(in: width),
            heightMillimetres: generator.uniform(in: height),
            transmission: generator.uniform(in: transmission))
    }
}
