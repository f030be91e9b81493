import Foundation

extension Document {
    /// The document as one page that needs nothing else: pictures and style are in it, scripts are not.
    public var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\([title, footer].filter { !$0.isEmpty }.joined(separator: ", "))</title>
        <style>
        \(HTML.documentStyle(notice: notice))</style>
        </head>
        <body>
        <p class="notice">\(notice)</p>
        <header>
        <h1>\(title)</h1>
        <p class="subtitle">\(subtitle)</p>
        </header>
        \(sections.map(\.html))
        <p class="notice">\(notice)</p>
        </body>
        </html>

        """
    }
}

extension Document.Section {
    fileprivate var html: HTML {
        """
        <section\(startsSheet ? " class=\"sheet\"" as HTML : "")>
        <h2>\(title)</h2>
        \(blocks.map(\.html))
        </section>
        """
    }
}

extension Document.Block {
    fileprivate var html: HTML {
        switch self {
        case .paragraph(let prose): "<p>\(prose.html)</p>"
        case .caption(let prose): "<p class=\"caption\">\(prose.html)</p>"
        case .warning(let prose): "<p class=\"warning\">\(prose.html)</p>"
        case .list(let items):
            """
            <ul>
            \(items.map { "<li>\($0.html)</li>" as HTML })
            </ul>
            """
        case .facts(let facts):
            """
            <dl>
            \(facts.map { name, value -> HTML in
                let value = value.map(Prose.init(stringLiteral:)) ?? Document.notStated
                return "<div><dt>\(name)</dt><dd>\(value.html)</dd></div>"
            })
            </dl>
            """
        case .table(let table): table.html
        case .picture(let picture): picture.html
        }
    }
}

extension Document {
    /// What stands where nobody has stated a fact.
    static let notStated = Prose("not stated", .faint)
}

extension Document.Table {
    fileprivate var html: HTML {
        """
        <table>
        \(caption.isEmpty ? "" : "<caption>\(caption.html)</caption>\n" as HTML)\
        <thead><tr>\(columns.map { "<th>\($0)</th>" as HTML })</tr></thead>
        <tbody>
        \(rows.map(row))
        </tbody>
        </table>
        """
    }

    private func row(_ cells: [Prose]) -> HTML {
        let first: HTML = cells.first.map { "<th scope=\"row\">\($0.html)</th>" } ?? ""
        return "<tr>\(first)\(cells.dropFirst().map { "<td>\($0.html)</td>" as HTML })</tr>"
    }
}

extension Document.Picture {
    /// Half as large again as on paper, where eyes are nearer to it.
    fileprivate var html: HTML {
        """
        <figure><img style="width: \((1.5 * figure.width).formatted(decimals: 0))px" alt="\(description)" \
        src="data:image/png;base64,\(HTML(stringLiteral: png.base64EncodedString()))"></figure>
        """
    }
}

extension Prose {
    fileprivate var html: HTML {
        let parts = runs.map { run -> HTML in
            switch run.style {
            case .plain: "\(run.text)"
            case .bold: "<b>\(run.text)</b>"
            case .faint, .good, .caution, .bad, .code:
                "<span class=\"\(run.style.rawValue)\">\(run.text)</span>"
            }
        }
        return parts.reduce("") { "\($0)\($1)" }
    }
}
