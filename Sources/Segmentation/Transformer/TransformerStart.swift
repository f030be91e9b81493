import Torch

/// How the weights of a transformer begin.
public enum TransformerStart: Sendable {
    /// DINO's: all normal, with a standard deviation of 0.02.
    case dino
    /// Masked autoencoders': matrices as Glorot and Bengio, places as sines, so that what is where tells from the first
    /// step.
    case masked

    var initialisation: Initialisation { self == .dino ? .transformer : .glorotUniform }

    /// 1×(1 + side²)×width: of no patch, and of each.
    func places(_ side: Int, width: Int, using generator: Generator) -> Parameter {
        guard self == .masked else {
            return .normal([1, side * side + 1, width], std: 0.02, using: generator)
        }
        return Parameter(
            concatenate([.zeros([1, 1, width]), sinePlaces(Pair(side, side), width: width)], dim: 1))
    }
}
