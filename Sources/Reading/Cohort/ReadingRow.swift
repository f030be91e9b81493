import Classification
import DICOM
import Figures
import Scintigraphy
import Statistics

/// A study in readings.csv. What is not known is an empty cell; several things in one cell are told apart by semicolons.
struct ReadingRow: Sendable {
    static let columns = [
        "reading", "source", "patient_id", "study_date", "patient_sex", "patient_age", "views", "quality",
        "failed_checks", "warned_checks",
        "anterior_counts", "posterior_counts", "restored", "abnormal", "abnormal_low", "abnormal_high",
        "abnormal_called", "abnormal_base_rate", "malignant", "malignant_low", "malignant_high",
        "malignant_called", "malignant_base_rate", "hot_spots", "hot_spots_counted", "highest_malignancy",
        "bone_scan_index", "bone_scan_index_low", "bone_scan_index_high", "left_out", "error",
    ]

    let cells: [String]

    /// - Parameters:
    ///   - report: `nil` where the study could not be read.
    ///   - error: what went wrong, in sentences.
    init(_ study: CohortStudy, _ report: Report?, error: String?) {
        let whose = [
            report == nil ? "" : study.name, study.source, study.found.patientID ?? "",
            study.found.date?.asDate ?? "",
        ]
        let findings =
            report.map(\.cells) ?? Array(repeating: "", count: Self.columns.count - whose.count - 1)
        cells = whose + findings + [error ?? ""]
    }
}

extension Report {
    fileprivate var cells: [String] {
        let checks = [Verdict.fail, .warn].map { verdict in
            quality.checks.filter { $0.verdict == verdict }.map(\.name).joined(separator: "; ")
        }
        let counts = [View.anterior, .posterior].map { view in
            views.first { $0.view == view }?.counts.cell ?? ""
        }
        let answers = [ClassificationTask.abnormal, .malignant].flatMap { question -> [String] in
            let answer = findings.answers.first { $0.question == question }?.answer
            return (answer?.probability.cells ?? Self.unknown)
                + [
                    answer?.call.map { $0.isPositive ? "1" : "0" } ?? "",
                    answer?.prevalence.map { "\($0)" } ?? "",
                ]
        }
        let spots = findings.hotSpots.map { spots in
            let counted = spots.filter(\.counts)
            return [
                "\(spots.count)", "\(counted.count)",
                counted.compactMap(\.malignancy).max().map { "\($0)" } ?? "",
            ]
        }
        let omissions = findings.omissions.map { "\($0.stage): \($0.reason)" }
        let patient = [acquisition.patientSex, acquisition.patientAge].map { $0 ?? "" }
        return patient + [views.map(\.view.rawValue).joined(separator: "; "), quality.verdict.rawValue]
            + checks + counts + [restoration == nil ? "0" : "1"] + answers
            + (spots ?? Self.unknown) + (findings.index?.percent.cells ?? Self.unknown)
            + [omissions.joined(separator: "; ")]
    }

    private static let unknown = ["", "", ""]
}

extension Double {
    /// Whole numbers without a point.
    fileprivate var cell: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}

extension Estimate {
    /// The value and the ends of its interval.
    fileprivate var cells: [String] { ["\(value)", "\(interval.lowerBound)", "\(interval.upperBound)"] }
}

extension Estimate? {
    fileprivate var cells: [String] { self?.cells ?? ["", "", ""] }
}
