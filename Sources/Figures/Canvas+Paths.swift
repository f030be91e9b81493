import CCairo
import Scintigraphy

/// A place on the page, in points.
struct PagePoint: Equatable, Sendable {
    let x, y: Double
}

extension Canvas {
    /// Straight lines from point to point; `dash` are lengths drawn and left out in turn.
    func line(_ points: [PagePoint], with colour: RGB, width: Double, dash: [Double] = []) {
        trace(points)
        set(colour)
        cairo_set_line_width(context, width)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_dash(context, dash, Int32(dash.count), 0)
        cairo_stroke(context)
        cairo_set_dash(context, nil, 0, 0)
    }

    /// The inside of a polygon.
    func fill(_ corners: [PagePoint], with colour: RGB) {
        trace(corners)
        set(colour)
        cairo_fill(context)
    }

    /// Draws only inside `rectangle` what `drawing` draws.
    func clip(to rectangle: Rectangle, _ drawing: () -> Void) {
        cairo_save(context)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_clip(context)
        drawing()
        cairo_restore(context)
    }

    /// A whole figure, made to fill a rectangle of its own proportions.
    func draw(_ figure: Figure, in rectangle: Rectangle) {
        cairo_save(context)
        cairo_translate(context, rectangle.x, rectangle.y)
        cairo_scale(context, rectangle.width / figure.width, rectangle.height / figure.height)
        figure.draw(self)
        cairo_restore(context)
    }

    /// A line of text that reads from bottom to top, its middle at `y`, its base line at `x`.
    func uprightText(_ text: String, x: Double, y: Double, size: Double) {
        cairo_save(context)
        cairo_translate(context, x, y)
        cairo_rotate(context, -.pi / 2)
        self.text(text, x: 0, y: 0, size: size, aligned: .centre)
        cairo_restore(context)
    }

    private func trace(_ points: [PagePoint]) {
        cairo_new_path(context)
        for point in points { cairo_line_to(context, point.x, point.y) }
    }
}
