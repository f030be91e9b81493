import Foundation
import Scintigraphy

extension Lesion {
    /// A spheroid, or the shell or band of one, around a point of the bone; `axis` need not be of unit length.
    init(
        _ shape: Shape = .ellipsoid, at centre: SIMD3<Float>, in bone: Bone, cause: Cause, ratio: Double,
        axis: SIMD3<Float> = SIMD3(0, 1, 0), halfLength: Double, halfWidth: Double
    ) {
        self.init(
            bone: bone, cause: cause, shape: shape, centre: centre, axis: axis / axis.length,
            halfLength: Float(halfLength), halfWidth: Float(halfWidth), ratio: Float(ratio))
    }

    /// All of a bone.
    init(wholeOf solid: BoneSolid, cause: Cause, ratio: Float) {
        let (middle, half) = solid.box
        self.init(
            bone: solid.bone, cause: cause, shape: .wholeBone, centre: solid.point(nearestTo: middle),
            axis: SIMD3(0, 1, 0), halfLength: half.max(), halfWidth: half.max(), ratio: ratio)
    }
}

extension SeededGenerator {
    /// A log-normal number, drawn again until it lies in `range`, which holds the median.
    mutating func logNormal(median: Double, cv: Double, in range: ClosedRange<Double>) -> Double {
        precondition(range.contains(median))
        while true {
            let value = logNormal(median: median, cv: cv)
            if range.contains(value) { return value }
        }
    }

    /// A direction, all equally likely.
    mutating func direction() -> SIMD3<Float> {
        let height = uniform(in: -1...1)
        let angle = uniform(in: 0...(2 * .pi))
        let radius = (1 - height * height).squareRoot()
        return SIMD3(Float(radius * cos(angle)), Float(height), Float(radius * sin(angle)))
    }
}
