public import DICOM
import Figures
public import Scintigraphy

/// What the files of a scan hold: `bonescan info`.
public struct ScanFacts: Codable, Sendable {
    /// One for each view, anterior first.
    public let views: [Report.ViewFacts]
    /// Where each view came from, in the order of `views`.
    public let sources: [ViewSource]
    /// What the files say of patient, tracer and camera.
    public let acquisition: Acquisition
    /// What the reader of the files had to assume or to contradict.
    public let remarks: [Remark]
    /// Whether the scan is what a bone scan should be.
    public let quality: Report.Quality

    /// The facts of what was read, quality included.
    public init(_ scan: DICOMScan) {
        views = scan.scan.images.map(Report.ViewFacts.init)
        sources = scan.sources
        acquisition = scan.scan.acquisition
        remarks = scan.scan.remarks
        let checks = QualityControl()(scan.scan, sources: scan.sources)
        quality = Report.Quality(verdict: checks.verdict, checks: checks)
    }

    /// The facts in lines for people, each with its label; an empty label goes on from the line above.
    public var lines: [(label: String, text: String)] {
        let stated: [(String, String?)] = [
            ("patient", acquisition.patient),
            ("study", joined([acquisition.studyDate?.asDate, acquisition.studyDescription])),
            ("camera", acquisition.camera),
            ("collimator", acquisition.collimator),
            ("tracer", acquisition.tracer),
            (
                "activity",
                acquisition.injectedActivityMegabecquerels.map { "\($0.formatted(decimals: 1)) MBq" }
            ),
            ("window", acquisition.energyWindowKiloelectronvolts.map(\.text)),
            ("scan", acquisition.motion),
        ]
        let open = quality.checks.filter { $0.verdict != .pass }
        return zip(views, sources).flatMap { $0.lines(from: $1) }
            + stated.compactMap { label, text in text.map { (label, $0) } }
            + remarks.map { ($0.severity.rawValue, $0.text) }
            + open.map { ("quality", $0.line) }
    }
}

extension Report.ViewFacts {
    fileprivate func lines(from source: ViewSource) -> [(String, String)] {
        let size = spacing.map { " pixels of \($0.text)" } ?? " pixels of unknown size"
        let sign = source.isSigned ? "signed" : "unsigned"
        return [
            (view.rawValue, "\(rows) x \(columns)\(size)"),
            ("counts", "\(counts.grouped), highest pixel \(maximum.formatted(decimals: 1))"),
            (
                "stored",
                "\(source.bitsAllocated)-bit \(sign), \(source.transferSyntax.name), frame \(source.frame), "
                    + "hash \(source.pixelHash)"
            ),
        ]
    }
}

extension Acquisition {
    fileprivate var patient: String? {
        joined([patientName?.asPersonName, patientID, patientSex?.asSex, patientAge?.asAge])
    }

    fileprivate var motion: String? {
        joined([
            durationSeconds.map { "\(($0 / 60).formatted(decimals: 1)) min" },
            scanVelocityMillimetresPerSecond.map { "\(($0 * 6).formatted(decimals: 1)) cm/min" },
            scanLengthMillimetres.map { "\(($0 / 10).formatted(decimals: 1)) cm" },
        ])
    }
}

extension ClosedRange<Double> {
    fileprivate var text: String {
        "\(lowerBound.formatted(decimals: 1)) to \(upperBound.formatted(decimals: 1)) keV"
    }
}

private func joined(_ parts: [String?]) -> String? {
    let stated = parts.compactMap { $0 }.filter { !$0.isEmpty }
    return stated.isEmpty ? nil : stated.joined(separator: ", ")
}
