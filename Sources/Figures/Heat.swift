import Scintigraphy

/// What lies over a picture as a heat, 0 to 1: from yellow to red, the less transparent the more there is of it, so
/// that the picture stays visible below.
enum Heat {
    /// How much of the colour of the most is seen; the rest is the picture's.
    private static let opacity: Float = 0.6

    /// A colour of a picture with heat over it.
    static func over(_ colour: UInt32, _ heat: Float) -> UInt32 {
        let heat = min(max(heat, 0), 1)
        let share = opacity * heat.squareRoot()
        func mixed(_ shift: UInt32, _ hot: Float) -> UInt32 {
            UInt32((Float(colour >> shift & 255) * (1 - share) + hot * share).rounded()) << shift
        }
        return mixed(16, 255) | mixed(8, 210 * (1 - heat)) | mixed(0, 0)
    }
}

extension Canvas {
    /// The heat over white, from the most at the top to none, and what it is of.
    func heatBar(in frame: Rectangle, of what: [String]) {
        let colours = (0..<256).reversed().map { Heat.over(0xFF_FFFF, Float($0) / 255) }
        image(colours, rows: colours.count, columns: 1, in: frame)
        stroke(frame, with: .frame, width: 1)
        for (label, y) in [("most", frame.y), ("none", frame.bottom)] {
            fill(Rectangle(x: frame.right, y: y - 0.5, width: 4, height: 1), with: .black)
            text(label, x: frame.right + 7, y: y + 4.5, size: 13)
        }
        for (index, line) in what.enumerated() {
            text(line, x: frame.x, y: frame.bottom + 24 + 16 * Double(index), size: 13)
        }
    }
}
