import Foundation

/// How much of the injected activity an organ holds as time goes by, physical decay left out.
///
/// F Σ a Tᵣ / (Tᵣ - Tᵤ) (2^(-t/Tᵣ) - 2^(-t/Tᵤ)): uptake with one half-time, release with several, as ICRP
/// Publication 53 writes it (Annex A.4).
struct Retention: Sendable {
    /// The share of the injected activity that passes through the organ.
    let fraction: Double
    /// In hours; nil where uptake is immediate.
    let uptakeHalfTime: Double?
    /// Shares, which add up to 1, and the half-times in hours at which they leave.
    let phases: [(share: Double, halfTime: Double)]

    /// Of the injected activity, `hours` after injection.
    func callAsFunction(hours: Double) -> Double {
        fraction * phases.reduce(0) { $0 + $1.share * held(hours: hours, halfTime: $1.halfTime) }
    }

    private func held(hours: Double, halfTime: Double) -> Double {
        guard let uptake = uptakeHalfTime else { return exp2(-hours / halfTime) }
        return halfTime / (halfTime - uptake) * (exp2(-hours / halfTime) - exp2(-hours / uptake))
    }
}
