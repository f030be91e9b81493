public import Figures
public import Foundation

extension ScoreReport {
    /// The file of a report's folder that says how it was made, for a `NewFolder`.
    public static let planFile = "roc-settings.json"

    /// What decides all that the folder holds, besides the scores themselves.
    public static func planData(
        _ settings: ScoreSettings, _ names: ColumnNames, input: String, software: String
    ) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(
            Plan(software: software, input: input, columns: names, settings: settings))
    }

    private struct Plan: Encodable {
        var notice = "Research use only; not for diagnosis."
        let software, input: String
        let columns: ColumnNames
        let settings: ScoreSettings
    }

    /// All tables as Markdown, under a heading.
    public var markdown: String {
        let tables = ScoreTables(report: self)
        return ([tables.heading] + tables.all.map(\.markdown)).joined(separator: "\n")
    }

    /// Writes tables.md, results.json and the figures: roc.png, and reliability.png and decision.png where a score is a
    /// probability.
    ///
    /// - Parameters:
    ///   - folder: is not published yet.
    ///   - table: what the report is on.
    public func write(in folder: NewFolder, _ table: ScoreTable) throws {
        try folder.write(Data(markdown.utf8), to: "tables.md")
        try folder.write(json(), to: "results.json")
        let figures = ScoreFigures(report: self, table: table)
        for (name, figure) in [
            ("roc", figures.roc), ("reliability", figures.reliability), ("decision", figures.decision),
        ] {
            if let figure { try folder.write(figure.data(as: .png, scale: 2), to: "\(name).png") }
        }
    }
}
