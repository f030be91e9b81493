import Figures

/// The networks of a study, and where they come from.
struct NetworkTable {
    private let networks: [StudyRecord.Network]

    init(_ networks: [StudyRecord.Network]) { self.networks = networks }

    /// `nil` where there are none.
    var table: Table? {
        guard !networks.isEmpty else { return nil }
        return Table(
            "Networks",
            columns: ["network", "architecture", "learnt from", "steps", "SHA-256 of the weights"],
            rows: networks.map { network in
                [
                    network.name, network.facts["architecture"] ?? "",
                    network.learntFrom.rawValue,
                    network.facts["step"] ?? "", String(network.sha256.prefix(16)) + "…",
                ]
            })
    }
}
