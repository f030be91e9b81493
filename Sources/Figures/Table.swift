/// A table of words and numbers, written as Markdown for documents and as CSV (RFC 4180) for programs.
public struct Table: Equatable, Sendable {
    /// Above the table.
    public let title: String
    /// The columns' names.
    public let columns: [String]
    /// As many cells each as there are columns.
    public let rows: [[String]]
    /// Below the table.
    public let notes: [String]

    /// - Precondition: each row has as many cells as there are columns.
    public init(_ title: String, columns: [String], rows: [[String]], notes: [String] = []) {
        precondition(rows.allSatisfy { $0.count == columns.count })
        self.title = title
        self.columns = columns
        self.rows = rows
        self.notes = notes
    }

    /// A heading of the third level, the table, the notes.
    public var markdown: String {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        let rule = "|" + String(repeating: "---|", count: columns.count)
        let lines = ["### \(title)", "", line(columns), rule] + rows.map(line)
        return (lines + notes.flatMap { ["", $0] }).joined(separator: "\n") + "\n"
    }

    /// One line of names, then the rows.
    public var csv: String {
        func cell(_ text: String) -> String {
            // Of scalars: a comma with a combining mark, or a carriage return with its line feed, is another character.
            let scalars = text.unicodeScalars
            guard scalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else { return text }
            return "\"" + scalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
        }
        return ([columns] + rows).map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }
}
