/// 2√(x + 3/8): Poisson counts of mean above about 4 get the standard deviation 1.
///
/// Anscombe: The transformation of Poisson, binomial and negative-binomial data. Biometrika 35:246, 1948.
func anscombe(_ counts: Float) -> Float { 2 * (counts + 0.375).squareRoot() }

/// The mean of the Poisson counts whose transforms have the mean `transformed`, in closed form.
///
/// Mäkitalo, Foi: A closed-form approximation of the exact unbiased inverse of the Anscombe
/// variance-stabilizing transformation. IEEE Trans. Image Process. 20(9):2697-2698, 2011.
func inverseAnscombe(_ transformed: Float) -> Float {
    let d = Double(transformed)
    guard d > anscombeOfZero else { return 0 }
    let r = 1 / d
    return Float(
        d * d / 4 - 0.125 + r * (rootOfThreeHalves / 4 + r * (-1.375 + r * rootOfThreeHalves * 0.625)))
}

private let rootOfThreeHalves = 1.5.squareRoot()
/// 2√(3/8), where the inverse reaches 0.
private let anscombeOfZero = rootOfThreeHalves

extension CountImage {
    /// The pixels' transforms. Throws where a pixel is negative or not a number.
    func anscombePixels() throws(ScintigraphyError) -> [Float] {
        guard pixels.allSatisfy({ $0 >= 0 }) else {
            throw ScintigraphyError(
                "the \(view.rawValue) view has negative pixels, which have no Anscombe transform; "
                    + "filter the scan as acquired, or without the transform")
        }
        return pixels.map { Scintigraphy.anscombe($0) }
    }

    /// The counts behind `smoothed`, with this image's total: the small remaining error of the unbiased
    /// inverse is scaled away.
    func restored(fromAnscombe smoothed: [Float]) -> CountImage {
        processed(into: smoothed.map { inverseAnscombe($0) }).scaled(toTotal: total)
    }
}
