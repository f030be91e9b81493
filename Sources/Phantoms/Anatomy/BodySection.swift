import Foundation

/// A part of the body cut across at one height: a super-ellipse whose front and back halves differ in depth.
///
/// With u = (x - `x`) / `halfWidth`, tissue reaches from z - `back` c to z + `front` c, where
/// c = (1 - |u|ⁿ)^(1/n) and z = `z` + `slope` (x - `x`). All in mm.
struct BodySection: Equatable, Sendable {
    /// Where it is widest.
    var x, z: Float
    /// From `x` to the skin at either side.
    var halfWidth: Float
    /// From `z` to the skin in front and behind.
    var front, back: Float
    /// n: 2 for an ellipse, more for a rounder rectangle.
    var exponent: Float = 2
    /// How much one side lies higher than the other: dz/dx.
    var slope: Float = 0
    /// The thickness of the fat under the skin in front and at the sides; half as much behind.
    var fat: Float = 0

    /// What lies under the fat.
    var lean: BodySection {
        var inner = self
        inner.halfWidth = max(0.3 * halfWidth, halfWidth - fat)
        inner.front = max(0.3 * front, front - fat)
        inner.back = max(0.3 * back, back - 0.5 * fat)
        return inner
    }

    /// A section between this one and another: this one at 0, the other at 1.
    func blended(with other: BodySection, _ t: Float) -> BodySection {
        func mix(_ a: Float, _ b: Float) -> Float { a + (b - a) * t }
        return BodySection(
            x: mix(x, other.x), z: mix(z, other.z), halfWidth: mix(halfWidth, other.halfWidth),
            front: mix(front, other.front), back: mix(back, other.back),
            exponent: mix(exponent, other.exponent), slope: mix(slope, other.slope), fat: mix(fat, other.fat))
    }

    /// How far out a place lies: below 1 inside, 1 on the skin.
    func reach(x px: Float, z pz: Float) -> Float {
        let u = abs(px - x) / halfWidth
        let dz = pz - z - slope * (px - x)
        let v = dz > 0 ? dz / front : -dz / back
        return pow(pow(u, exponent) + pow(v, exponent), 1 / exponent)
    }

    /// Widened, deepened, made rounder and only then grown until places lie `margin` inside the skin.
    mutating func enclose(_ places: [SIMD2<Float>], margin: Float) {
        guard !places.isEmpty else { return }
        var (left, right) = (x - halfWidth, x + halfWidth)
        for place in places {
            left = min(left, place.x - margin)
            right = max(right, place.x + margin)
        }
        let moved = (left + right) / 2 - x
        x += moved
        z += slope * moved
        halfWidth = (right - left) / 2
        for place in places {
            let depth = place.y - z - slope * (place.x - x)
            front = max(front, depth + margin)
            back = max(back, margin - depth)
        }
        // As far out as the margin makes it, at the thinner half of this section.
        let most = 1 - margin / min(halfWidth, max(front, back)) * 0.9
        var farthest = farthest(places)
        while farthest > most, exponent < 4 {
            exponent += 0.2
            farthest = self.farthest(places)
        }
        for _ in 0..<20 where farthest > most {
            halfWidth *= 1.01
            front *= 1.025
            back *= 1.025
            farthest = self.farthest(places)
        }
    }

    private func farthest(_ places: [SIMD2<Float>]) -> Float {
        places.reduce(0) { max($0, reach(x: $1.x, z: $1.y)) }
    }

    /// The tissue that a ray along z meets at this x, above the table at z = 0; nil beside the section.
    @inline(__always)
    func depths(atX px: Float) -> (low: Float, high: Float)? {
        let u = abs(px - x) / halfWidth
        guard u < 1 else { return nil }
        let c = exponent == 2 ? (1 - u * u).squareRoot() : pow(1 - pow(u, exponent), 1 / exponent)
        let middle = z + slope * (px - x)
        let low = max(0, middle - back * c)
        let high = middle + front * c
        return high > low ? (low, high) : nil
    }
}
