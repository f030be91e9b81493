import CCairo
import CPNG
import Foundation
import Scintigraphy

/// A page being drawn: a cairo surface in memory and the context that draws on it, freed with it.
///
/// Lengths are points, y grows downwards, (0, 0) is the upper left corner.
final class Canvas {
    enum Alignment { case left, centre, right }
    enum Weight { case normal, bold }

    private let surface: OpaquePointer
    let context: OpaquePointer
    private let format: FigureFormat
    private let bytes = ByteSink()
    /// Whether a text that was noted has characters that the font lacks.
    private(set) var lacksCharacters = false

    /// A white page of `width` × `height` points.
    ///
    /// - Parameter scale: pixels per point of a PNG; the other formats have no pixels.
    init(width: Double, height: Double, format: FigureFormat, scale: Double) {
        self.format = format
        switch format {
        case .png:
            surface = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(clamping: Int((width * scale).rounded(.up))),
                Int32(clamping: Int((height * scale).rounded(.up))))
            context = cairo_create(surface)
            cairo_scale(context, scale, scale)
        case .svg:
            surface = cairo_svg_surface_create_for_stream(ByteSink.write, bytes.closure, width, height)
            context = cairo_create(surface)
        case .pdf:
            let page = Paper.a4(landscape: width > height)
            let fit = page.fit(width: width, height: height)
            surface = cairo_pdf_surface_create_for_stream(
                ByteSink.write, bytes.closure, page.width, page.height)
            // No date: the same figure gives the same bytes.
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
            context = cairo_create(surface)
            cairo_translate(context, fit.x, fit.y)
            cairo_scale(context, fit.scale, fit.scale)
        }
        // A PNG is rounded up to whole pixels: its last ones are white to the edge, too.
        fill(Rectangle(x: 0, y: 0, width: width + 1, height: height + 1), with: .white)
    }

    /// The first of several sheets of this paper, all in one PDF that is called so.
    init(sheetsOf paper: Paper, title: String) {
        format = .pdf
        surface = cairo_pdf_surface_create_for_stream(
            ByteSink.write, bytes.closure, paper.width, paper.height)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        context = cairo_create(surface)
    }

    /// Leaves a sheet for the next one.
    func nextSheet() { cairo_show_page(context) }

    /// A line in the list of contents that readers of PDF show; sheets count from 1.
    func addOutline(_ title: String, sheet: Int) {
        cairo_pdf_surface_add_outline(
            surface, 0, title, "page=\(sheet) pos=[0 0]", cairo_pdf_outline_flags_t(rawValue: 0))
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Closes the page and gives the file's bytes. Nothing can be drawn afterwards.
    func finish() throws(FigureError) -> Data {
        cairo_show_page(context)
        try check(cairo_status(context))
        if format == .png { try writePNG() }
        cairo_surface_finish(surface)
        try check(cairo_surface_status(surface))
        return bytes.data
    }

    /// By libpng itself: cairo would write three equal bytes for a grey, and press all of it as hard as it can.
    private func writePNG() throws(FigureError) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }  // its status tells why
        let isWritten = data.withMemoryRebound(to: UInt32.self, capacity: 1) { pixels in
            cp_write(
                pixels, UInt32(cairo_image_surface_get_height(surface)),
                UInt32(cairo_image_surface_get_width(surface)),
                Int(cairo_image_surface_get_stride(surface)), ByteSink.take, bytes.closure)
        }
        guard isWritten else { throw FigureError("the figure cannot be drawn: there is no memory for it") }
    }

    private func check(_ status: cairo_status_t) throws(FigureError) {
        guard status != CAIRO_STATUS_SUCCESS else { return }
        throw FigureError("the figure cannot be drawn: \(String(cString: cairo_status_to_string(status)))")
    }

    func fill(_ rectangle: Rectangle, with colour: RGB) {
        set(colour)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_fill(context)
    }

    func stroke(_ rectangle: Rectangle, with colour: RGB, width: Double) {
        set(colour)
        cairo_set_line_width(context, width)
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
        cairo_stroke(context)
    }

    /// One line of text with its base line at `y`; `x` is its left end, middle or right end.
    func text(
        _ text: String, x: Double, y: Double, size: Double, weight: Weight = .normal,
        aligned alignment: Alignment = .left, colour: RGB = .black
    ) {
        select(size: size, weight: weight)
        let width = textWidth(text)
        let start =
            switch alignment {
            case .left: x
            case .centre: x - width / 2
            case .right: x - width
            }
        set(colour)
        cairo_move_to(context, start, y)
        cairo_show_text(context, text)
    }

    /// How far a line of text advances.
    func width(of text: String, size: Double, weight: Weight = .normal) -> Double {
        select(size: size, weight: weight)
        return textWidth(text)
    }

    /// Remembers whether the font lacks characters of a text: it draws boxes in their places.
    func note(_ text: String, weight: Weight) {
        guard !lacksCharacters, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        select(size: 10, weight: weight)
        var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(
            cairo_get_scaled_font(context), 0, 0, text, -1, &glyphs, &count, nil, nil, nil)
        guard status == CAIRO_STATUS_SUCCESS, let glyphs else { return }
        defer { cairo_glyph_free(glyphs) }
        lacksCharacters = UnsafeBufferPointer(start: glyphs, count: Int(count)).contains { $0.index == 0 }
    }

    /// An image of `columns` × `rows` colours stretched over `rectangle`.
    ///
    /// A PNG pixel that shows a whole number of times keeps its edges; otherwise neighbours are mixed.
    func image(_ colours: [UInt32], rows: Int, columns: Int, in rectangle: Rectangle) {
        let image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows))
        defer { cairo_surface_destroy(image) }
        guard let data = cairo_image_surface_get_data(image) else {
            // Too large for cairo: the context takes over the error, and `finish` throws it.
            cairo_set_source_surface(context, image, 0, 0)
            return
        }
        let stride = Int(cairo_image_surface_get_stride(image))
        colours.withUnsafeBytes { source in
            for row in 0..<rows {
                memcpy(data + row * stride, source.baseAddress! + row * columns * 4, columns * 4)
            }
        }
        cairo_surface_mark_dirty(image)

        cairo_save(context)
        cairo_translate(context, rectangle.x, rectangle.y)
        cairo_scale(context, rectangle.width / Double(columns), rectangle.height / Double(rows))
        cairo_set_source_surface(context, image, 0, 0)
        let pattern = cairo_get_source(context)
        cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
        cairo_pattern_set_filter(
            pattern,
            magnifiesWhole(columns: columns, to: rectangle) ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
        cairo_rectangle(context, 0, 0, Double(columns), Double(rows))
        cairo_fill(context)
        cairo_restore(context)
    }

    private func magnifiesWhole(columns: Int, to rectangle: Rectangle) -> Bool {
        guard format == .png else { return true }
        var (x, y) = (rectangle.width, 0.0)
        cairo_user_to_device_distance(context, &x, &y)
        let factor = x / Double(columns)
        return factor >= 0.999 && abs(factor - factor.rounded()) < 0.001
    }

    func set(_ colour: RGB) {
        cairo_set_source_rgb(
            context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255)
    }

    private func select(size: Double, weight: Weight) {
        cairo_select_font_face(
            context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
            weight == .bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, size)
    }

    private func textWidth(_ text: String) -> Double {
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }
}
