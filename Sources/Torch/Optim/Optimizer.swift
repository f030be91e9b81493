import CTorch

/// Moves a module's parameters against their gradients; ``SGD``, ``Adam`` and ``AdamW`` say how far.
///
/// A step uses the gradients up. Until then the gradients of several backward passes add up, and a
/// parameter without a gradient stays where it is.
public class Optimizer {
    /// May be set before every step: see ``LearningRateSchedule``.
    public var learningRate: Double

    /// How much it pulls parameters to zero. May be set before every step, too.
    public var weightDecay: Double

    /// How many times the learning rate it takes for parameters whose names begin so, as PyTorch's groups of parameters
    /// have rates of their own; once for all others. Of several beginnings the longest counts.
    public var paces: [String: Double] = [:]

    /// Its kind and all its settings but the learning rate, with the first weight decay: what its ``state`` is good for.
    var settings: String { preconditionFailure("an optimiser tells its settings") }

    let firstWeightDecay: Double
    let parameters: [(name: String, parameter: Parameter)]
    private let memories: [Memory]
    private var remembered: [String: [Tensor]] = [:]

    /// A tensor that is kept for each parameter, under PyTorch's name for it.
    enum Memory: String {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        case momentum_buffer, exp_avg, exp_avg_sq, step

        func start(for parameter: Tensor) -> Tensor {
            Tensor(self == .step ? ct.step_counter_like(parameter.raw) : ct.moment_like(parameter.raw))
        }
    }

    init(_ module: Module, learningRate: Double, weightDecay: Double, memories: [Memory]) {
        self.learningRate = learningRate
        (self.weightDecay, firstWeightDecay) = (weightDecay, weightDecay)
        self.memories = memories
        parameters = module.parameters
    }

    /// Changes every parameter that has a gradient, and takes the gradient away.
    public func step() {
        let ready = parameters.filter { $0.parameter.gradient != nil }
        if ready.isEmpty { return }
        for (name, parameter) in ready where remembered[name] == nil {
            remembered[name] = memories.map { $0.start(for: parameter.value) }
        }
        let rate = learningRate
        defer { learningRate = rate }
        let groups = Dictionary(grouping: ready) { pace(of: $0.name) }
        for (pace, group) in groups.sorted(by: { $0.key < $1.key }) {
            learningRate = rate * pace
            let columns = memories.indices.map { column in group.map { remembered[$0.name]?[column].raw } }
            update(group.map(\.parameter.value.raw), columns)
        }
    }

    private func pace(of name: String) -> Double {
        paces.filter { name.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value ?? 1
    }

    /// One in-place step of `parameters`; `memory` has one column per kind, one row per parameter.
    func update(_ parameters: [ct_tensor?], _ memory: [[ct_tensor?]]) {
        preconditionFailure("an optimiser says how it steps")
    }

    /// What the next step depends on besides parameters and gradients, as `<parameter>.<kind>`:
    /// `conv1.weight.exp_avg`. Parameters that were never stepped are absent.
    public var state: [String: Tensor] {
        remembered.reduce(into: [:]) { state, entry in
            for (memory, tensor) in zip(memories, entry.value) {
                state["\(entry.key).\(memory.rawValue)"] = tensor
            }
        }
    }

    /// Takes up a saved ``state``, by copying. Throws, and changes nothing, where a tensor is missing, has
    /// another shape than its parameter, or belongs to no parameter of the module.
    public func load(_ state: [String: Tensor]) throws(TorchError) {
        var left = state
        var loaded: [String: [Tensor]] = [:]
        for (name, parameter) in parameters {
            let found = memories.map { left.removeValue(forKey: "\(name).\($0.rawValue)") }
            if found.allSatisfy({ $0 == nil }) { continue }
            var tensors: [Tensor] = []
            for (memory, saved) in zip(memories, found) {
                let tensor = memory.start(for: parameter.value)
                guard let saved, saved.shape == tensor.shape else {
                    throw TorchError(
                        description: "The optimiser's state needs \(name).\(memory.rawValue) as "
                            + "\(tensor.shape), not \(saved.map { "\($0.shape)" } ?? "absent").")
                }
                tensor.assign(saved)
                tensors.append(tensor)
            }
            loaded[name] = tensors
        }
        if let stranger = left.keys.min() {
            throw TorchError(
                description: "The optimiser has no place for \(stranger): another module or kind?")
        }
        remembered = loaded
    }
}
