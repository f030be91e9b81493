public import Foundation

/// A drawing that becomes PNG, SVG or PDF by the same code.
public struct Figure: Sendable {
    /// The size of the drawing, in points.
    public let width, height: Double
    let draw: @Sendable (Canvas) -> Void

    /// The figure as a file's bytes; the same figure gives the same PNG and PDF. `scale` is pixels per point
    /// of a PNG. Throws where cairo cannot draw it, as when it is too large.
    public func data(as format: FigureFormat, scale: Double = 1) throws(FigureError) -> Data {
        let canvas = Canvas(width: width, height: height, format: format, scale: scale)
        draw(canvas)
        return try canvas.finish()
    }

    /// Writes the figure in the format that the name ends in: .png, .svg or .pdf (one A4 page).
    ///
    /// Throws where the name ends otherwise, a file is there that may not be replaced, or nothing can be
    /// written.
    public func write(to file: URL, scale: Double = 1, overwriting: Bool = false) throws(FigureError) {
        let format = try Self.format(of: file)
        try NewFiles([(file, data(as: format, scale: scale))]).write(overwriting: overwriting)
    }

    /// Throws what ``write(to:scale:overwriting:)`` would for this name, before a figure is made.
    public static func check(_ file: URL, overwriting: Bool) throws(FigureError) {
        _ = try format(of: file)
        try NewFiles([(file, Data())]).check(overwriting: overwriting)
    }

    private static func format(of file: URL) throws(FigureError) -> FigureFormat {
        guard let format = FigureFormat(file: file) else {
            throw FigureError(
                "\(file.lastPathComponent): figures are written as .png, .svg or .pdf; give a name that ends so"
            )
        }
        return format
    }
}

/// The kinds of file a figure can become.
public enum FigureFormat: String, CaseIterable, Sendable {
    /// Pixels.
    case png
    /// Lines and text for a web page.
    case svg
    /// One page of A4.
    case pdf

    /// The format that a file's name asks for by its extension; `nil` for any other.
    public init?(file: URL) { self.init(rawValue: file.pathExtension.lowercased()) }
}
