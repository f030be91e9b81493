public import Foundation
public import Scintigraphy

/// A bone scan read from DICOM files, and where each of its views came from.
///
/// The one way in: ``Scintigraphy/BoneScan/init(dicom:)`` reads through it.
public struct DICOMScan: Sendable {
    /// The counts, and what the files say about them.
    public let scan: BoneScan
    /// One for each of the scan's images, in their order.
    public let sources: [ViewSource]
}

/// Where a view came from, and how it was stored there.
public struct ViewSource: Equatable, Codable, Sendable {
    /// The side of the patient that is seen.
    public let view: View
    /// How the view was found out, such as “its view code is “Anterior projection””.
    public let viewEvidence: String
    /// Whether nothing in the file tells the view.
    public let isViewAssumed: Bool
    /// The file that holds it.
    public let file: URL
    /// Which of the file's frames it is, counted from 1.
    public let frame: Int
    /// The number of its energy window, counted from 1 as in the file's vectors.
    public let energyWindow: Int
    /// The number of its detector, counted likewise.
    public let detector: Int
    /// The kind of object that the file is.
    public let sopClassUID: String?
    /// The object's own identity.
    public let sopInstanceUID: String?
    /// How the file's data set and pixels are coded.
    public let transferSyntax: TransferSyntax
    /// The parts of Image Type, such as ORIGINAL, PRIMARY, WHOLE BODY, EMISSION.
    public let imageType: [String]
    /// The bits that a pixel takes.
    public let bitsAllocated: Int
    /// The bits of them that hold its value.
    public let bitsStored: Int
    /// Whether stored values may be negative.
    public let isSigned: Bool
    /// The largest pixel, in counts.
    public let maximum: Float
    /// FNV-1a, 64 bits, of the stored cells (little endian, row by row) in 16 hexadecimal digits: the same for
    /// every lossless coding of the same pixels.
    public let pixelHash: String
}

extension BoneScan {
    /// Reads the views of one patient's study: one file a view, or one file with a frame a view.
    ///
    /// A folder stands for the DICOM files in it. Files that are not NM images are refused when named and left
    /// out, with a note, when found in a folder.
    ///
    /// - Throws: one sentence with the file, the field and the remedy.
    public init(dicom files: [URL]) throws(DICOMError) {
        self = try DICOMScan(files).scan
    }
}
