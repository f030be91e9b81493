import DICOM
public import Figures
public import Foundation
import Scintigraphy

extension Report {
    /// The report as one page that needs nothing else: pictures and style are in it, scripts are not.
    public func html() -> HTML { document.html }

    /// The same words and pictures as sheets of A4. Throws where they cannot be drawn.
    public func pdf() throws(FigureError) -> Data { try document.pdf() }

    /// The report in the order of a nuclear medicine report: indication, procedure, findings, comparison, limitations,
    /// impression; then the pictures, and how all of it came about. Van den Wyngaert et al., Eur J Nucl Med Mol Imaging
    /// 2016;43:1723-1738.
    var document: Document {
        Document(
            title: "Whole-body bone scintigraphy", subtitle: "Reading by software, for a physician to judge",
            notice: notice,
            footer: [
                acquisition.patientName?.asPersonName, acquisition.patientID, acquisition.studyDate?.asDate,
            ].compactMap(\.self).joined(separator: ", "),
            sections: [
                examination, procedure, wholeScan, boneFindings, softTissue, boneScanIndex, comparison,
                limitations, impression, images, hotSpotPicture, restoredPicture, explanation,
                restorationFromFewerCounts, qualityTable, evidence,
            ].compactMap(\.self))
    }
}

extension Report {
    private var examination: Document.Section {
        .init(
            "Examination",
            [
                .facts([
                    ("Patient", acquisition.patientName?.asPersonName),
                    ("Patient ID", acquisition.patientID),
                    ("Sex", acquisition.patientSex?.asSex),
                    ("Age", acquisition.patientAge?.asAge),
                    ("Study date", acquisition.studyDate?.asDate),
                    ("Study", acquisition.studyDescription),
                    ("Indication", acquisition.indication),
                    ("Earlier study", findings.comparison?.when ?? "none given to the software"),
                ])
            ])
    }

    private var procedure: Document.Section {
        .init(
            "Procedure",
            [
                .facts([
                    ("Radiopharmaceutical", acquisition.tracer),
                    (
                        "Injected activity",
                        acquisition.injectedActivityMegabecquerels.map { "\($0.formatted(decimals: 1)) MBq" }
                    ),
                    ("Injection", acquisition.injection),
                    ("Imaging", acquisition.imaging),
                    ("Camera", acquisition.camera),
                    ("Collimator", acquisition.collimator),
                    (
                        "Energy window",
                        acquisition.energyWindowKiloelectronvolts.map {
                            "\($0.lowerBound.formatted(decimals: 1)) to \($0.upperBound.formatted(decimals: 1)) keV"
                        }
                    ),
                    (
                        "Scan speed",
                        acquisition.scanVelocityMillimetresPerSecond.map {
                            "\(($0 * 6).formatted(decimals: 1)) cm/min"
                        }
                    ),
                    (
                        "Duration",
                        acquisition.durationSeconds.map { "\(($0 / 60).formatted(decimals: 1)) min" }
                    ),
                    ("Counts", counts),
                ])
            ])
    }

    /// Of each view.
    var counts: String {
        views.map { "\($0.counts.grouped) \($0.view.rawValue)" }.joined(separator: ", ")
    }
}

extension PriorComparison {
    /// The earlier study's date and how long ago it was, as far as known.
    var when: String {
        let ago = days.map { days in
            days == 0
                ? "the same day"
                : "\(abs(days)) \(abs(days) == 1 ? "day" : "days") \(days > 0 ? "before" : "after")"
        }
        let parts = [priorDate?.asDate, ago].compactMap(\.self)
        return parts.isEmpty ? "given, without a date" : parts.joined(separator: ", ")
    }
}
