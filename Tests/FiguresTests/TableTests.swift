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
    @Test func csv() {
        #expect(table.csv == "name,a|b\r\n\"x, y\",1\r\n\"say \"\"z\"\"\",2\r\n")
    }
}
