import Foundation

/// The learning rate, or another number of a training, as a function of the optimiser step, counted from 0.
public enum LearningRateSchedule: Sendable, Equatable {
    /// The same at every step.
    case constant(Double)
    /// Rises linearly over `warmUp` steps to `peak`, then falls along half a cosine to `floor` at `steps`.
    /// SGDR: Stochastic Gradient Descent with Warm Restarts. Loshchilov, Hutter, ICLR 2017, without restarts.
    case cosine(peak: Double, floor: Double = 0, warmUp: Int = 0, steps: Int)
    /// Starts at `initial` and is multiplied by `factor` after every `every` steps.
    case step(initial: Double, factor: Double, every: Int)

    /// The learning rate of a step.
    public func callAsFunction(_ step: Int) -> Double {
        switch self {
        case .constant(let rate): return rate
        case .cosine(let peak, _, let warmUp, _) where step < warmUp:
            return peak * Double(step + 1) / Double(warmUp + 1)
        case .cosine(let peak, let floor, let warmUp, let steps):
            let progress = min(1, Double(step - warmUp) / Double(max(1, steps - warmUp)))
            return floor + (peak - floor) * (1 + cos(.pi * progress)) / 2
        case .step(let initial, let factor, let every):
            return initial * pow(factor, Double(step / every))
        }
    }
}
