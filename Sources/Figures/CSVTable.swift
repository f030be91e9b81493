import Foundation

/// A table of comma-separated values as spreadsheets write it (RFC 4180): cells in quotes may hold commas, line breaks
/// and doubled quotes; lines end with LF, CR LF or CR; a byte order mark and empty lines mean nothing.
public struct CSVTable: Sendable {
    /// A line of the table.
    public struct Row: Sendable {
        /// Where it begins in the file, from 1.
        public let line: Int
        /// Without quotes, and plain ones without spaces around them.
        public let cells: [String]
    }

    /// In the file's order.
    public let rows: [Row]

    /// Throws where a quotation does not end, or is followed by something else than the end of its cell.
    public init(_ text: String) throws(CSVError) {
        var reader = CSVReader(text)
        rows = try reader.rows()
    }
}

/// Why a text is not a table: one sentence that names the line.
public struct CSVError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Reads a table character by character.
private struct CSVReader {
    private var rest: Substring.UnicodeScalarView
    private var line = 1

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    mutating func rows() throws(CSVError) -> [CSVTable.Row] {
        var rows: [CSVTable.Row] = []
        while !rest.isEmpty {
            let first = line
            let cells = try cells()
            if cells != [""] { rows.append(CSVTable.Row(line: first, cells: cells)) }
        }
        return rows
    }

    /// The cells up to the end of the line, which is taken off.
    private mutating func cells() throws(CSVError) -> [String] {
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

    private mutating func quotation() throws(CSVError) -> String {
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
        throw CSVError("line \(first) has a quotation that does not end")
    }

    /// The cell, where only spaces stand between it and the next one.
    private mutating func ended(_ cell: String) throws(CSVError) -> String {
        let after = plain()
        guard after.isEmpty else {
            throw CSVError(
                "line \(line) has “\(after.prefix(20))” after a quotation; double quotes inside one")
        }
        return cell
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
}
