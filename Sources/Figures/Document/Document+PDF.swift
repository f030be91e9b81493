public import Foundation
import Scintigraphy

extension Document {
    /// The document as sheets of A4, its text as text: the same document gives the same bytes.
    ///
    /// Throws where cairo cannot draw it.
    public func pdf() throws(FigureError) -> Data {
        let canvas = Canvas(sheetsOf: .a4(landscape: false), title: title)
        let flow = SheetFlow(canvas)
        flow.place(title, subtitle)
        for section in sections { flow.place(section) }
        for (index, sheet) in flow.sheets.enumerated() {
            if index > 0 { canvas.nextSheet() }
            for drawing in sheet { drawing(canvas) }
            frame(sheet: index + 1, of: flow.sheets.count, on: canvas)
        }
        for (title, sheet) in flow.contents { canvas.addOutline(title, sheet: sheet + 1) }
        return try canvas.finish()
    }

    /// What stands on every sheet: the notice, whose it is, and which one of how many.
    private func frame(sheet: Int, of count: Int, on canvas: Canvas) {
        let area = SheetFlow.area
        canvas.stroke(
            Rectangle(x: area.x, y: area.y - 30, width: area.width, height: 18), with: .notice, width: 1)
        canvas.text(
            notice, x: area.middle, y: area.y - 17.5, size: 9, weight: .bold, aligned: .centre,
            colour: .notice)
        let number = "\(sheet) of \(count)"
        let line = area.bottom + 24
        let room = area.width - canvas.width(of: number, size: 8) - 20
        let footer = footer.drawable
        canvas.text(
            footer, x: area.x, y: line, size: canvas.fitting(footer, in: room, size: 8), colour: .ink(.faint))
        canvas.text(number, x: area.right, y: line, size: 8, aligned: .right, colour: .ink(.faint))
        if canvas.lacksCharacters {
            canvas.text(
                "Boxes stand for characters that this font lacks; the page in HTML has them.", x: area.x,
                y: line + 11, size: 7, colour: .ink(.faint))
        }
    }
}

extension RGB {
    static let notice = RGB(red: 138, green: 28, blue: 28)
    static let rule = RGB(red: 200, green: 200, blue: 200)

    /// Of text in a style.
    static func ink(_ style: Prose.Style) -> RGB {
        switch style {
        case .plain, .bold, .code: RGB(red: 17, green: 17, blue: 17)
        case .faint: RGB(red: 95, green: 95, blue: 95)
        case .good: RGB(red: 29, green: 107, blue: 52)
        case .caution: RGB(red: 138, green: 90, blue: 0)
        case .bad: RGB(red: 160, green: 20, blue: 20)
        }
    }
}

extension String {
    /// Without what no font draws: control characters become the replacement character.
    var drawable: String {
        var text = ""
        for scalar in unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return text
    }
}
