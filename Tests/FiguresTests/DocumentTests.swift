import Foundation
import Scintigraphy
import Testing

@testable import Figures

@Suite struct DocumentTests {
    private func document(_ blocks: [Document.Block], startsSheet: Bool = false) -> Document {
        Document(
            title: "Title", subtitle: "Below", notice: "For research", footer: "Doe, Jane",
            sections: [
                .init("First", blocks), .init("Second", startsSheet: startsSheet, [.paragraph("End.")]),
            ])
    }

    private func sheets(_ document: Document) throws -> Int {
        let text = String(decoding: try document.pdf(), as: UTF8.self)
        let count = try #require(text.firstMatch(of: /\/Count ([0-9]+)\n? *(\/|>)/))
        return try #require(Int(count.1))
    }

    @Test func pageHasAllBlocksAndTextStaysText() {
        let page = document([
            .paragraph("Is \(bold: "<b>") & \("x", .bad)"), .list(["one", "two"]), .warning("Careful"),
            .facts([("Name", "Jane"), ("Age", nil)]),
            .table(.init("Above", columns: ["A", "B"], rows: [["1", "2"]])),
        ]).html.text
        #expect(page.contains("<p>Is <b>&lt;b&gt;</b> &amp; <span class=\"bad\">x</span></p>"))
        #expect(
            page.contains("<li>one</li>\n<li>two</li>") && page.contains("<p class=\"warning\">Careful</p>"))
        #expect(page.contains("<dt>Name</dt><dd>Jane</dd>"))
        #expect(page.contains("<dt>Age</dt><dd><span class=\"faint\">not stated</span></dd>"))
        #expect(
            page.contains("<th scope=\"row\">1</th><td>2</td>") && page.contains("<caption>Above</caption>"))
    }

    /// In a style nothing is escaped: a notice cannot end it.
    @Test func noticeIsAtTheFootOfPrintedSheetsAndCannotEndTheStyle() {
        let page = Document(
            title: "", subtitle: "", notice: "No </style> \"use\"", footer: "", sections: []
        ).html.text
        #expect(page.contains("content: \"No style use\""))
        #expect(page.components(separatedBy: "</style>").count == 2)
    }

    @Test func sameDocumentGivesTheSameSheetsWithoutADate() throws {
        let document = document([.paragraph("Words")])
        let pdf = try document.pdf()
        #expect(try document.pdf() == pdf)
        #expect(!String(decoding: pdf, as: UTF8.self).contains("CreationDate"))
        #expect(try sheets(document) == 1)
    }

    /// What the font cannot draw is said so at the foot of the sheets.
    @Test func charactersThatTheFontLacksAreOwnedUpTo() throws {
        for (name, isLacking) in [("Müller, Ålborg ≥ 5 µm²", false), ("Yamada \u{F0000}", true)] {
            let canvas = Canvas(sheetsOf: .a4(landscape: false), title: "")
            _ = ProseLines(Prose(name), width: 200, size: 9, on: canvas)
            #expect(canvas.lacksCharacters == isLacking)
        }
    }

    @Test func longTablesGoOnAndSectionsCanStartSheets() throws {
        let rows = (1...120).map { [Prose("\($0)"), Prose("words")] }
        let table = Document.Table(columns: ["No.", "What"], rows: rows)
        #expect(try sheets(document([.table(table)])) == 3)
        #expect(try sheets(document([.paragraph("Short")], startsSheet: true)) == 2)
    }

    /// A cell, a fact, a word and a warning that no sheet can hold are drawn on several.
    @Test func whatIsTooLongForASheetIsDrawnAllTheSame() throws {
        let long = Prose(String(repeating: "many words ", count: 3000))
        let word = Prose(String(repeating: "x", count: 9000))
        let blocks: [Document.Block] = [
            .table(.init(columns: ["A", "B"], rows: [["1", long]])),
            .facts([("A", String(repeating: "y ", count: 4000))]),
            .paragraph(word), .warning(long), .list([long]),
        ]
        for block in blocks { #expect(try sheets(document([block])) > 1) }
    }

    @Test func linesBreakAtSpacesAndNoWiderThanTheirWidth() {
        let canvas = Canvas(sheetsOf: .a4(landscape: false), title: "")
        let prose: Prose =
            "Some words \(bold: "in bold"), a part of 5 % and \(String(repeating: "ab", count: 60), .code) at the end"
        let lines = ProseLines(prose, width: 90, size: 9, on: canvas).lines
        #expect(lines.count > 4)
        for line in lines {
            let end = line.map {
                $0.x + canvas.width(of: $0.text, size: $0.style.size(9), weight: $0.style.weight)
            }.max()
            #expect((end ?? 0) <= 90.01)
        }
        let text = lines.map { $0.map(\.text).joined() }.joined(separator: " ")
        #expect(text.hasPrefix("Some words in bold, a part of 5\u{A0}%"))
        #expect(
            lines.joined().filter { $0.style == .code }.map(\.text).joined()
                == String(repeating: "ab", count: 60))
    }

    @Test func emptyProseHasNoLines() {
        let canvas = Canvas(sheetsOf: .a4(landscape: false), title: "")
        #expect(ProseLines("", width: 50, size: 9, on: canvas).lines.isEmpty)
        #expect(Prose("").isEmpty && !Prose("a").isEmpty)
    }
}
