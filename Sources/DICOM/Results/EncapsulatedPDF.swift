public import Foundation

/// A report of pages, to become a DICOM object that holds the PDF as it is (PS3.3 A.45.1).
public struct EncapsulatedPDF: Equatable, Sendable {
    /// The PDF.
    public let data: Data
    /// What it is called.
    public let title: String

    /// The largest PDF that is taken: 64 MB.
    static let largest = 64 << 20

    /// A PDF under this title; nothing is checked yet.
    public init(_ data: Data, title: String) {
        self.data = data
        self.title = title
    }
}

extension ResultOrigin {
    /// A PDF as a DICOM object.
    ///
    /// - Throws: where the data are no PDF or more than 64 MB.
    public func object(_ document: EncapsulatedPDF) throws(DICOMError) -> ResultObject {
        guard document.data.starts(with: "%PDF-".utf8) else {
            throw DICOMError(main.url, "gets no report: what is to be wrapped is no PDF")
        }
        guard document.data.count <= EncapsulatedPDF.largest else {
            throw DICOMError(
                main.url,
                "gets no report: the PDF has \(document.data.count >> 20) MB, more than "
                    + "\(EncapsulatedPDF.largest >> 20)")
        }
        let kind = ResultKind(
            sopClass: SOPClass.encapsulatedPDF, modality: "DOC", seriesNumber: 4000,
            seriesDescription: "AI REPORT, RESEARCH USE ONLY")
        return try ResultObject(kind, of: self) { (dataSet: inout DataSet) throws(DICOMError) in
            try dataSet.set(.conversionType, "WSD")
            try dataSet.set(.acquisitionDateTime, "")
            try dataSet.set(.burnedInAnnotation, "YES")  // the patient's name is on it
            for instance in instances { try dataSet.append(instance, to: .sourceInstanceSequence) }
            try dataSet.set(own: .documentTitle, document.title)
            try dataSet.set(.conceptNameCodeSequence, .nuclearMedicineReport)
            try dataSet.set(.mimeTypeOfEncapsulatedDocument, "application/pdf")
            try dataSet.set(.encapsulatedDocumentLength, String(document.data.count))
            try dataSet.set(.encapsulatedDocument, bytes: [UInt8](document.data))
        }
    }
}
