extension [String] {
    /// Names of Keras tensors as the first model of a session has them, in Keras 3.
    ///
    /// Keras numbers unnamed layers through a session: conv2d, conv2d_1 and so on, but conv2d_10, conv2d_11 in a
    /// second model, and conv2d_1, conv2d_2 in old versions, which also write a `:0` at the end. Each kind of
    /// layer is counted from its smallest number here. They also write conv1/bn, where layers are now conv1_bn, and
    /// depthwise_kernel. Other names stay as they are.
    var inKerasSpelling: [String] {
        let places = map(Place.init)
        var smallest: [Substring: Int] = [:]
        for place in places.compactMap(\.self) {
            smallest[place.kind] = Swift.min(place.number, smallest[place.kind] ?? .max)
        }
        return zip(self, places).map { name, place in
            guard let place else { return name.inPresentSpelling }
            let number = place.number - (smallest[place.kind] ?? 0)
            return "\(place.kind)\(number == 0 ? "" : "_\(number)")/\(place.variable)"
        }
    }
}

/// An unnamed layer's tensor: `conv2d_3/kernel` is number 3, `conv2d/kernel` number 0.
private struct Place {
    let kind, variable: Substring
    let number: Int

    init?(_ name: String) {
        let parts = name.withoutOutputNumber.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let kind = ["conv2d_transpose", "conv2d", "batch_normalization", "dense"]
                .first(where: { parts[0] == $0 || parts[0].hasPrefix("\($0)_") }),
            let number = parts[0] == kind ? 0 : Int(parts[0].dropFirst(kind.count + 1)), number >= 0
        else { return nil }
        self.kind = parts[0].prefix(kind.count)
        self.number = number
        variable = parts[1]
    }
}

extension String {
    fileprivate var withoutOutputNumber: Substring { hasSuffix(":0") ? dropLast(2) : self[...] }

    /// Layer and variable, such as conv1_bn/gamma.
    fileprivate var inPresentSpelling: String {
        let parts = withoutOutputNumber.split(separator: "/", omittingEmptySubsequences: false)
        let variable = parts.last == "depthwise_kernel" ? "kernel" : parts.last ?? ""
        guard parts.count > 1 else { return String(variable) }
        return "\(parts.dropLast().joined(separator: "_"))/\(variable)"
    }
}
