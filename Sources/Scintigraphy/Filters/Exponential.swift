/// exp(-x) for x ≥ 0, to within 2 × 10⁻⁷, without a branch or a call, so that loops over it
/// vectorise: 2ⁿ by the exponent's bits, times the Taylor polynomial of the rest, |rest| ≤ ln 2 / 2.
@inline(__always)
func exponentialOfMinus(_ x: Float) -> Float {
    let y = (x < 80 ? x : 80) * -1.442_695_04
    let shifted = y + 12_582_912  // 1.5 × 2²³: rounds y to a whole number, in the lowest bits
    let power = Float(bitPattern: (shifted.bitPattern &+ 127) << 23)
    let rest = (y - (shifted - 12_582_912)) * 0.693_147_18
    let p =
        1 + rest * (1 + rest * (0.5 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120 + rest / 720)))))
    return power * p
}
