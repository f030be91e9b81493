import Figures
import TestSupport
import Testing

@Suite struct CSVTableTests {
    private func cells(_ text: String) throws -> [[String]] { try CSVTable(text).rows.map(\.cells) }

    @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d", "\u{FEFF}a,b\nc,d", "\n a , b \n\nc,d\n\n"])
    func spreadsheetsAgree(text: String) throws {
        #expect(try cells(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func quotationsHoldAnything() throws {
        let text = "name,note\n\"Doe, \"\"Jo\"\"\",\"two\r\nlines\" ,é\n\"\",,\n"
        #expect(
            try cells(text) == [["name", "note"], ["Doe, \"Jo\"", "two\r\nlines", "é"], ["", "", ""]])
        #expect(try CSVTable(text).rows.map(\.line) == [1, 2, 4])
    }

    @Test func emptyTextHasNoRows() throws { #expect(try cells("") == [] && cells("\u{FEFF}\r\n") == []) }

    @Test(arguments: [
        ("a,\"b\nc", "line 1 has a quotation that does not end"), ("a\n\"b\"c,d", "line 2 has “c”"),
    ])
    func brokenQuotationsAreRefused(text: String, sentence: String) throws {
        let error = try #require(throws: CSVError.self) { _ = try CSVTable(text) }
        #expect(error.description.contains(sentence))
    }

    /// What any text without quotes is, quoted or not.
    @Test(.tags(.property)) func quotedCellsAreRead() throws {
        let cells = ["plain", " spaced ", "comma, inside", "quote \" inside", "line\nbreak", ""]
        for a in cells {
            for b in cells {
                let line = [a, b].map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
                #expect(try self.cells(line + "\r\n") == [[a, b]])
            }
        }
    }
}
