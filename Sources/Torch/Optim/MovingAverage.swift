import CTorch

/// The exponential moving average of a module's parameters: a ← a + (1 − decay)(p − a) at each update.
///
/// Acceleration of Stochastic Approximation by Averaging. Polyak, Juditsky, SIAM J Control Optim 1992.
/// As `torch.optim.swa_utils.get_ema_multi_avg_fn`. Buffers (running statistics) are not averaged.
public final class MovingAverage {
    /// How much of the average stays at an update; may be set before each.
    public var decay: Double
    private let parameters: [(name: String, parameter: Parameter)]
    private let averages: [Tensor]

    /// Starts from the parameters as they are.
    public init(of module: Module, decay: Double) {
        self.decay = decay
        parameters = module.parameters
        averages = parameters.map { _, parameter in
            let average = Tensor(ct.moment_like(parameter.value.raw))
            average.assign(parameter.value)
            return average
        }
    }

    /// Follows the parameters; called after each optimiser step.
    public func update() {
        let averages: [ct_tensor?] = averages.map(\.raw)
        let values: [ct_tensor?] = parameters.map(\.parameter.value.raw)
        check(ct.lerp_(averages, values, values.count, 1 - decay))
    }

    /// Runs `body` with the averages in the module's place, then puts the parameters back, bit for bit.
    public func inPlace<R>(_ body: () throws -> R) rethrows -> R {
        exchange()
        defer { exchange() }
        return try body()
    }

    private func exchange() {
        for ((_, parameter), average) in zip(parameters, averages) {
            check(ct.exchange_(parameter.value.raw, average.raw))
        }
    }

    /// The averages by parameter name.
    public var state: [String: Tensor] {
        Dictionary(uniqueKeysWithValues: zip(parameters.map(\.name), averages))
    }

    /// Takes up saved averages, by copying. Throws, and changes nothing, where one is missing, has another
    /// shape than its parameter, or belongs to no parameter.
    public func load(_ state: [String: Tensor]) throws(TorchError) {
        var pairs: [(Tensor, Tensor)] = []
        for ((name, _), average) in zip(parameters, averages) {
            guard let saved = state[name], saved.shape == average.shape else {
                throw TorchError(
                    description: "The moving average needs \(name) as \(average.shape), "
                        + "not \(state[name].map { "\($0.shape)" } ?? "absent").")
            }
            pairs.append((average, saved))
        }
        if let stranger = Set(state.keys).subtracting(parameters.map(\.name)).min() {
            throw TorchError(description: "The moving average has no place for \(stranger).")
        }
        for (average, saved) in pairs { average.assign(saved) }
    }
}
