import CPNG
public import Foundation
import Scintigraphy

/// A picture of one view as collections have it, decoded and found to be grey: a PNG, or a baseline JPEG.
///
/// The 16-bit values of a PNG are taken for counts, as they stand. Whatever has 8 bits was made to be looked at.
public struct Picture: Sendable {
    enum Content: Sendable {
        /// Values of 16 bits.
        case counts([UInt16])
        /// Values of 8 bits.
        case display([UInt8])
        /// A JPEG's file, as it is.
        case jpeg([UInt8], JPEGHeader)
    }

    /// Where it was found.
    public let url: URL
    /// The number of pixels along the body.
    public let rows: Int
    /// The number of pixels across the body.
    public let columns: Int
    /// As ``ViewSource/pixelHash`` of the object that holds it: the same for the same pixels.
    public let pixelHash: String
    let content: Content

    /// A view takes 0.5 MB.
    private static let largestFile = 64 << 20

    /// Whether its values are taken for counts; otherwise it is a display.
    public var holdsCounts: Bool {
        if case .counts = content { true } else { false }
    }

    /// Reads and decodes a picture. Throws where it is missing, damaged, in colour, or of another kind.
    public init(_ url: URL) throws(DICOMError) {
        let bytes = try url.contents(upTo: Self.largestFile, else: "a picture of one view")
        self.url = url
        if JPEGHeader.begins(bytes) {
            let header = try JPEGHeader(bytes, of: url)
            let cells = try Self.decoded(bytes, header, of: url)
            (rows, columns) = (header.rows, header.columns)
            content = .jpeg(bytes, header)
            pixelHash = DICOM.pixelHash(ofCells: cells[...])
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            var picture = cp_picture()
            guard cp_read(bytes, bytes.count, UInt64(PixelLayout.mostPixels), &picture) else {
                throw DICOMError(url, withUnsafePointer(to: &picture) { String(cString: cp_reason($0)) })
            }
            defer { cp_free(&picture) }
            (rows, columns) = (Int(picture.rows), Int(picture.columns))
            let values = Array(UnsafeBufferPointer(start: picture.values, count: rows * columns))
            guard rows <= UInt16.max, columns <= UInt16.max else {
                throw DICOMError(url, "has \(rows) × \(columns) pixels, more than DICOM holds; give one view")
            }
            if picture.bits == 16 {
                content = .counts(values)
                let cells = values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
                pixelHash = DICOM.pixelHash(ofCells: cells[...])
            } else {
                let cells = values.map { UInt8(truncatingIfNeeded: $0) }
                content = .display(cells)
                pixelHash = DICOM.pixelHash(ofCells: cells[...])
            }
        } else {
            throw DICOMError(url, "is neither PNG nor JPEG; save it as PNG in grey with 16 bits")
        }
    }

    /// What a reader of its object will see. Throws where it cannot be decoded or is in colour.
    private static func decoded(
        _ bytes: [UInt8], _ header: JPEGHeader, of url: URL
    ) throws(DICOMError) -> [UInt8] {
        var dataSet = try DataSet(emptyFor: url)
        try dataSet.setJPEG(bytes, header, spacing: nil)
        let cells = try dataSet.cells(size: header.rows * header.columns * header.components)
        guard header.components > 1 else { return cells }
        guard let grey = cells.greyOfColours else {
            throw DICOMError(url, "is a colour picture, not counts; save it in grey")
        }
        return grey
    }
}
