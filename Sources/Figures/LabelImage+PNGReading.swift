import CCairo
public import Foundation
public import Scintigraphy

extension LabelImage {
    /// The labels that ``png()`` wrote: an 8-bit greyscale PNG of this size.
    ///
    /// Throws where it is broken, of another size, or of another kind.
    public init(png data: Data, rows: Int, columns: Int, view: View) throws(FigureError) {
        // The signature, then the header chunk: length, name, width, height, depth, kind of colour (PNG, section 11.2.2).
        let start: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
            + [columns, rows].flatMap { side in
                (0..<4).map { UInt8(truncatingIfNeeded: side >> (24 - 8 * $0)) }
            }
            + [8, 0]
        guard data.starts(with: start) else {
            throw FigureError("is not an 8-bit greyscale PNG of \(rows) × \(columns) pixels")
        }
        let source = ByteSource(data)
        let surface = cairo_image_surface_create_from_png_stream(ByteSource.read, source.closure)
        defer { cairo_surface_destroy(surface) }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let pixels = cairo_image_surface_get_data(surface),
            cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24,
            cairo_image_surface_get_height(surface) == rows, cairo_image_surface_get_width(surface) == columns
        else {
            throw FigureError("is broken: \(String(cString: cairo_status_to_string(status)))")
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var labels: [UInt8] = []
        labels.reserveCapacity(rows * columns)
        for row in 0..<rows {
            // Grey has come out as three equal bytes of four.
            for column in 0..<columns { labels.append(pixels[row * stride + 4 * column + 1]) }
        }
        self.init(rows: rows, columns: columns, labels: labels, view: view)
    }
}

/// Bytes that Cairo asks for.
private final class ByteSource {
    private let data: Data
    private var position = 0

    init(_ data: Data) { self.data = data }

    var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let read: cairo_read_func_t = { closure, bytes, count in
        guard let closure, let bytes else { return CAIRO_STATUS_READ_ERROR }
        let source = Unmanaged<ByteSource>.fromOpaque(closure).takeUnretainedValue()
        let end = source.position + Int(count)
        guard end <= source.data.count else { return CAIRO_STATUS_READ_ERROR }
        let first = source.data.startIndex
        source.data.copyBytes(to: bytes, from: first + source.position..<first + end)
        source.position = end
        return CAIRO_STATUS_SUCCESS
    }
}
