public import Foundation
public import Scintigraphy

/// A DICOM image of one view, made of a picture whose pixels it keeps: docs/decisions/008-imported-pictures.md.
///
/// Counts become a Nuclear Medicine image (PS3.3 A.5). Displays become a secondary capture of modality NM (A.8.1), a JPEG
/// as it is; they are read as not for quantification. Nothing is said that the collection does not say. The same picture
/// of the same patient gives the same bytes.
public struct ImportedImage: Sendable {
    let picture: Picture
    let view: View
    let patient: String
    let identity: [String]
    let spacing: PixelSpacing?
    let softwareVersion: String

    /// An image of this picture; nothing is written yet.
    ///
    /// - Parameters:
    ///   - picture: one view of the whole body.
    ///   - view: the side that it shows.
    ///   - patient: what the collection calls the patient, in up to 50 characters; it becomes the ID.
    ///   - identity: what sets this study apart from every other, such as the hashes of all its pictures.
    ///   - spacing: the size of a pixel; `nil` where nobody says.
    ///   - softwareVersion: the version of bonescan.
    public init(
        _ picture: Picture, of view: View, patient: String, identity: [String], spacing: PixelSpacing?,
        softwareVersion: String
    ) {
        self.picture = picture
        self.view = view
        self.patient = patient
        self.identity = identity
        self.spacing = spacing
        self.softwareVersion = softwareVersion
    }

    /// Writes a Part 10 file beside `url` and then gives it that name, so that nothing half-written is left.
    ///
    /// Throws where the file exists and `overwriting` is false, where DICOM cannot hold the patient's name, and where
    /// nothing can be written.
    public func write(to url: URL, overwriting: Bool = false) throws(DICOMError) {
        try url.checkFree(overwriting: overwriting)
        var dataSet = try DataSet(emptyFor: url)
        try dataSet.become(self)
        try url.writeWhole { dataSet.write(to: $0) }
    }
}
