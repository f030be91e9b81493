/// In what saved tensors differ from those that a module needs.
public struct StateMismatch: Error, Equatable, CustomStringConvertible, Sendable {
    /// A tensor that is there in another shape.
    public struct WrongShape: Equatable, Sendable {
        /// Its dotted name.
        public let name: String
        /// The shape that the module needs.
        public let expected: [Int]
        /// The shape that it has in the file.
        public let found: [Int]

        /// A tensor that is there in another shape.
        public init(name: String, expected: [Int], found: [Int]) {
            self.name = name
            self.expected = expected
            self.found = found
        }
    }

    /// Names that the module needs and the file lacks.
    public let missing: [String]
    /// Names that the file has and the module does not know.
    public let unexpected: [String]
    /// Tensors that do not fit.
    public let wrongShape: [WrongShape]

    /// What is missing, unexpected or in another shape.
    public init(missing: [String], unexpected: [String], wrongShape: [WrongShape]) {
        self.missing = missing
        self.unexpected = unexpected
        self.wrongShape = wrongShape
    }

    /// One sentence with the first five names of each kind.
    public var description: String {
        let parts = [
            ("missing", missing), ("unexpected", unexpected),
            ("wrong shape", wrongShape.map { "\($0.name) is \($0.found) and should be \($0.expected)" }),
        ]
        return "The tensors do not belong to this network: "
            + parts.filter { !$0.1.isEmpty }.map { "\($0.0): \(listed($0.1))" }.joined(separator: "; ") + "."
    }

    /// The first few of many.
    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}

extension Module {
    /// Every saved tensor, trained or not, under its dotted name, in declaration order.
    public var state: [(name: String, tensor: Tensor)] {
        leaves.map { name, leaf in
            switch leaf {
            case .parameter(let parameter): (name, parameter.value.detached())
            case .buffer(let buffer): (name, buffer.value)
            }
        }
    }

    /// Takes over saved tensors by name, converted to this module's types and devices. All of them must be
    /// known, and every one of the module's must be there in its shape; otherwise nothing is changed. `saved` holds
    /// copies, not this module's own tensors.
    public func load(_ saved: [String: Tensor]) throws(StateMismatch) {
        if let mismatch = mismatch(with: saved) { throw mismatch }
        for (name, tensor) in state {
            if let value = saved[name] { tensor.assign(value) }
        }
    }

    /// Why these tensors cannot be loaded; `nil` where they can.
    public func mismatch(with saved: [String: Tensor]) -> StateMismatch? {
        let state = state
        let names = Set(state.map(\.name))
        let mismatch = StateMismatch(
            missing: state.map(\.name).filter { saved[$0] == nil },
            unexpected: saved.keys.filter { !names.contains($0) }.sorted(),
            wrongShape: state.compactMap { name, tensor in
                guard let found = saved[name]?.shape, found != tensor.shape else { return nil }
                return .init(name: name, expected: tensor.shape, found: found)
            })
        return mismatch == StateMismatch(missing: [], unexpected: [], wrongShape: []) ? nil : mismatch
    }
}
