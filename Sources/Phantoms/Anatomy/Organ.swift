/// A part of the body that takes up or weakens radiation otherwise than muscle and fat do.
public enum Organ: String, CaseIterable, Codable, Sendable {
    case leftLung = "left lung"
    case rightLung = "right lung"
    case brain
    case heart
    /// The aorta with its arch and the inferior vena cava.
    case greatVessels = "great vessels"
    case liver, spleen, stomach
    case leftKidney = "left kidney"
    case rightKidney = "right kidney"
    case leftRenalPelvis = "left renal pelvis"
    case rightRenalPelvis = "right renal pelvis"
    case bladder
    case thyroid
    /// Parotid and submandibular glands.
    case salivaryGlands = "salivary glands"
    case leftBreast = "left breast"
    case rightBreast = "right breast"

    /// The place in `allCases`, which is the order of painting: a later organ wins where two meet.
    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func lung(_ side: Side) -> Organ { side == .left ? .leftLung : .rightLung }
    static func kidney(_ side: Side) -> Organ { side == .left ? .leftKidney : .rightKidney }
    static func renalPelvis(_ side: Side) -> Organ { side == .left ? .leftRenalPelvis : .rightRenalPelvis }
    static func breast(_ side: Side) -> Organ { side == .left ? .leftBreast : .rightBreast }
}
