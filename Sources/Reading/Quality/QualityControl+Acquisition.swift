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
        let agent = acquisition.radiopharmaceutical == nil ? ", agent not stated" : ""
        return QualityCheck(
            "Radiopharmaceutical", acquisition.boneSeeker,
            measured: acquisition.tracer.map { $0 + agent } ?? "not stated",
            expected: "Tc-99m bisphosphonate, such as MDP, HDP or DPD", source: Source.ours)
    }

    /// Adult activities; a child's is not held against them.
    func activity(_ acquisition: Acquisition) -> QualityCheck {
        let usual = 300.0...740.0
        let activity = acquisition.injectedActivityMegabecquerels
        return QualityCheck(
            "Injected activity",
            activity.map { usual.contains($0) || acquisition.isChild } ?? false ? .pass : .warn,
            measured: activity.map { "\($0.formatted(decimals: 1)) MBq" } ?? "not stated", value: activity,
            unit: "MBq", expected: "300 to 740 MBq for adults", source: Source.eanm)
    }

    func delay(_ acquisition: Acquisition) -> QualityCheck {
        let hours = acquisition.hoursFromInjection
        return QualityCheck(
            "Injection to imaging", hours.map((2...5).contains) ?? false ? .pass : .warn,
            measured: hours.map {
                "\($0.formatted(decimals: 1)) h" + (acquisition.areDatesStated ? "" : " by the time of day")
            } ?? "not stated",
            value: hours, unit: "h",
            expected: "2 to 5 h", source: Source.eanm)
    }

    /// 15 to 20 % about 140 keV; 10 to 25 % passes, so that a camera's rounding does, and a centre within 4 keV
    /// of the line of technetium-99m, 140.5 keV.
    func energyWindow(_ acquisition: Acquisition) -> QualityCheck {
        let (peak, line) = (140.0, 140.5)
        let window = acquisition.energyWindowKiloelectronvolts
        let width = window.map { ($0.upperBound - $0.lowerBound) / peak * 100 }
        let verdict: Verdict =
            switch (window, width) {
            case (let window?, let width?):
                if !window.contains(line) {
                    .fail
                } else if abs((window.lowerBound + window.upperBound) / 2 - line) <= 4 {
                    (10...25).contains(width) ? .pass : .warn
                } else {
                    .warn
                }
            default: .warn
            }
        return QualityCheck(
            "Energy window", verdict,
            measured: window.map {
                "\($0.lowerBound.formatted(decimals: 1)) to \($0.upperBound.formatted(decimals: 1)) keV"
            } ?? "not stated",
            value: width, unit: "% of 140 keV",
            expected: "15 to 20 % at 140 keV; by our own rule 10 to 25 %, centred at 136.5 to 144.5 keV",
            source: Source.eanm)
    }

    /// DICOM's Counts Accumulated is over all of a source's frames, ours over the views that were read: more
    /// counts than stated are an error, fewer as well, unless frames were left out. 1 % is forgiven.
    func integrity(_ scan: BoneScan) -> QualityCheck {
        // Counts Accumulated is a whole number, the sum of a filtered image's pixels need not be.
        let stated = scan.acquisition.countsAccumulated.map(Double.init).flatMap { $0 > 0 ? $0 : nil }
        let difference = stated.map { (scan.total - $0).rounded() }
        let isWhole = scan.acquisition.frames == scan.images.count
        let verdict: Verdict =
            switch (difference, stated) {
            case (let difference?, let stated?):
                if difference == 0 {
                    .pass
                } else if difference.magnitude < stated / 100 || (difference < 0 && !isWhole) {
                    .warn
                } else {
                    .fail
                }
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
            expected: "Counts Accumulated, within 1 %", source: Source.ours)
    }

    /// Rules that named the views, contradictions, coding: what the reader of the file had to say.
    func remarks(_ scan: BoneScan) -> QualityCheck {
        let warnings = scan.remarks.count { $0.severity == .warning }
        return QualityCheck(
            "Remarks on the file", warnings == 0 ? .pass : .warn,
            measured: warnings == 0
                ? "no warning" : "\(warnings) \(warnings == 1 ? "warning" : "warnings")",
            value: Double(warnings), unit: "warnings", expected: "no warning", source: Source.ours)
    }
}
