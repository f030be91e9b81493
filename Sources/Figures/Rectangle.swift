/// A place on the page, in points.
struct Rectangle: Equatable, Sendable {
    var x, y, width, height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: Double { x + width / 2 }
}

/// The paper that a PDF is made for, in points of 1/72 inch.
struct Paper {
    let width, height: Double

    static func a4(landscape: Bool) -> Paper {
        landscape ? Paper(width: 841.89, height: 595.28) : Paper(width: 595.28, height: 841.89)
    }

    /// How to place a figure on this paper: as large as half-inch margins allow, centred at the top.
    func fit(width figureWidth: Double, height figureHeight: Double) -> (x: Double, y: Double, scale: Double)
    {
        let margin = 36.0
        let scale = min((width - 2 * margin) / figureWidth, (height - 2 * margin) / figureHeight)
        return ((width - figureWidth * scale) / 2, margin, scale)
    }
}
