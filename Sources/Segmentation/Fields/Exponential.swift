/// exp(-x) of eight numbers ≥ 0, to within 2 × 10⁻⁷; what lies beyond 80 is as 80.
///
/// 2ⁿ by the exponent's bits, times the Taylor polynomial of the rest, |rest| ≤ ln 2 / 2.
@inline(__always)
func exponentialOfMinus(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let y = x.replacing(with: 80, where: x .> 80) * -1.442_695_04
    let shifted = y + 12_582_912  // 1.5 × 2²³: rounds y to a whole number, in the lowest bits
    let bits = (unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &+ 127) &<< 23
    let power = unsafeBitCast(bits, to: SIMD8<Float>.self)
    let rest = (y - (shifted - 12_582_912)) * 0.693_147_18
    var p = 1 / 120 + rest * (1 / 720)
    p = 1 / 24 + rest * p
    p = 1 / 6 + rest * p
    p = 0.5 + rest * p
    p = 1 + rest * p
    return power * (1 + rest * p)
}
