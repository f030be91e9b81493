public import Statistics

/// How modalities compare that several readers used on the same cases, such as reading without and with a model: the
/// columns whose names are `reader@modality`.
public struct ModalityComparison: Codable, Sendable {
    /// In the table's order.
    public let readers: [String]
    /// In the table's order; the first is the one that the others are compared with.
    public let modalities: [Modality]
    /// The chance of differences as large where all modalities are worth the same.
    public let p: Double

    /// What a modality is worth.
    public struct Modality: Codable, Sendable {
        /// After the `@`.
        public let name: String
        /// The readers' areas, in their order.
        public let areas: [Double]
        /// Their mean, for readers and patients of this kind.
        public let area: Estimate
        /// The mean less the first modality's; `nil` for that one.
        public let difference: AreaDifference?
        /// Its chance, raised for all modalities after Holm.
        public let adjustedP: Double?
    }

    /// `nil` where fewer than two readers or fewer than two modalities have columns.
    ///
    /// Throws why they cannot be compared: a reader lacks a modality, patients have several cases, or the modalities
    /// differ equally for all readers.
    init?(_ table: ScoreTable, level: Double) throws(ScoresError) {
        let named = table.columns.compactMap { column in Self.parts(column.name).map { ($0, column.values) } }
        let readers = Self.distinct(named.map(\.0.reader))
        let modalities = Self.distinct(named.map(\.0.modality))
        guard readers.count >= 2, modalities.count >= 2 else { return nil }
        var scores: [[[Double]]] = []
        for modality in modalities {
            var own: [[Double]] = []
            for reader in readers {
                guard let values = named.first(where: { $0.0 == (reader, modality) })?.1 else {
                    throw ScoresError(
                        "“\(reader)” has no column “\(reader)@\(modality)”, but others have; give it, or leave this "
                            + "reader or this modality out with --scores")
                }
                own.append(values)
            }
            scores.append(own)
        }
        guard !table.isClustered else {
            throw ScoresError(
                "readers under several modalities are compared where each patient has one case; give one line a patient"
            )
        }
        guard let test = ObuchowskiRockette(scores: scores, labels: table.labels) else {
            throw ScoresError("the modalities differ equally for all readers, which leaves no test")
        }
        self.readers = readers
        let differences = modalities.indices.dropFirst().map { test.difference($0, from: 0, level: level) }
        let adjusted = holmAdjusted(differences.map(\.p))
        self.modalities = modalities.indices.map { index in
            Modality(
                name: modalities[index], areas: test.areas[index], area: test.area(index, level: level),
                difference: index > 0 ? differences[index - 1] : nil,
                adjustedP: index > 0 ? adjusted[index - 1] : nil)
        }
        p = test.p
    }

    private static func parts(_ name: String) -> (reader: String, modality: String)? {
        let parts = name.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    private static func distinct(_ names: [String]) -> [String] {
        names.enumerated().filter { !names.prefix($0.offset).contains($0.element) }.map(\.element)
    }
}
