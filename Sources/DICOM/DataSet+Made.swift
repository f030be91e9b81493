import CDCMTK
import Foundation
import Scintigraphy

/// What all images have in common that are made from nothing but a scan or a picture.
extension DataSet {
    /// A data set that is to become the file `url`, without elements.
    init(emptyFor url: URL) throws(DICOMError) {
        guard let made = cd_make() else { throw DICOMError(url, "cannot be made (\(lastError))") }
        self.init(handle: made, url: url)
    }

    /// One energy window, and a detector a view.
    mutating func setFrames(_ views: [View]) throws(DICOMError) {
        try set(.instanceNumber, views == [.posterior] ? "2" : "1")
        try set(.numberOfFrames, String(views.count))
        try set(.frameIncrementPointer, "(0054,0010)\\(0054,0020)")
        try set(.energyWindowVector, views.map { _ in "1" }.joined(separator: "\\"))
        try set(.numberOfEnergyWindows, "1")
        try set(.detectorVector, (1...views.count).map(String.init).joined(separator: "\\"))
        try set(.numberOfDetectors, String(views.count))
    }

    /// Grey pixels of 8 or 16 bits in a matrix of this size.
    mutating func setMatrix(
        rows: Int, columns: Int, bits: Int, spacing: PixelSpacing?
    ) throws(DICOMError) {
        try set(.samplesPerPixel, "1")
        try set(.photometricInterpretation, "MONOCHROME2")
        try set(.rows, String(rows))
        try set(.columns, String(columns))
        let spacing = spacing.map {
            "\($0.rowMillimetres.decimalString)\\\($0.columnMillimetres.decimalString)"
        }
        try set(.pixelSpacing, spacing ?? "")
        try set(.bitsAllocated, String(bits))
        try set(.bitsStored, String(bits))
        try set(.highBit, String(bits - 1))
        try set(.pixelRepresentation, "0")
    }

    /// The pixels of a matrix of 16 bits, with their range.
    mutating func setWords(_ words: [UInt16]) throws(DICOMError) {
        try set(.smallestImagePixelValue, String(words.min() ?? 0))
        try set(.largestImagePixelValue, String(words.max() ?? 0))
        try setPixels(words)
    }

    /// A fact that the standard wants to see, empty where it is unknown.
    mutating func set(fact tag: Tag, _ text: String?, in item: Item = .dataSet) throws(DICOMError) {
        if let text { try check(text, tag.vr, of: tag) }
        try set(tag, text ?? "", in: item)
    }

    func check(_ text: String, _ vr: Tag.VR, of tag: Tag) throws(DICOMError) {
        guard vr.allows(text) else {
            throw DICOMError(
                url, "is not written: \(tag) cannot be “\(text.prefix(80))” (\(vr.rawValue) in PS3.5)")
        }
    }
}
