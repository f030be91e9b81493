import Foundation

/// One number that makes a network's probabilities mean what they say: its logits are divided by it.
///
/// Guo, Pleiss, Sun, Weinberger: On calibration of modern neural networks. ICML 2017. For two classes. It changes no
/// ranking, and so no ROC curve. Fit it on cases that neither taught the network nor judge it.
public struct TemperatureScaling: Codable, Equatable, Sendable {
    /// Above 1 where the network is overconfident. With Wald's interval of its logarithm.
    public let temperature: Estimate

    /// The temperature under which the labels are most likely, given a network's log odds for each case.
    ///
    /// `nil` where no temperature fits best: without cases, where the sign of the logit is right in all, or where the
    /// logits run against the labels on the whole or tell so little that the interval has no end, and where one is not
    /// finite.
    ///
    /// - Precondition: there are as many logits as labels.
    public init?(logits: [Double], labels: [Bool], level: Double = 0.95) {
        precondition(logits.count == labels.count)
        guard logits.allSatisfy(\.isFinite),
            let fit = LogisticRegression(columns: [logits], labels: labels), fit.coefficients[0] > 0
        else { return nil }
        let slope = fit.coefficients[0]
        let half = normalQuantile(0.5 + level / 2) * fit.covariance[0][0].squareRoot() / slope
        guard (exp(half) / slope).isFinite else { return nil }
        temperature = Estimate(
            value: 1 / slope, interval: (exp(-half) / slope)...(exp(half) / slope), level: level,
            method: "maximum likelihood, Wald of the logarithm", n: labels.count)
    }

    /// The same for probabilities, which are taken as at least 10⁻⁷ and at most 1 - 10⁻⁷.
    public init?(probabilities: [Double], labels: [Bool], level: Double = 0.95) {
        self.init(logits: probabilities.map(logOdds), labels: labels, level: level)
    }

    /// The scaled probability of a logit.
    public func probability(logit: Double) -> Double { 1 / (1 + exp(-logit / temperature.value)) }
}
