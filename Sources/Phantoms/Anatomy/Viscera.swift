public import Scintigraphy

/// How one patient's kidneys and bladder are.
public struct Viscera: Codable, Equatable, Sendable {
    /// Where kidneys are not the usual pair.
    public enum Kidneys: String, CaseIterable, Codable, Sendable {
        case pair
        case leftOnly = "left only"
        case rightOnly = "right only"
        case leftPelvic = "left in the pelvis"
        case rightPelvic = "right in the pelvis"
        case horseshoe
    }

    /// Which kidneys there are, and where.
    public var kidneys: Kidneys
    /// Length of a kidney relative to the typical 11 cm; a single one is larger.
    public var kidneySize: Double
    /// How far the left and the right kidney lie above their typical places, in mm.
    public var leftKidneyShift, rightKidneyShift: Double
    /// The widened renal pelvis of one side, if there is one.
    public var hydronephrosis: Side?
    /// Urine in the bladder, in mL.
    public var bladderMillilitres: Double

    /// Typical values; agenesis or nephrectomy in 1.2 %, a pelvic kidney in 0.15 %, a horseshoe kidney in 0.2 %, a widened
    /// renal pelvis in 3 %. The bladder was emptied just before: log-normal about 70 mL.
    public static func sample(age: Double, using generator: inout SeededGenerator) -> Viscera {
        let kidneys = Kidneys.allCases[
            generator.index(weights: [0.9845, 0.006, 0.006, 0.00075, 0.00075, 0.002])]
        let alone = kidneys == .leftOnly || kidneys == .rightOnly
        let size = generator.normal(mean: 1 - max(0, age - 50) * 0.002, sd: 0.06, in: 0.75...1.2)
        let shifts = (
            generator.normal(mean: 0, sd: 7, in: -18...18), generator.normal(mean: 0, sd: 8, in: -22...20)
        )
        let widened = generator.chance(0.03)
        let side: Side = generator.chance(0.5) ? .left : .right
        let urine = generator.logNormal(median: 70, cv: 0.7)
        return Viscera(
            kidneys: kidneys, kidneySize: alone ? size * 1.15 : size, leftKidneyShift: shifts.0,
            rightKidneyShift: shifts.1, hydronephrosis: widened ? side : nil,
            bladderMillilitres: min(500, max(15, urine)))
    }
}
