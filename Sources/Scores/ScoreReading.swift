import Figures
import Foundation

/// Makes cases of a table's words.
struct ScoreReading {
    private let names: ColumnNames
    private let header: [String]
    private let rows: [CSVTable.Row]

    init(text: String, _ names: ColumnNames) throws {
        let table = try CSVTable(text)
        guard let first = table.rows.first else {
            throw ScoresError(
                "is empty; write a line of names, such as “patient,label,model”, and one for each case")
        }
        self.names = names
        header = first.cells
        rows = Array(table.rows.dropFirst())
        let lower = header.map { $0.lowercased() }
        if let twice = lower.first(where: { name in lower.count { $0 == name } > 1 }) {
            throw ScoresError("the first line names the column “\(twice)” twice; give each a name of its own")
        }
        if header.count == 1, header[0].contains(";") || header[0].contains("\t") {
            throw ScoresError("has no commas; save it as comma-separated values with decimal points")
        }
        guard !rows.isEmpty else { throw ScoresError("names no case; write a line for each after the first") }
        for row in rows where row.cells.count != header.count {
            throw ScoresError(
                "line \(row.line) has \(row.cells.count) cells, the first line \(header.count); give each column a "
                    + "cell, and write decimals with a point")
        }
    }

    func table() throws -> ScoreTable {
        let label = try column(names.label, option: "--label")
        let patient = try patientColumn()
        let scores = try scoreColumns(besides: [label] + [patient].compactMap(\.self))
        return ScoreTable(
            columns: try scores.map { ScoreTable.Column(name: header[$0], values: try numbers($0)) },
            labels: try labels(label), patients: try patient.map(owners) ?? Array(rows.indices))
    }

    private func find(_ name: String) -> Int? {
        header.firstIndex { $0.lowercased() == name.lowercased() }
    }

    private func column(_ name: String, option: String) throws -> Int {
        guard let found = find(name) else {
            throw ScoresError(
                "has no column “\(name)”, only \(header.joined(separator: ", ")); name the one that is meant with \(option)"
            )
        }
        return found
    }

    private func patientColumn() throws -> Int? {
        guard let name = names.patient else { return find("patient") }
        return try column(name, option: "--patient")
    }

    private func scoreColumns(besides others: [Int]) throws -> [Int] {
        guard names.scores.isEmpty else {
            let found = try names.scores.map { try column($0, option: "--scores") }
            guard Set(found).count == found.count else { throw ScoresError("--scores names a column twice") }
            return found
        }
        if let index = header.firstIndex(of: "") {
            throw ScoresError(
                "column \(index + 1) has no name; give it one, take it out if it only counts the lines, or name the "
                    + "columns of scores with --scores")
        }
        let scores = header.indices.filter { !others.contains($0) }
        guard !scores.isEmpty else {
            throw ScoresError("has no column of scores, only \(header.joined(separator: ", ")); add one")
        }
        return scores
    }

    private func numbers(_ column: Int) throws -> [Double] {
        try rows.map { row in
            let cell = row.cells[column]
            guard let number = Double(cell), number.isFinite else {
                throw ScoresError(
                    "line \(row.line), column \(header[column]): "
                        + (cell.isEmpty
                            ? "the score is missing" : "“\(cell.prefix(40))” is not a finite number")
                        + "; give every case a score or leave the case out, or name the columns of scores with --scores"
                )
            }
            return number
        }
    }

    private func owners(_ column: Int) throws -> [Int] {
        var numbers: [String: Int] = [:]
        return try rows.map { row in
            let name = row.cells[column]
            guard !name.isEmpty else {
                throw ScoresError(
                    "line \(row.line), column \(header[column]): the patient is missing; name it, the same for all "
                        + "of its cases")
            }
            let number = numbers[name] ?? numbers.count
            numbers[name] = number
            return number
        }
    }

    private func labels(_ column: Int) throws -> [Bool] {
        let words = rows.map { $0.cells[column] }
        let positive = try positiveWord(words, column)
        var other: String?
        for (row, word) in zip(rows, words) where word != positive {
            let expected = names.positive == nil ? "0" : other ?? word
            guard word == expected, !word.isEmpty else {
                let both = "“\(positive)” and “\(other ?? (names.positive == nil ? "0" : "another word"))”"
                throw ScoresError(
                    "line \(row.line), column \(header[column]): the label is \(word.isEmpty ? "missing" : "“\(word.prefix(40))”"), "
                        + "but a label is one of \(both); correct it or leave the case out")
            }
            other = word
        }
        let labels = words.map { $0 == positive }
        let positives = labels.count { $0 }
        guard positives > 0, positives < labels.count else {
            throw ScoresError(
                "column \(header[column]): all \(labels.count) cases are “\(words[0])”; a curve needs cases of both kinds"
            )
        }
        return labels
    }

    /// 1 where the file has ones and noughts; otherwise the word that the user says.
    private func positiveWord(_ words: [String], _ column: Int) throws -> String {
        if let word = names.positive {
            guard words.contains(word) else {
                let found = Set(words).sorted().prefix(5).map { "“\($0)”" }.joined(separator: ", ")
                throw ScoresError(
                    "column \(header[column]): no case is “\(word)”; the words there are \(found): name one of these with --positive"
                )
            }
            return word
        }
        if let index = words.firstIndex(where: { !["0", "1", ""].contains($0) }) {
            throw ScoresError(
                "line \(rows[index].line), column \(header[column]): “\(words[index].prefix(40))” is neither 1 nor 0; "
                    + "say with --positive which word means that the finding is there")
        }
        return "1"
    }
}
