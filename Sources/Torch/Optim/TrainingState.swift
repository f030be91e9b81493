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
    public func write(to url: URL) throws(SafeTensors.Failure) {
        try SafeTensors.write(tensors, metadata: ["optimizer": optimizer.settings], to: url)
    }

    /// Takes up what ``write(to:)`` wrote. Throws one sentence with the file's path where it does not fit the
    /// network, the optimiser and its settings, or the average; what was restored before the misfit was found
    /// stays.
    public mutating func restore(from url: URL) throws {
        let tensors = try SafeTensors.read(url)
        let settings = try SafeTensors.metadata(url)["optimizer"]
        do {
            guard settings == optimizer.settings else {
                throw TorchError(
                    description: "It was trained by \(settings ?? "no known optimiser"), not by "
                        + "\(optimizer.settings). Resume with the settings of the run.")
            }
            try restore(tensors)
        } catch {
            throw TorchError(description: "\(url.path) cannot be resumed from: \(error)")
        }
    }

    private mutating func restore(_ saved: [String: Tensor]) throws {
        var left = saved
        func part(_ prefix: String) -> [String: Tensor] {
            let names = left.keys.filter { $0.hasPrefix(prefix) }
            return Dictionary(
                uniqueKeysWithValues: names.map {
                    (String($0.dropFirst(prefix.count)), left.removeValue(forKey: $0)!)
                })
        }
        guard let generator = left.removeValue(forKey: "generator"),
            let step = left.removeValue(forKey: "step"), step.dtype == .int64, step.shape == [],
            let steps = step.ints.first, steps >= 0
        else { throw TorchError(description: "It is not the state of a training run.") }
        let (networkPart, optimizerPart, averagePart) = (
            part("network."), part("optimizer."), part("average.")
        )
        if let stranger = left.keys.min() {
            throw TorchError(description: "\(stranger) is no part of a training run.")
        }
        if average == nil, !averagePart.isEmpty {
            throw TorchError(description: "It has a moving average, this run has none.")
        }
        try network.load(networkPart)
        try optimizer.load(optimizerPart)
        try average?.load(averagePart)
        try self.generator.restore(generator)
        self.step = steps
    }
}
