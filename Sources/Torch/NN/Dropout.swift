/// ``dropout(_:probability:using:)`` in training, nothing in evaluation.
public final class Dropout: Module, Layer {
    let probability: Double
    let generator: Generator

    /// Every call draws a new mask from `generator`.
    public init(_ probability: Double, using generator: Generator) {
        precondition((0...1).contains(probability), "a probability of \(probability)")
        (self.probability, self.generator) = (probability, generator)
    }

    /// The shape stays.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        isTraining ? dropout(x, probability: probability, using: generator) : x
    }
}
