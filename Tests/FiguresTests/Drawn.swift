import CCairo
import Foundation
import Scintigraphy
import Testing

@testable import Figures

/// A PNG as cairo reads it back.
struct Drawn {
    let width, height: Int
    private let pixels: [UInt32]

    init(png: Data) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try png.write(to: file)
        let surface = cairo_image_surface_create_from_png(file.path)
        defer { cairo_surface_destroy(surface) }
        try #require(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        let columns = Int(cairo_image_surface_get_width(surface))
        let rows = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        let bytes = try #require(cairo_image_surface_get_data(surface))
        width = columns
        height = rows
        pixels = (0..<rows).flatMap { row in
            UnsafeRawPointer(bytes + row * stride).withMemoryRebound(to: UInt32.self, capacity: columns) {
                Array(UnsafeBufferPointer(start: $0, count: columns))
            }
        }
    }

    /// The colour at a place, in pixels.
    subscript(x: Int, y: Int) -> RGB {
        let pixel = pixels[y * width + x]
        return RGB(red: UInt8(pixel >> 16 & 255), green: UInt8(pixel >> 8 & 255), blue: UInt8(pixel & 255))
    }

    /// How much ink is in a part of the picture, row by row, for comparing marks.
    func ink(_ part: Rectangle) -> [[Int]] {
        (Int(part.y)..<Int(part.bottom)).map { y in
            (Int(part.x)..<Int(part.right)).map { x in 255 - Int(self[x, y].green) }
        }
    }
}

/// A view of 1024 × 256 pixels of 2 mm, all of `background` but for what `paint` changes.
func view(
    _ view: View, background: Float = 0,
    spacing: PixelSpacing? = PixelSpacing(rowMillimetres: 2, columnMillimetres: 2),
    paint: (inout [Float]) -> Void = { _ in }
) -> CountImage {
    var pixels = [Float](repeating: background, count: 1024 * 256)
    paint(&pixels)
    return CountImage(rows: 1024, columns: 256, pixels: pixels, view: view, spacing: spacing)
}

func scan(_ images: CountImage...) -> BoneScan { BoneScan(images: images, acquisition: Acquisition()) }
