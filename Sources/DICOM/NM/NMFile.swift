import Foundation
import Scintigraphy

/// One planar Nuclear Medicine file, opened and described; its pixels are decoded when asked for.
final class NMFile {
    let url: URL
    let transferSyntax: TransferSyntax
    let dataSet: DataSet
    let layout: PixelLayout

    /// Image Type: ORIGINAL or DERIVED, PRIMARY or SECONDARY, WHOLE BODY or STATIC, EMISSION.
    let imageType: [String]

    init(_ url: URL) throws(DICOMError) {
        let file = try PartTenFile(url)
        let dataSet = try DataSet(file)
        let imageType = dataSet.texts(.imageType)
        try Self.checkKind(of: dataSet, imageType, url)
        layout = try PixelLayout(dataSet, of: url)
        transferSyntax = file.transferSyntax
        self.url = url
        self.dataSet = dataSet
        self.imageType = imageType
    }

    /// Throws where a data set is none of a planar NM image.
    static func checkKind(
        of dataSet: borrowing DataSet, _ imageType: [String], _ url: URL
    ) throws(DICOMError) {
        let modality = dataSet.text(.modality) ?? "absent"
        guard modality == "NM" else {
            throw DICOMError(
                url, "is not a nuclear medicine image: \(Tag.modality) is \(modality); give an NM image",
                isOtherKind: true)
        }
        let kind = dataSet.text(.sopClassUID) ?? ""
        guard kind.isEmpty || SOPClass.images.contains(kind) else {
            throw DICOMError(
                url, "is not a planar image: \(Tag.sopClassUID) is \(kind); give an NM image",
                isOtherKind: true)
        }
        if imageType.count > 2, !["WHOLE BODY", "STATIC", ""].contains(imageType[2]) {
            throw DICOMError(
                url,
                "is a \(imageType[2]) acquisition (\(Tag.imageType)), not a planar one; give whole-body views",
                isOtherKind: true)
        }
    }

    /// Decodes all frames. Throws where pixels stored in colours are not grey.
    func frames() throws(DICOMError) -> Frames {
        let size = layout.bytesPerFrame * layout.frames * layout.samplesPerPixel
        let cells = try dataSet.cells(size: size)
        guard layout.samplesPerPixel == 3 else { return Frames(layout: layout, cells: cells) }
        guard let grey = cells.greyOfColours else {
            throw DICOMError(url, colours: dataSet.text(.photometricInterpretation) ?? "RGB")
        }
        return Frames(layout: layout, cells: grey)
    }

    var isOriginal: Bool { imageType.first == "ORIGINAL" }
    var isWholeBody: Bool { imageType.count > 2 && imageType[2] == "WHOLE BODY" }
}

enum SOPClass {
    static let nuclearMedicine = "1.2.840.10008.5.1.4.1.1.20"
    static let secondaryCapture = "1.2.840.10008.5.1.4.1.1.7"
    static let nuclearMedicineRetired = "1.2.840.10008.5.1.4.1.1.5"
    static let segmentation = "1.2.840.10008.5.1.4.1.1.66.4"
    static let comprehensiveSR = "1.2.840.10008.5.1.4.1.1.88.33"
    static let encapsulatedPDF = "1.2.840.10008.5.1.4.1.1.104.1"
    static let verification = "1.2.840.10008.1.1"
    /// Secondary capture: single-frame, then multi-frame byte, word and colour.
    static let secondaryCaptures: Set = [
        secondaryCapture, "1.2.840.10008.5.1.4.1.1.7.2", "1.2.840.10008.5.1.4.1.1.7.3",
        "1.2.840.10008.5.1.4.1.1.7.4",
    ]
    static let images = secondaryCaptures.union([nuclearMedicine, nuclearMedicineRetired])
}

extension NMFile {
    /// That there is no patient behind the image.
    var simulationRemarks: [Remark] {
        guard let maker = dataSet.text(.manufacturer), maker == SimulatedImage.manufacturer else { return [] }
        return [
            Remark(.note, "Simulated for research: there is no patient (\(Tag.manufacturer) is \(maker)).")
        ]
    }

    /// That the image was computed from another, and how, as far as it says.
    var derivationRemarks: [Remark] {
        guard imageType.first == "DERIVED" else { return [] }
        let how = dataSet.text(.derivationDescription) ?? "The file does not say how."
        return [Remark(.warning, "Derived, not as acquired. \(how)")]
    }
}
