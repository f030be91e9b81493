import Foundation
import Scintigraphy

extension DataSet {
    /// The modules of a Nuclear Medicine image or a secondary capture, with little in them: a picture says little.
    mutating func become(_ image: ImportedImage) throws(DICOMError) {
        try setPatientAndStudy(image)
        try setViewed(image)
        switch image.picture.content {
        case .counts(let words):
            try setCounts(image)
            try setMatrix(
                rows: image.picture.rows, columns: image.picture.columns, bits: 16, spacing: image.spacing)
            try setWords(words)
        case .display(let bytes):
            try setDisplay(image, "an 8-bit PNG")
            try setMatrix(
                rows: image.picture.rows, columns: image.picture.columns, bits: 8, spacing: image.spacing)
            try setPixels(bytes.pairedToWords)
        case .jpeg(let bytes, let header):
            try setDisplay(image, "a JPEG")
            try setJPEG(bytes, header, spacing: image.spacing)
        }
        if image.spacing == nil, !image.picture.holdsCounts { remove(.pixelSpacing) }
    }

    /// The pixels of a JPEG, as the reader finds them.
    mutating func setJPEG(
        _ bytes: [UInt8], _ header: JPEGHeader, spacing: PixelSpacing?
    ) throws(DICOMError) {
        try setMatrix(rows: header.rows, columns: header.columns, bits: 8, spacing: spacing)
        if header.components > 1 {
            try set(.samplesPerPixel, String(header.components))
            try set(.photometricInterpretation, header.photometricInterpretation)
            try set(.planarConfiguration, "0")
        }
        try set(.lossyImageCompression, "01")
        let ratio = Double(header.rows * header.columns * header.components) / Double(bytes.count)
        try set(.lossyImageCompressionRatio, ((ratio * 100).rounded() / 100).decimalString)
        try set(.lossyImageCompressionMethod, "ISO_10918_1")
        try setJPEG(bytes)
    }

    private mutating func setPatientAndStudy(_ image: ImportedImage) throws(DICOMError) {
        try set(.specificCharacterSet, "ISO_IR 192")  // UTF-8
        let spacing = image.spacing.map { ["\($0.rowMillimetres)", "\($0.columnMillimetres)"] } ?? []
        try set(
            .sopInstanceUID,
            derivedUID(
                ["imported instance", image.patient, image.view.rawValue, image.picture.pixelHash]
                    + image.identity + spacing + [image.softwareVersion]))
        try set(fact: .patientName, "IMPORTED^\(image.patient)")
        try set(fact: .patientID, image.patient)
        try set(.patientBirthDate, "")
        try set(.patientSex, "")
        let study = [image.patient] + image.identity
        try set(.studyInstanceUID, derivedUID(["imported study"] + study))
        try set(.studyDate, "")
        try set(.studyTime, "")
        try set(.referringPhysicianName, "")
        try set(.studyID, "1")
        try set(.accessionNumber, "")
        try set(.modality, "NM")
        try set(.seriesInstanceUID, derivedUID(["imported series"] + study))
        try set(.seriesNumber, "1")
        try set(.seriesDescription, "IMPORTED WHOLE BODY")
        try set(.bodyPartExamined, "WHOLEBODY")
        try set(.manufacturer, "")
        try set(fact: .softwareVersions, image.softwareVersion)
    }

    /// Which side is seen.
    private mutating func setViewed(_ image: ImportedImage) throws(DICOMError) {
        let detector = Tag.detectorInformationSequence[0]
        let isAnterior = image.view == .anterior
        try set(.viewCodeSequence, isAnterior ? .anteriorProjection : .posteriorProjection, in: detector)
        try set(.instanceNumber, isAnterior ? "1" : "2")
    }

    /// What a Nuclear Medicine image has besides: empty, or 0 for the duration, which may not be empty.
    private mutating func setCounts(_ image: ImportedImage) throws(DICOMError) {
        try set(.sopClassUID, SOPClass.nuclearMedicine)
        try set(.imageType, "ORIGINAL\\PRIMARY\\WHOLE BODY\\EMISSION")
        try set(.imageComments, "Imported by bonescan from a 16-bit PNG, whose values are taken for counts.")
        try set(.lossyImageCompression, "00")
        try setFrames([image.view])
        try set(.actualFrameDuration, "0")
        for tag in [Tag.countsAccumulated, .scanVelocity, .scanLength, .wholeBodyTechnique] {
            try set(tag, "")
        }
        let detector = Tag.detectorInformationSequence[0]
        for tag in [Tag.collimatorType, .imageOrientationPatient, .imagePositionPatient] {
            try set(tag, "", in: detector)
        }
        for sequence in [
            Tag.energyWindowInformationSequence, .radiopharmaceuticalInformationSequence,
            .patientOrientationCodeSequence, .patientGantryRelationshipCodeSequence,
        ] { try set(sequence, "") }
    }

    /// What a secondary capture has besides.
    private mutating func setDisplay(_ image: ImportedImage, _ kind: String) throws(DICOMError) {
        try set(.sopClassUID, SOPClass.secondaryCapture)
        try set(.conversionType, "WSD")  // workstation
        try set(.imageType, "DERIVED\\SECONDARY\\WHOLE BODY\\EMISSION")
        try set(.derivationDescription, "Imported from \(kind): a display, not the counts behind it.")
        try set(.patientOrientation, "")
    }
}

extension [UInt8] {
    /// Two bytes a word, the first in its lower half, and a zero where one is missing.
    fileprivate var pairedToWords: [UInt16] {
        stride(from: 0, to: count, by: 2).map { place in
            UInt16(self[place]) | UInt16(place + 1 < count ? self[place + 1] : 0) << 8
        }
    }
}
