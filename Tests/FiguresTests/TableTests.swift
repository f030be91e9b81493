import Testing

@testable import Figures

@Suite struct TableTests {
    let table = Table(
        "Title", columns: ["name", "a|b"], rows: [["x, y", "1"], ["say \"z\"", "2"]], notes: ["A note."])

    @Test func markdown() {
        #expect(
            table.markdown == """
                ### Title

                | name | a\\|b |
                |---|---|
                | x, y | 1 |
                | say "z" | 2 |

                A note.

                """)
    }

    /// RFC 4180: cells with commas or quotation marks are quoted, lines end in CR LF.
    @Test(arguments: ["A\r\nB", "Doe,\u{301}x", "\"\u{301}"])
    func cellsOfOddCharactersAreQuoted(cell: String) {
        let text = Table("", columns: ["a", "b"], rows: [[cell, "1"]]).csv
        let quoted = cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
        #expect(Array(text.utf8) == Array("a,b\r\n\"\(quoted)\",1\r\n".utf8))
    }

    @Test func csv() {
        #expect(table.csv == "name,a|b\r\n\"x, y\",1\r\n\"say \"\"z\"\"\",2\r\n")
    }
}
