public import Foundation

/// What a training run depends on besides its data: saved, and restored into new objects, it goes on to the
/// same numbers, bit for bit, as if it had never stopped.
public struct TrainingState {
    /// What is trained.
    public let network: Module
    /// What trains it.
    public let optimizer: Optimizer
    /// The average of the network's parameters, for runs that keep one.
    public let average: MovingAverage?
    /// Where the run's chance comes from: batches, augmentation, dropout.
    public let generator: Generator
    /// The optimiser steps made so far.
    public var step: Int

    /// Refers to these objects; what is restored, is restored into them.
    public init(
        network: Module, optimizer: Optimizer, average: MovingAverage? = nil, generator: Generator,
        step: Int = 0
    ) {
        self.network = network
        self.optimizer = optimizer
        self.average = average
        self.generator = generator
        self.step = step
    }

    /// All of it: `network.…`, `optimizer.…`, `average.…`, `generator` and `step`.
    public var tensors: [String: Tensor] {
        var tensors: [String: Tensor] = [:]
        for (name, tensor) in network.state { tensors["network.\(name)"] = tensor }
        for (name, tensor) in optimizer.state { tensors["optimizer.\(name)"] = tensor }
        for (name, tensor) in average?.state ?? [:] { tensors["average.\(name)"] = tensor }
        tensors["generator"] = generator.state
        tensors["step"] = Tensor([step], shape: [])
        return tensors
    }

    /// Writes the ``tensors`` to one safetensors file, which replaces another only when it is complete.
    public func write(to url: URL) throws(SafeTensors.Failure) { try SafeTensors.write(tensors, to: url) }

    /// Takes up what ``write(to:)`` wrote. Throws where the file does not fit the network, the optimiser or
    /// the average; what was restored before the misfit was found stays.
    public mutating func restore(from url: URL) throws {
        var tensors = try SafeTensors.read(url)
        guard let generator = tensors.removeValue(forKey: "generator"),
            let step = tensors.removeValue(forKey: "step"), step.dtype == .int64, step.count == 1
        else { throw TorchError(description: "\(url.lastPathComponent) is not the state of a training run.") }
        func part(_ prefix: String) -> [String: Tensor] {
            tensors.reduce(into: [:]) { part, entry in
                if entry.key.hasPrefix(prefix) {
                    part[String(entry.key.dropFirst(prefix.count))] = entry.value
                }
            }
        }
        try network.load(part("network."))
        try optimizer.load(part("optimizer."))
        let averages = part("average.")
        if let average {
            try average.load(averages)
        } else if !averages.isEmpty {
            throw TorchError(description: "\(url.lastPathComponent) has a moving average, this run has none.")
        }
        try self.generator.restore(generator)
        self.step = Int(step.item)
    }
}
