import Foundation

/// The number of successes in `trials` independent trials, each with the chance `probability`.
///
/// Exact, as far as 53-bit uniform numbers are: few expected successes by inversion (BINV), many by
/// triangle, parallelogram and exponential rejection (BTPE).
/// Kachitvichyanukul, Schmeiser: Binomial random variate generation. Commun. ACM 31(2):216-222, 1988.
struct Binomial {
    let trials: Int
    let probability: Double
    private let method: Method

    private enum Method {
        case certain
        case inversion(Inversion)
        case rejection(BinomialRejection)
    }

    /// - Precondition: `trials` is not negative and `probability` lies in 0...1.
    init(trials: Int, probability: Double) {
        precondition(trials >= 0 && (0...1).contains(probability))
        self.trials = trials
        self.probability = probability
        let rarer = min(probability, 1 - probability)
        if trials == 0 || rarer == 0 {
            method = .certain
        } else if Double(trials) * rarer < BinomialRejection.leastMean {
            method = .inversion(Inversion(trials: trials, probability: rarer))
        } else {
            method = .rejection(BinomialRejection(trials: trials, probability: rarer))
        }
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int {
        let rarer: Int
        switch method {
        case .certain: rarer = 0
        case .inversion(let inversion): rarer = inversion.sample(using: &generator)
        case .rejection(let rejection): rarer = rejection.sample(using: &generator)
        }
        return probability > 0.5 ? trials - rarer : rarer
    }

    /// The chance of each outcome 0...`trials`.
    ///
    /// - Precondition: `trials` is at most 1000, so that no chance of failing always underflows.
    static func probabilities(trials: Int, probability: Double) -> [Double] {
        precondition(trials <= 1000)
        let rarer = min(probability, 1 - probability)
        var chances = [pow(1 - rarer, Double(trials))]
        for k in stride(from: 1, through: trials, by: 1) {
            chances.append(chances[k - 1] * Double(trials - k + 1) / Double(k) * rarer / (1 - rarer))
        }
        return probability > 0.5 ? chances.reversed() : chances
    }
}

/// BINV: walks up the distribution until it has used up one uniform number.
private struct Inversion {
    let trials: Int
    let odds: Double
    let chanceOfNone: Double
    /// With a mean below 30, the chance of more is under 2⁻⁵³: only rounding gets there.
    let most: Int

    init(trials: Int, probability: Double) {
        self.trials = trials
        odds = probability / (1 - probability)
        chanceOfNone = exp(Double(trials) * log1p(-probability))
        most = min(trials, 110)
    }

    func sample(using generator: inout some RandomNumberGenerator) -> Int {
        while true {
            var left = generator.uniform()
            var chance = chanceOfNone
            for k in 0...most {
                if left < chance { return k }
                left -= chance
                chance *= odds * Double(trials - k) / Double(k + 1)
            }
        }
    }
}
