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
