import DICOM
import Figures
import Scintigraphy

/// What the file says about patient, tracer and camera.
extension QualityControl {
    func views(_ scan: BoneScan) -> QualityCheck {
        QualityCheck(
            "Views", scan.images.count == View.allCases.count ? .pass : .warn,
            measured: scan.images.map(\.view.rawValue).joined(separator: " and ")
                + (scan.images.count == 1 ? " only" : ""),
            value: Double(scan.images.count), unit: "views", expected: "both views",
            source: Source.eanm)
    }

    /// By which rule the reader of the file named the view.
    func naming(_ source: ViewSource) -> QualityCheck {
        QualityCheck(
            "Name of the view, \(source.view.rawValue)", source.isViewAssumed ? .warn : .pass,
            measured: source.isViewAssumed ? "assumed: \(source.viewEvidence)" : source.viewEvidence,
            expected: "stated in the file", source: Source.dicom)
    }

    func radiopharmaceutical(_ acquisition: Acquisition) -> QualityCheck {
        let stated = [acquisition.radiopharmaceutical, acquisition.radionuclide].compactMap { $0 }
        return QualityCheck(
            "Radiopharmaceutical", acquisition.radiopharmaceutical == nil ? .warn : .pass,
            measured: stated.isEmpty ? "not stated" : stated.joined(separator: ", "),
            expected: "Tc-99m bisphosphonate", source: Source.eanm)
    }

    /// Adult activities; a child's is not held against them.
    func activity(_ acquisition: Acquisition) -> QualityCheck {
        let usual = 300.0...740.0
        let activity = acquisition.injectedActivityMegabecquerels
        return QualityCheck(
            "Injected activity",
            activity.map { usual.contains($0) || acquisition.isChild } ?? false ? .pass : .warn,
            measured: activity.map { "\($0.formatted(decimals: 1)) MBq" } ?? "not stated", value: activity,
            unit: "MBq", expected: "300 to 740 MBq (adults)", source: Source.eanm)
    }

    func delay(_ acquisition: Acquisition) -> QualityCheck {
        let hours = acquisition.hoursFromInjection
        return QualityCheck(
            "Injection to imaging", hours.map((2...5).contains) ?? false ? .pass : .warn,
            measured: hours.map { "\($0.formatted(decimals: 1)) h" } ?? "not stated", value: hours, unit: "h",
            expected: "2 to 5 h", source: Source.eanm)
    }

    /// 15 to 20 % about 140 keV; 10 to 25 % passes, so that a camera's rounding does.
    func energyWindow(_ acquisition: Acquisition) -> QualityCheck {
        let peak = 140.0
        let window = acquisition.energyWindowKiloelectronvolts
        let width = window.map { ($0.upperBound - $0.lowerBound) / peak * 100 }
        let verdict: Verdict =
            switch (window, width) {
            case (let window?, let width?):
                !window.contains(peak) ? .fail : (10...25).contains(width) ? .pass : .warn
            default: .warn
            }
        return QualityCheck(
            "Energy window", verdict,
            measured: window.map {
                "\($0.lowerBound.formatted(decimals: 1)) to \($0.upperBound.formatted(decimals: 1)) keV"
            } ?? "not stated",
            value: width, unit: "% of 140 keV", expected: "15 to 20 % at 140 keV",
            source: Source.eanm)
    }

    /// DICOM's Counts Accumulated is over all of a source's frames, ours over the views that were read: more
    /// counts than stated are an error, fewer may be frames that were left out.
    func integrity(_ scan: BoneScan) -> QualityCheck {
        // Counts Accumulated is a whole number, the sum of a filtered image's pixels need not be.
        let difference = scan.acquisition.countsAccumulated.map { (scan.total - Double($0)).rounded() }
        let stated = scan.acquisition.countsAccumulated.map(Double.init)
        let verdict: Verdict =
            switch (difference, stated) {
            case (let difference?, let stated?):
                difference == 0 ? .pass : difference < stated / 100 ? .warn : .fail
            default: .warn
            }
        let measured =
            switch difference {
            case nil: "the file does not state its counts"
            case 0: "sum of pixels is as stated"
            case let difference?:
                "sum is \(difference.magnitude.grouped) "
                    + "\(difference > 0 ? "more" : "fewer") than stated"
            }
        return QualityCheck(
            "Integrity of pixels", verdict, measured: measured, value: difference, unit: "counts",
            expected: "as Counts Accumulated", source: Source.dicom)
    }

    /// Rules that named the views, contradictions, coding: what the reader of the file had to say.
    func remarks(_ scan: BoneScan) -> QualityCheck {
        let warnings = scan.remarks.count { $0.severity == .warning }
        return QualityCheck(
            "Remarks on the file", warnings == 0 ? .pass : .warn,
            measured: warnings == 0
                ? "no warning" : "\(warnings) \(warnings == 1 ? "warning" : "warnings"), below",
            value: Double(warnings), unit: "warnings", expected: "no warning", source: Source.ours)
    }
}
