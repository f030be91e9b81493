import Scintigraphy

/// A table whose columns share a width, its cells broken into lines.
struct TableLayout {
    /// Cells beside each other, and whether a rule closes them.
    struct Row {
        let cells: [ProseLines]
        let isClosed: Bool

        var height: Double { (cells.map(\.height).max() ?? 0) + 4 }
    }

    private static let gap = 8.0
    private static let size = 7.8
    /// No row is taller, so that any finds room on a sheet: what is longer is drawn as several.
    private static let mostLines = 40

    let header: Row
    let rows: [Row]
    private let widths: [Double]
    private let width: Double

    init(_ table: Document.Table, width: Double, on canvas: Canvas) {
        let titles = table.columns.map { Prose($0, .bold) }
        let named = table.rows.map { cells in cells.enumerated().map { $0 == 0 ? $1.inBold : $1 } }
        let widths = Self.widths([titles] + named, of: width, on: canvas)
        func row(_ cells: [Prose]) -> [Row] {
            let lines = zip(cells, widths).map { ProseLines($0, width: $1, size: Self.size, on: canvas) }
            let most = lines.map(\.lines.count).max() ?? 0
            return stride(from: 0, to: max(most, 1), by: Self.mostLines).map { start in
                let end = start + Self.mostLines
                return Row(
                    cells: lines.map { $0[min(start, $0.lines.count)..<max(end, 0)] }, isClosed: end >= most)
            }
        }
        header = row(titles)[0]
        rows = named.flatMap(row)
        self.widths = widths
        self.width = width
    }

    /// Each column is at least as wide as its longest word; of what is left each gets its share of what all would need.
    private static func widths(_ rows: [[Prose]], of width: Double, on canvas: Canvas) -> [Double] {
        let count = rows[0].count
        let room = width - gap * Double(count - 1)
        var (least, most) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for row in rows {
            for (column, cell) in row.enumerated() {
                let (word, text) = cell.widths(size: size, on: canvas)
                least[column] = max(least[column], word)
                most[column] = max(most[column], text)
            }
        }
        let taken = least.reduce(0, +)
        if taken >= room { return least.map { $0 * room / taken } }
        // What is left goes where there is most to say: a long text beside short ones is not to become a tower.
        let wish = zip(most, least).reduce(0) { $0 + $1.0 - $1.1 }
        let share = wish > 0 ? min(1, (room - taken) / wish) : 0
        return zip(most, least).map { $1 + share * ($0 - $1) }
    }

    func draw(_ row: Row, x: Double, y: Double, on canvas: Canvas) {
        var left = x
        for (cell, width) in zip(row.cells, widths) {
            cell.draw(x: left, y: y + 2, on: canvas)
            left += width + Self.gap
        }
        guard row.isClosed else { return }
        canvas.fill(Rectangle(x: x, y: y + row.height - 0.5, width: width, height: 0.5), with: .rule)
    }
}

extension Prose {
    /// The same words, none of them plain.
    fileprivate var inBold: Prose {
        runs.reduce("") { $0 + Prose($1.text, $1.style == .plain ? .bold : $1.style) }
    }

    /// The widest word, and all in one line. Words of more than a table's fifth may be broken.
    fileprivate func widths(size: Double, on canvas: Canvas) -> (word: Double, text: Double) {
        var (widest, all) = (0.0, 0.0)
        for run in runs {
            func width(_ text: String) -> Double {
                canvas.width(of: text.drawable, size: run.style.size(size), weight: run.style.weight)
            }
            let words = run.text.split(whereSeparator: \.isWhitespace).map { width(String($0)) }
            widest = max(widest, min(words.max() ?? 0, 90))
            all += width(run.text)
        }
        return (widest + 0.5, all + 0.5)
    }
}
