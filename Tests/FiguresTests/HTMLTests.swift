import Testing

@testable import Figures

@Suite struct HTMLTests {
    @Test(arguments: [
        ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
        ("\" onload=\"x", "&quot; onload=&quot;x"), ("a & b", "a &amp; b"),
        ("Müller^Jörg 山田", "Müller^Jörg 山田"),
        ("nul\u{0} esc\u{1B}", "nul\u{FFFD} esc\u{FFFD}"),
    ])
    func stringsAreEscaped(text: String, escaped: String) {
        #expect(("<td title=\"\(text)\">" as HTML).text == "<td title=\"\(escaped)\">")
    }

    @Test func htmlIsNotEscapedTwice() {
        let cell: HTML = "<td>\("a < b")</td>"
        #expect(("<tr>\(cell)</tr>" as HTML).text == "<tr><td>a &lt; b</td></tr>")
        #expect(("<tr>\([cell, cell])</tr>" as HTML).text == "<tr>\(cell.text)\n\(cell.text)</tr>")
    }
}
