import DICOM
import Figures
import Scintigraphy

extension ViewSource {
    /// Whether it is a static image, by its Image Type.
    var isSpotView: Bool { imageType.count > 2 && imageType[2] == "STATIC" }
}

/// What is asked of a view of a part of the body, which is cut off on purpose.
extension QualityControl {
    /// Enough counts: the guideline's for the chest, and a tenth of it as the limit of the readable.
    func spotCounts(_ image: CountImage) -> QualityCheck {
        let (guideline, readable) = (700_000.0, 70_000.0)
        let total = image.total
        return QualityCheck(
            "\(Self.countsName), \(image.view.rawValue)",
            total >= guideline ? .pass : total >= readable ? .warn : .fail,
            measured: "\(total.grouped) counts", value: total, unit: "counts",
            expected: "at least 700,000 of the chest, fewer of joints; by our own rule not below 70,000",
            source: Source.eanm)
    }

    /// Fine enough.
    func spotMatrix(_ image: CountImage) -> QualityCheck {
        let least = min(image.rows, image.columns)
        return QualityCheck(
            "Matrix, \(image.view.rawValue)", least >= 128 ? .pass : .warn,
            measured: "\(image.rows) × \(image.columns) pixels", value: Double(image.rows), unit: "rows",
            expected: "256 × 256 or similar, for this is a spot view", source: Source.ours)
    }
}
