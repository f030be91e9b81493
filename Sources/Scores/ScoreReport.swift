public import Foundation
import Statistics

/// What anyone's scores are worth: discrimination, operating points, comparisons, calibration. Research use only.
public struct ScoreReport: Codable, Sendable {
    /// For whoever finds the file.
    public var notice = "Research use only; not for diagnosis."
    /// Name and version of the program.
    public let software: String
    /// The name of the file with the scores.
    public let input: String
    /// How they were judged.
    public let settings: ScoreSettings
    /// How many cases, of how many patients, with and without the finding.
    public let cases, patients, positives, negatives: Int
    /// In the table's order.
    public let scores: [ScoreResult]
    /// Of every other score with the chosen one.
    public let comparisons: [ScoreComparison]
    /// Of modalities, where several readers scored with each of them.
    public let modalities: ModalityComparison?
    /// Why there is none, though columns are named so.
    public let withoutModalities: String?

    /// The name of the score that the others are compared with.
    public var against: String { settings.against ?? scores[0].name }

    /// Whether a patient has several cases.
    public var isClustered: Bool { patients < cases }

    /// Judges the scores of a table.
    ///
    /// Throws where a setting names a score that the table does not have, or where fewer than two patients have a case
    /// with the finding, or one without.
    public init(
        _ table: ScoreTable, _ settings: ScoreSettings, input: String, software: String
    ) throws(ScoresError) {
        let names = table.columns.map(\.name)
        for name in [settings.against].compactMap(\.self) + settings.thresholds.keys.sorted()
        where !names.contains(name) {
            throw ScoresError("there is no score “\(name)”, only \(names.joined(separator: ", "))")
        }
        let owners = table.isClustered ? table.patients : nil
        guard let delong = DeLong(scores: table.columns.map(\.values), labels: table.labels, patients: owners)
        else {
            throw ScoresError(
                "\(input): an interval needs two patients with the finding and two without, but there are "
                    + "\(Self.patients(of: table, true)) and \(Self.patients(of: table, false)); add cases")
        }
        var judge = ScoreJudge(table, settings)
        scores = table.columns.indices.map { judge.result($0, delong) }
        self.input = input
        self.software = software
        self.settings = settings
        cases = table.labels.count
        patients = table.patientCount
        positives = table.labels.count { $0 }
        negatives = cases - positives
        comparisons = ScoreComparison.all(table, scores, delong, settings)
        do {
            modalities = try ModalityComparison(table, level: settings.level)
            withoutModalities = nil
        } catch {
            modalities = nil
            withoutModalities = error.description
        }
    }

    private static func patients(of table: ScoreTable, _ label: Bool) -> Int {
        Set(zip(table.patients, table.labels).filter { $1 == label }.map(\.0)).count
    }

    /// One JSON document, keys in alphabetical order.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
