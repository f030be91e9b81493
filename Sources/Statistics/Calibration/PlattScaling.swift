import Foundation

/// The straight line from a network's log odds to those that the truth has: p = 1/(1 + exp(-(slope·logit + offset))).
///
/// Platt: Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods. Advances
/// in large margin classifiers, 1999; fitted by maximum likelihood, without his smoothed targets. Unlike
/// ``TemperatureScaling`` it also mends how frequent the finding is, which class weights hide from a network. It
/// changes no ranking while the slope is above 0. Fit it on cases that neither taught the network nor judge it.
public struct PlattScaling: Codable, Equatable, Sendable {
    /// What the logit is multiplied by, above 0, and what is added. With Wald's intervals.
    public let slope, offset: Estimate
    /// Of offset and slope.
    private let covariance: [[Double]]

    /// The line under which the labels are most likely, given a network's log odds for each case.
    ///
    /// `nil` where no finite line fits best (one class only, classes perfectly apart, one logit for all), where the
    /// logits run against the labels, or where one is not finite.
    ///
    /// - Precondition: there are as many logits as labels.
    public init?(logits: [Double], labels: [Bool], level: Double = 0.95) {
        precondition(logits.count == labels.count)
        let ones = [Double](repeating: 1, count: logits.count)
        guard logits.allSatisfy(\.isFinite),
            let fit = LogisticRegression(columns: [ones, logits], labels: labels), fit.coefficients[1] > 0
        else { return nil }
        offset = fit.estimate(0, level: level)
        slope = fit.estimate(1, level: level)
        covariance = fit.covariance
    }

    /// The probability of a logit, with the interval that the line's own uncertainty leaves.
    public func probability(logit: Double) -> Estimate {
        func probability(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
        let x = slope.value * logit + offset.value
        let variance = covariance[0][0] + 2 * logit * covariance[0][1] + logit * logit * covariance[1][1]
        let half = normalQuantile(0.5 + slope.level / 2) * max(0, variance).squareRoot()
        return Estimate(
            value: probability(x), interval: probability(x - half)...probability(x + half),
            level: slope.level,
            method: "Platt scaling, Wald", n: slope.n)
    }
}
