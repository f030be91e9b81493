import Foundation

/// What a JPEG file says of its picture (ISO/IEC 10918-1, annex B).
struct JPEGHeader: Equatable, Sendable {
    let rows: Int
    let columns: Int
    /// Of a pixel: 1 for grey, 3 for colours.
    let components: Int
    /// How DICOM calls the coding of its colours, be they subsampled or not (PS3.5 table 8.2.1-1).
    let photometricInterpretation: String

    private enum Marker {
        static let start: UInt8 = 0xD8
        static let end: UInt8 = 0xD9
        static let scan: UInt8 = 0xDA
        static let jfif: UInt8 = 0xE0
        static let adobe: UInt8 = 0xEE
        static let baseline: UInt8 = 0xC0
        static let progressive: Set<UInt8> = [0xC2, 0xC6, 0xCA, 0xCE]
        static let lossless: Set<UInt8> = [0xC3, 0xC7, 0xCB, 0xCF, 0xF7]
        /// All that begin a frame; C4, C8 and CC mean something else.
        static let frames = Set<UInt8>(0xC0...0xCF).subtracting([0xC4, 0xC8, 0xCC]).union([0xF7])
    }

    /// Throws where the file is cut off or damaged, or its picture is no baseline JPEG in grey or three colours.
    init(_ bytes: [UInt8], of url: URL) throws(DICOMError) {
        func damaged(_ what: String) -> DICOMError { DICOMError(url, "\(what); save it again") }
        var at = 2
        var isJFIF = false
        var adobeTransform: UInt8?
        var frame: Frame?
        while at + 4 <= bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            if marker == 0xFF {  // fill
                at += 1
                continue
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard length >= 2, at + 2 + length <= bytes.count else { break }
            let content = bytes[(at + 4)..<(at + 2 + length)]
            switch marker {
            case Marker.jfif: isJFIF = isJFIF || content.starts(with: "JFIF".utf8)
            case Marker.adobe:
                if content.count >= 12, content.starts(with: "Adobe".utf8) {
                    adobeTransform = content[content.startIndex + 11]
                }
            case _ where Marker.frames.contains(marker):
                frame = try Frame(content, of: url)
                try Self.check(marker, url)
            case Marker.scan:
                guard let frame else { throw damaged("is a JPEG without a frame header") }
                guard Self.isWhole(bytes[(at + 2 + length)...]) else {
                    throw damaged("is a JPEG that is cut off")
                }
                rows = frame.rows
                columns = frame.columns
                components = frame.components.count
                photometricInterpretation =
                    frame.components.count == 1
                    ? "MONOCHROME2"
                    : frame.isRGB(isJFIF: isJFIF, adobeTransform: adobeTransform)
                        ? "RGB"
                        : "YBR_FULL_422"
                return
            default: break
            }
            at += 2 + length
        }
        throw damaged("is a JPEG that is damaged or cut off at byte \(at)")
    }

    /// Whether bytes begin as JPEG does.
    static func begins(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, Marker.start, 0xFF]) }

    /// Entropy-coded bytes never hold the marker that ends the picture.
    private static func isWhole(_ scans: ArraySlice<UInt8>) -> Bool {
        zip(scans.dropLast(), scans.dropFirst()).contains { $0 == 0xFF && $1 == Marker.end }
    }

    /// Throws for kinds that DICOM's JPEG Baseline is not.
    private static func check(_ marker: UInt8, _ url: URL) throws(DICOMError) {
        guard marker != Marker.baseline else { return }
        let kind =
            Marker.progressive.contains(marker)
            ? "progressive"
            : Marker.lossless.contains(marker) ? "lossless" : "extended or arithmetic"
        let remedy =
            Marker.progressive.contains(marker)
            ? "“jpegtran \(url.lastPathComponent) > new.jpg” makes it one without loss"
            : "save it as PNG in grey"
        throw DICOMError(url, "is a JPEG of the \(kind) kind, where a baseline one is due; \(remedy)")
    }
}

extension JPEGHeader {
    /// The frame header (B.2.2): precision, lines, samples a line, then each component's name and sampling.
    private struct Frame {
        let rows: Int
        let columns: Int
        /// Their names.
        let components: [UInt8]

        init(_ content: ArraySlice<UInt8>, of url: URL) throws(DICOMError) {
            let bytes = [UInt8](content)
            guard bytes.count >= 6, bytes.count >= 6 + 3 * Int(bytes[5]) else {
                throw DICOMError(url, "is a JPEG with a broken frame header; save it again")
            }
            guard bytes[0] == 8 else {
                throw DICOMError(
                    url, "is a JPEG of \(bytes[0]) bits a value, not 8; save it as PNG of 16 bits")
            }
            rows = Int(bytes[1]) << 8 | Int(bytes[2])
            columns = Int(bytes[3]) << 8 | Int(bytes[4])
            components = (0..<Int(bytes[5])).map { bytes[6 + 3 * $0] }
            guard rows > 0, columns > 0, rows * columns <= PixelLayout.mostPixels else {
                throw DICOMError(
                    url,
                    "is a JPEG of \(rows) × \(columns) pixels, where 1 to \(PixelLayout.mostPixels) are read; "
                        + "give one view")
            }
            guard [1, 3].contains(components.count) else {
                throw DICOMError(
                    url,
                    "is a JPEG of \(components.count) values a pixel, not 1 (grey) or 3 (colours); save it "
                        + "in grey")
            }
        }

        /// As decoders take it: JFIF is luminance and colour differences, Adobe says, and names may tell.
        func isRGB(isJFIF: Bool, adobeTransform: UInt8?) -> Bool {
            if isJFIF { return false }
            return adobeTransform.map { $0 == 0 } ?? (components == Array("RGB".utf8))
        }
    }
}
