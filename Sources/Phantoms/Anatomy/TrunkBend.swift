import Foundation

/// The bend of trunk and neck as a map of space: every height has a rigid frame, and a place moves with the frames of
/// its own height.
struct TrunkBend {
    /// The height of the first frame, in mm.
    private let bottom: Float
    private let frames: [Placement]
    private static let spacing: Float = 4

    /// How the head is held on the trunk: angles in radians, and a shift forwards in mm.
    struct Neck {
        var flexion: Float = 0
        var turn: Float = 0
        var lift: Float = 0
    }

    /// - Parameters:
    ///   - base: L5/S1, where the trunk still lies as it lay.
    ///   - c7, head: the heights of C7 and of the joint that carries the head, in mm.
    init(_ curve: SpineCurve, base: SIMD3<Float>, c7: Float, head: Float, neck: Neck) {
        let rate: Float = .pi / 180
        let length = c7 - base.y
        let kyphosis = Float(curve.extraKyphosisDegrees) * rate
        let lordosis = Float(curve.extraLordosisDegrees) * rate
        let slope = tan(Float(curve.scoliosisDegrees) * rate / 2)
        let span = Float(curve.scoliosisSpan)
        let start = max(0.02, Float(curve.scoliosisApex) - span / 2)
        /// From 0 below `low` to 1 above `high`.
        func step(_ low: Float, _ high: Float, _ u: Float) -> Float {
            let t = min(1, max(0, (u - low) / (high - low)))
            return t * t * (3 - 2 * t)
        }
        var centre = base
        var frames = [Placement(translation: .zero)]
        var y = base.y
        while y < head + Self.spacing {
            y += Self.spacing
            let u = (y - base.y) / length
            let nod = step(c7, head, y)
            let t = (u - start) / span
            let inside = t > 0 && t < 1
            let sideways = inside ? slope * sin(2 * .pi * t) : 0
            let twist = inside ? slope * 0.7 * (1 - cos(2 * .pi * t)) / 2 : 0
            let forwards = kyphosis * step(0.35, 1, u) - lordosis * step(0, 0.35, u) + neck.flexion * nod
            let frame =
                Placement(turningBy: forwards, about: SIMD3(1, 0, 0))
                * Placement(turningBy: -atan(sideways), about: SIMD3(0, 0, 1))
                * Placement(turningBy: twist + neck.turn * nod, about: SIMD3(0, 1, 0))
            centre += frame.y * Self.spacing
            // Vertebrae turn about themselves, and those of the chest lie behind the lowest.
            let axis = SIMD3<Float>(0, 0, -0.09 * length * sin(.pi * min(1, u)))
            let place = centre + axis + SIMD3(0, 0, neck.lift * nod)
            frames.append(
                Placement(translation: place) * frame
                    * Placement(translation: -SIMD3(base.x, y, base.z) - axis))
        }
        bottom = base.y
        self.frames = frames
    }

    /// The frame at a height, as it moves what is rigid.
    func frame(atY y: Float) -> Placement {
        frames[min(frames.count - 1, max(0, Int((y - bottom) / Self.spacing)))]
    }

    /// Where a place goes.
    @inline(__always)
    func callAsFunction(_ place: SIMD3<Float>) -> SIMD3<Float> {
        let t = max(0, (place.y - bottom) / Self.spacing)
        let index = min(Int(t), frames.count - 2)
        let share = min(1, t - Float(index))
        let low = frames[index](place)
        return low + (frames[index + 1](place) - low) * share
    }
}
