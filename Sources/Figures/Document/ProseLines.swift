import Scintigraphy

/// Prose broken into lines of a width.
struct ProseLines {
    /// Text of one style at its place in a line.
    struct Piece {
        let text: String
        let style: Prose.Style
        let x: Double
    }

    let lines: [[Piece]]
    let size: Double

    /// From one base line to the next.
    var leading: Double { ProseLines.leading(size) }
    var height: Double { leading * Double(lines.count) }

    static func leading(_ size: Double) -> Double { 1.32 * size }

    /// Breaks at spaces, and inside of words that are wider than a line.
    init(_ prose: Prose, width: Double, size: Double, on canvas: Canvas) {
        var breaker = LineBreaker(width: width, size: size, canvas: canvas)
        for run in prose.runs { breaker.add(run) }
        lines = breaker.finished()
        self.size = size
    }

    /// The first lines, as many as there are.
    private init(_ lines: some Sequence<[Piece]>, size: Double) {
        self.lines = Array(lines)
        self.size = size
    }

    /// Some of the lines.
    subscript(range: Range<Int>) -> ProseLines {
        ProseLines(lines[range.clamped(to: 0..<lines.count)], size: size)
    }

    /// Draws the lines below `y`.
    func draw(x: Double, y: Double, on canvas: Canvas) {
        for (index, line) in lines.enumerated() {
            let base = y + leading * Double(index) + 0.98 * size
            for piece in line {
                canvas.text(
                    piece.text, x: x + piece.x, y: base, size: piece.style.size(size),
                    weight: piece.style.weight,
                    colour: .ink(piece.style))
            }
        }
    }
}

extension Prose.Style {
    var weight: Canvas.Weight {
        switch self {
        case .bold, .good, .caution, .bad: .bold
        case .plain, .faint, .code: .normal
        }
    }

    /// A number that identifies something is long, and nobody reads it.
    func size(_ size: Double) -> Double { self == .code ? 0.88 * size : size }
}

/// Puts words one after the other until a line is full.
private struct LineBreaker {
    let width, size: Double
    let canvas: Canvas
    private var lines: [[ProseLines.Piece]] = []
    private var line: [ProseLines.Piece] = []
    /// Where the next word begins, without the space before it.
    private var x = 0.0
    private var isAfterSpace = false

    init(width: Double, size: Double, canvas: Canvas) {
        (self.width, self.size, self.canvas) = (width, size, canvas)
    }

    mutating func add(_ run: Prose.Run) {
        let space = advance(" ", run.style)
        let text = run.text.replacing(" %", with: "\u{A0}%")  // stays beside its number
        for part in text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0.isWhitespace && $0 != "\u{A0}" }
        )
        .enumerated() {
            if part.offset > 0 { isAfterSpace = true }
            guard !part.element.isEmpty else { continue }
            let word = String(part.element).drawable
            canvas.note(word, weight: run.style.weight)
            let gap = isAfterSpace && x > 0 ? space : 0
            let length = advance(word, run.style)
            if x + gap + length <= width {
                put((gap > 0 ? " " : "") + word, run.style, gap + length)
            } else if length <= width, gap > 0 {
                breakLine()
                put(word, run.style, length)
            } else {
                if gap > 0, run.style == .code { put(" ", .plain, gap) } else if gap > 0 { breakLine() }
                putBroken(word, run.style)
            }
            isAfterSpace = false
        }
    }

    /// A word that is wider than a line, or goes on without a space from what stands before it.
    private mutating func putBroken(_ word: String, _ style: Prose.Style) {
        var rest = Substring(word)
        while !rest.isEmpty {
            var fitting = rest
            while fitting.count > 1, x + advance(String(fitting), style) > width {
                fitting = fitting.prefix(
                    max(
                        1,
                        min(
                            fitting.count - 1,
                            Int(Double(fitting.count) * (width - x) / advance(String(fitting), style)))))
            }
            if x > 0, x + advance(String(fitting), style) > width {
                breakLine()
                continue
            }
            put(String(fitting), style, advance(String(fitting), style))
            rest = rest.dropFirst(fitting.count)
        }
    }

    private mutating func put(_ text: String, _ style: Prose.Style, _ length: Double) {
        if let last = line.last, last.style == style {
            line[line.count - 1] = .init(text: last.text + text, style: style, x: last.x)
        } else {
            line.append(.init(text: text, style: style, x: x))
        }
        x += length
    }

    private mutating func breakLine() {
        lines.append(line)
        (line, x) = ([], 0)
    }

    func finished() -> [[ProseLines.Piece]] { line.isEmpty ? lines : lines + [line] }

    private func advance(_ text: String, _ style: Prose.Style) -> Double {
        canvas.width(of: text, size: style.size(size), weight: style.weight)
    }
}
