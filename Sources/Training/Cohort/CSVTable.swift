import Foundation

/// A table of comma-separated values as spreadsheets write it (RFC 4180): cells in quotes may hold commas, line breaks
/// and doubled quotes; lines end with LF, CR LF or CR; a byte order mark and empty lines mean nothing.
struct CSVTable {
    /// A line of the table.
    struct Row {
        /// Where it begins in the file, from 1.
        let line: Int
        let cells: [String]
    }

    let rows: [Row]

    /// Throws where a quotation does not end, or is followed by something else than the end of its cell.
    init(_ text: String) throws(TrainingError) {
        var reader = CSVReader(text)
        rows = try reader.rows()
    }
}

/// Reads a table character by character.
private struct CSVReader {
    private var rest: Substring.UnicodeScalarView
    private var line = 1

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    mutating func rows() throws(TrainingError) -> [CSVTable.Row] {
        var rows: [CSVTable.Row] = []
        while !rest.isEmpty {
            let first = line
            let cells = try cells()
            if cells != [""] { rows.append(CSVTable.Row(line: first, cells: cells)) }
        }
        return rows
    }

    /// The cells up to the end of the line, which is taken off.
    private mutating func cells() throws(TrainingError) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(rest.first == "\"" ? try quotation() : plain())
            guard let end = rest.popFirst() else { return cells }
            if end == "," { continue }
            if end == "\r", rest.first == "\n" { rest.removeFirst() }
            line += 1
            return cells
        }
    }

    /// What stands before the next comma or line break, without spaces around it.
    private mutating func plain() -> String {
        let cell = rest.prefix { $0 != "," && !Self.endsLine($0) }
        rest = rest[cell.endIndex...]
        return String(cell).trimmingCharacters(in: .whitespaces)
    }

    private mutating func quotation() throws(TrainingError) -> String {
        let first = line
        rest.removeFirst()
        var cell = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == "\n" || (scalar == "\r" && rest.first != "\n") { line += 1 }
            if scalar != "\"" {
                cell.append(scalar)
            } else if rest.first == "\"" {
                cell.append(rest.removeFirst())
            } else {
                return try ended(String(cell))
            }
        }
        throw TrainingError("line \(first) has a quotation that does not end")
    }

    /// The cell, where only spaces stand between it and the next one.
    private mutating func ended(_ cell: String) throws(TrainingError) -> String {
        let after = plain()
        guard after.isEmpty else {
            throw TrainingError(
                "line \(line) has “\(after.prefix(20))” after a quotation; double quotes inside one")
        }
        return cell
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
}
