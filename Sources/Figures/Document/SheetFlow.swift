import Scintigraphy

/// Fills sheets of A4 from top to bottom with what is to be drawn on them.
final class SheetFlow {
    typealias Drawing = (Canvas) -> Void

    /// Inside the margins, between notice and foot.
    static let area = Rectangle(x: 42, y: 66, width: 511.28, height: 720)
    private static let text = 9.0
    private static let small = 7.8

    /// What is drawn on each sheet.
    private(set) var sheets: [[Drawing]] = [[]]
    /// The headings, and the sheets that they stand on, from 0.
    private(set) var contents: [(title: String, sheet: Int)] = []

    private let canvas: Canvas
    private var y = SheetFlow.area.y

    /// `canvas` measures text.
    init(_ canvas: Canvas) { self.canvas = canvas }

    func place(_ title: String, _ subtitle: String) {
        let area = Self.area
        put(height: 40) { canvas, y in
            canvas.text(title.drawable, x: area.x, y: y + 17, size: 18, weight: .bold)
            canvas.text(subtitle.drawable, x: area.x, y: y + 32, size: 9.5, colour: .ink(.faint))
        }
    }

    func place(_ section: Document.Section) {
        let area = Self.area
        if section.startsSheet { startSheet() }
        if y > area.y { y += 10 }
        let next = wholeHeight(section.blocks) ?? section.blocks.first.map(leastHeight) ?? 0
        put(height: 20, before: next) { canvas, y in
            canvas.text(section.title.drawable, x: area.x, y: y + 11.5, size: 12, weight: .bold)
            canvas.fill(Rectangle(x: area.x, y: y + 15.5, width: area.width, height: 0.7), with: .frame)
        }
        contents.append((section.title.drawable, sheets.count - 1))
        for block in section.blocks { place(block) }
    }

    private func place(_ block: Document.Block) {
        switch block {
        case .paragraph(let prose): place(lines(prose, Self.text), gap: 5)
        case .caption(let prose): place(lines(prose, Self.small), gap: 4)
        case .warning(let prose): placeWarning(prose)
        case .list(let items): for item in items { placeItem(item) }
        case .facts(let facts): place(facts)
        case .table(let table): place(table)
        case .picture(let picture): place(picture.figure)
        }
    }

    /// The height of all blocks where these are a few sentences, which should stay together.
    private func wholeHeight(_ blocks: [Document.Block]) -> Double? {
        var height = 0.0
        for block in blocks {
            switch block {
            case .paragraph(let prose): height += lines(prose, Self.text).height + 5
            case .caption(let prose): height += lines(prose, Self.small).height + 4
            case .list(let items):
                height += items.reduce(0) { $0 + lines($1, Self.text, indent: 12).height + 2 }
            default: return nil
            }
        }
        return height < Self.area.height / 3 ? height : nil
    }

    /// The height of a block's beginning, which should not be parted from its heading.
    private func leastHeight(_ block: Document.Block) -> Double {
        switch block {
        case .picture(let picture): Self.size(of: picture.figure).height
        case .table: 60
        default: 26
        }
    }

    // MARK: - Text

    private func lines(_ prose: Prose, _ size: Double, indent: Double = 0) -> ProseLines {
        ProseLines(prose, width: Self.area.width - indent, size: size, on: canvas)
    }

    /// Line by line, but no line alone at the foot or the head of a sheet.
    private func place(_ lines: ProseLines, x indent: Double = 0, gap: Double) {
        let count = lines.lines.count
        for index in 0..<count {
            let stays = index == 0 || index == count - 2 ? min(2, count - index) : 1
            let line = lines[index..<index + 1]
            put(height: lines.leading, before: lines.leading * Double(stays - 1)) { canvas, y in
                line.draw(x: Self.area.x + indent, y: y, on: canvas)
            }
        }
        y += gap
    }

    private func placeItem(_ item: Prose) {
        let lines = lines(item, Self.text, indent: 12)
        put(height: 0, before: lines.leading * Double(min(2, lines.lines.count))) { canvas, y in
            canvas.text("•", x: Self.area.x + 3, y: y + 0.98 * Self.text, size: Self.text)
        }
        place(lines, x: 12, gap: 2)
    }

    private func placeWarning(_ prose: Prose) {
        let lines = lines(prose, Self.text, indent: 16)
        guard lines.height + 10 <= Self.area.height else {
            return place(self.lines(prose, Self.text), gap: 5)
        }
        put(height: lines.height + 10) { canvas, y in
            let box = Rectangle(x: Self.area.x, y: y, width: Self.area.width, height: lines.height + 8)
            canvas.fill(box, with: RGB(red: 255, green: 246, blue: 224))
            canvas.stroke(box, with: .ink(.caution), width: 1)
            lines.draw(x: box.x + 8, y: y + 4, on: canvas)
        }
        y += 5
    }

    // MARK: - Facts, tables, pictures

    /// Two facts beside each other.
    private func place(_ facts: [Document.Fact]) {
        let (half, label) = (Self.area.width / 2, 104.0)
        for pair in stride(from: 0, to: facts.count, by: 2) {
            let cells = facts[pair..<min(pair + 2, facts.count)].map { name, value in
                let value = value.map { Prose($0, .bold) } ?? Document.notStated
                return (
                    ProseLines(Prose(name, .faint), width: label - 6, size: 8.5, on: canvas),
                    ProseLines(value, width: half - label - 10, size: 8.5, on: canvas)
                )
            }
            let rows = cells.map { max($0.lines.count, $1.lines.count) }.max() ?? 1
            for part in stride(from: 0, to: rows, by: 40) {
                let height =
                    cells.map { max($0[part..<part + 40].height, $1[part..<part + 40].height) }.max() ?? 0
                put(height: height + 1.5) { canvas, y in
                    for (index, (name, value)) in cells.enumerated() {
                        let x = Self.area.x + half * Double(index)
                        name[part..<part + 40].draw(x: x, y: y, on: canvas)
                        value[part..<part + 40].draw(x: x + label, y: y, on: canvas)
                    }
                }
            }
        }
        y += 4
    }

    private func place(_ table: Document.Table) {
        let caption = table.caption.isEmpty ? nil : lines(table.caption, Self.small)
        let layout = TableLayout(table, width: Self.area.width, on: canvas)
        let first = layout.header.height + (layout.rows.first?.height ?? 0)
        y += 3
        if let caption {
            put(height: caption.height + 2, before: first) { canvas, y in
                caption.draw(x: Self.area.x, y: y, on: canvas)
            }
        }
        put(layout.header, of: layout, before: layout.rows.first?.height ?? 0)
        for row in layout.rows {
            if y + row.height > Self.area.bottom {
                startSheet()
                put(layout.header, of: layout, before: 0)
            }
            put(row, of: layout, before: 0)
        }
        y += 8
    }

    private func put(_ row: TableLayout.Row, of layout: TableLayout, before next: Double) {
        put(height: row.height, before: next) { canvas, y in
            layout.draw(row, x: Self.area.x, y: y, on: canvas)
        }
    }

    /// As large as it is drawn or, where that is too much, as the sheet allows.
    private func place(_ figure: Figure) {
        let (width, height) = Self.size(of: figure)
        put(height: height + 6) { canvas, y in
            canvas.draw(
                figure,
                in: Rectangle(
                    x: Self.area.middle - width / 2, y: y, width: width, height: height))
        }
    }

    /// Room for a heading and a few lines stays on the sheet.
    private static func size(of figure: Figure) -> (width: Double, height: Double) {
        let scale = min(1, area.width / figure.width, (area.height - 60) / figure.height)
        return (figure.width * scale, figure.height * scale)
    }

    // MARK: - Sheets

    private func startSheet() {
        guard y > Self.area.y else { return }
        sheets.append([])
        y = Self.area.y
    }

    /// Puts something on this sheet or, where it and the beginning of what follows have no room, on the next one.
    private func put(height: Double, before next: Double = 0, _ draw: @escaping (Canvas, Double) -> Void) {
        if y + height + next > Self.area.bottom { startSheet() }
        let place = y
        sheets[sheets.count - 1].append { draw($0, place) }
        y += height
    }
}
