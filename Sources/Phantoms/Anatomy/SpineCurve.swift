import Foundation
import Scintigraphy

/// How the trunk bends from the reference skeleton's: kyphosis, lordosis and scoliosis.
///
/// Angles are Cobb-like: between the end vertebrae of a curve. Heights are fractions of the spine, 0 at the lumbosacral
/// joint and 1 at C7.
public struct SpineCurve: Codable, Equatable, Sendable {
    /// The thoracic kyphosis beyond that of the reference skeleton, in degrees; negative for a flat back.
    public var extraKyphosisDegrees: Double
    /// The lumbar lordosis beyond that of the reference skeleton, in degrees.
    public var extraLordosisDegrees: Double
    /// The angle of the scoliosis in degrees, 0 without; positive where its main curve is convex to the left.
    public var scoliosisDegrees: Double
    /// The height of the apex of the main curve.
    public var scoliosisApex: Double
    /// The length of the scoliosis, from above its upper to below its lower curve.
    public var scoliosisSpan: Double

    /// The curve of the reference skeleton.
    static let reference = SpineCurve(
        extraKyphosisDegrees: 0, extraLordosisDegrees: 0, scoliosisDegrees: 0, scoliosisApex: 0.6,
        scoliosisSpan: 0.7)

    /// A curve as typical for sex and age.
    ///
    /// Kyphosis grows from the fifth decade, more in women and with osteoporosis (Fon, Pitt, Thies, AJR 134:979, 1980:
    /// 3 degrees a decade). One in twelve adults has a scoliosis of 10 degrees or more (Carter, Haynes 1987: 8.3 %).
    static func sample(sex: Sex, age: Double, osteoporosis: Bool, using generator: inout SeededGenerator)
        -> Self
    {
        let aged = max(0, age - 45) / 10
        let kyphosis =
            generator.normal(mean: -4, sd: 6) + aged * (sex == .female ? 3.5 : 2.5)
            + (osteoporosis ? generator.uniform(in: 0...14) : 0)
        let lordosis = generator.normal(mean: -6, sd: 6, in: -20...12)
        let marked = generator.chance(age > 60 ? 0.16 : 0.07)
        let size: Double =
            marked
            ? 10 + min(30, -8 * log(1 - generator.uniform()))
            : abs(generator.normal(mean: 0, sd: 3, in: -9...9))
        return SpineCurve(
            extraKyphosisDegrees: min(40, max(-14, kyphosis)), extraLordosisDegrees: lordosis,
            scoliosisDegrees: generator.chance(0.4) ? size : -size,
            scoliosisApex: generator.uniform(in: 0.3...0.7), scoliosisSpan: generator.uniform(in: 0.6...0.9))
    }
}
