extension Denoiser {
    /// The network's name in tables.
    public var title: String { architecture.title }

    /// What tells this model from others, by name.
    public var parameters: [String: String] {
        ["model": name, "weights": "SHA-256 \(hash)", "scaling": scaling.rawValue]
    }

    /// Name and settings in a sentence of ASCII characters.
    public var sentence: String {
        let settings = parameters.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(title): \(settings.joined(separator: ", "))."
    }
}
