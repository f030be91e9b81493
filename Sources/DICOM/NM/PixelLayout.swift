import Foundation

/// How an image's frames are laid out in cells (PS3.3 C.7.6.3, PS3.5 section 8.1), checked to be within reason.
struct PixelLayout: Equatable {
    /// All frames together: 32 whole-body views of 1024 x 512.
    static let mostPixels = 1 << 24
    static let mostFrames = 1 << 10

    let rows: Int
    let columns: Int
    let frames: Int
    /// 1, or 3 where a grey picture is stored in colours.
    let samplesPerPixel: Int
    let bitsAllocated: Int
    let bitsStored: Int
    let highBit: Int
    let isSigned: Bool

    var pixelsPerFrame: Int { rows * columns }
    var bytesPerCell: Int { bitsAllocated / 8 }
    /// Of one sample a pixel.
    var bytesPerFrame: Int { pixelsPerFrame * bytesPerCell }

    init(_ dataSet: borrowing DataSet, of url: URL) throws(DICOMError) {
        func required(_ tag: Tag) throws(DICOMError) -> Int {
            guard let value = dataSet.integer(tag) else {
                throw DICOMError(url, "has no \(tag), so that its pixels cannot be read; export it again")
            }
            return value
        }
        samplesPerPixel = try required(.samplesPerPixel)
        bitsAllocated = try required(.bitsAllocated)
        let colours = dataSet.text(.photometricInterpretation) ?? "MONOCHROME2"
        let isGrey = samplesPerPixel == 1 && colours.hasPrefix("MONOCHROME")
        // Whether it is shows when its pixels are decoded.
        let mayBeGrey =
            samplesPerPixel == 3 && bitsAllocated == 8
            && ["RGB", "YBR_FULL", "YBR_FULL_422"].contains(colours)
        guard isGrey || mayBeGrey else { throw DICOMError(url, colours: colours) }
        rows = try required(.rows)
        columns = try required(.columns)
        frames = dataSet.text(.numberOfFrames) == nil ? 1 : try required(.numberOfFrames)
        bitsStored = dataSet.integer(.bitsStored) ?? bitsAllocated
        highBit = dataSet.integer(.highBit) ?? bitsStored - 1
        isSigned = dataSet.integer(.pixelRepresentation) == 1

        guard rows > 0, columns > 0, frames > 0 else {
            throw DICOMError(
                url, "holds no frames (\(rows) rows, \(columns) columns, \(frames) frames); export it again")
        }
        // Each alone first, so that their product cannot overflow.
        let isBounded = frames <= Self.mostFrames && rows <= UInt16.max && columns <= UInt16.max
        guard isBounded, rows * columns * frames <= Self.mostPixels else {
            throw DICOMError(
                url,
                "announces \(frames) frames of \(rows) × \(columns) pixels, more than the \(Self.mostFrames) "
                    + "frames or \(Self.mostPixels) pixels that are read; give a planar NM image")
        }
        guard [8, 16, 32].contains(bitsAllocated), (1...bitsAllocated).contains(bitsStored),
            (bitsStored - 1..<bitsAllocated).contains(highBit)
        else {
            throw DICOMError(
                url,
                "has \(bitsStored) bits up to bit \(highBit) of \(bitsAllocated) (\(Tag.bitsAllocated)); "
                    + "8, 16 and 32 bits are read, export it as 16-bit counts")
        }
    }
}

extension DICOMError {
    /// That a picture has colours, which are coded as `colours` says.
    init(_ file: URL, colours: String) {
        self.init(
            file,
            "is a colour picture (\(Tag.photometricInterpretation) \(colours)), not counts; "
                + "give the image that the camera acquired")
    }
}
