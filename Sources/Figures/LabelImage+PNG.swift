import CCairo
public import Foundation
public import Scintigraphy

extension LabelImage {
    /// The labels as an 8-bit greyscale PNG: a pixel's grey is its label. The same labels give the same bytes.
    ///
    /// Throws where the image is too large or empty to be drawn.
    public func png() throws(FigureError) -> Data {
        let surface = cairo_image_surface_create(
            CAIRO_FORMAT_A8, Int32(clamping: columns), Int32(clamping: rows))
        defer { cairo_surface_destroy(surface) }
        let sink = ByteSink()
        var status = cairo_surface_status(surface)
        if status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) {
            let stride = Int(cairo_image_surface_get_stride(surface))
            labels.withUnsafeBytes { source in
                for row in 0..<rows {
                    memcpy(data + row * stride, source.baseAddress! + row * columns, columns)
                }
            }
            cairo_surface_mark_dirty(surface)
            status = cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.closure)
        } else if status == CAIRO_STATUS_SUCCESS {
            status = CAIRO_STATUS_INVALID_SIZE
        }
        guard status == CAIRO_STATUS_SUCCESS else {
            throw FigureError(
                "labels of \(rows) × \(columns) pixels cannot be written as PNG: "
                    + String(cString: cairo_status_to_string(status)))
        }
        return sink.data
    }
}
