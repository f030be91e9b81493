import Foundation
import Scintigraphy

/// From stored values to counts, and what those counts may be used for.
struct CountScale {
    let slope: Double
    let intercept: Double

    init(_ dataSet: borrowing DataSet, of url: URL) throws(DICOMError) {
        slope = dataSet.number(.rescaleSlope) ?? 1
        intercept = dataSet.number(.rescaleIntercept) ?? 0
        guard (1e-9...1e9).contains(slope), abs(intercept) <= 1e9 else {
            throw DICOMError(
                url,
                "is scaled beyond reason (\(Tag.rescaleSlope) \(slope), intercept \(intercept)); export it again"
            )
        }
    }

    var isIdentity: Bool { slope == 1 && intercept == 0 }

    func counts(_ stored: Int64) -> Double { Double(stored) * slope + intercept }
}

extension NMFile {
    /// What the file's numbers are, and what the user must be told of it.
    ///
    /// - Parameter sum: the counts of all frames, to be compared with what the camera says it counted.
    func meaning(scale: CountScale, sum: Double, minimum: Double) -> (PixelMeaning, [Remark]) {
        var remarks: [Remark] = []
        let stated = dataSet.statedCounts
        if let stated {
            remarks.append(Self.compared(sum, with: stated))
        }
        if SOPClass.secondaryCaptures.contains(dataSet.text(.sopClassUID) ?? "") {
            remarks.append(
                Remark(.warning, "The file is a secondary capture, not an original Nuclear Medicine object."))
        }
        let agrees = stated.map { abs(sum - Double($0)) <= 0.5 } ?? false
        if let reason = copyDefect ?? (scale.isIdentity || agrees ? nil : "it was rescaled by \(scale.slope)")
        {
            remarks.append(Remark(.warning, "Not for quantification: \(reason)."))
            return (.notForQuantification(reason), remarks)
        }
        if minimum < 0 {
            remarks.append(
                Remark(.warning, "Some pixels are negative: the image was processed after acquisition."))
        }
        let isProcessed = !scale.isIdentity || minimum < 0 || isFiltered
        return (isProcessed ? .processedCounts : .counts, remarks)
    }

    /// Why the pixels are a copy that lost counts.
    private var copyDefect: String? {
        if transferSyntax.isLossy { return "it is compressed as \(transferSyntax.name), which loses counts" }
        if dataSet.text(.lossyImageCompression) == "01" {
            return "it was compressed with loss (\(Tag.lossyImageCompression) is 01)"
        }
        if layout.bitsAllocated == 8 { return "it is an 8-bit copy" }
        if dataSet.text(.burnedInAnnotation) == "YES" {
            return "text is burned into it (\(Tag.burnedInAnnotation) is YES)"
        }
        return nil
    }

    private var isFiltered: Bool {
        (0..<dataSet.count(of: .derivationCodeSequence)).contains { index in
            let item = Tag.derivationCodeSequence[index]
            return CodedConcept.filters.contains { $0.value == dataSet.text(.codeValue, in: item) }
        }
    }

    private static func compared(_ sum: Double, with stated: Int) -> Remark {
        guard abs(sum - Double(stated)) > 0.5 else {
            return Remark(.note, "Integrity: the pixels sum to \(Tag.countsAccumulated), \(stated).")
        }
        let whole = Int(exactly: sum.rounded()).map(String.init) ?? String(sum)
        return Remark(
            .warning, "Integrity: the pixels sum to \(whole), but \(Tag.countsAccumulated) is \(stated).")
    }
}
