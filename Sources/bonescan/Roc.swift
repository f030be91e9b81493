import ArgumentParser
import Figures
import Foundation
import Scores

struct Roc: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roc",
        abstract:
            "Says what anyone's scores are worth: ROC curves, operating points, comparisons, calibration.",
        discussion: """
            The table has a line of names and a line for each case: a column “label” (1 with the finding, 0 without), \
            scores (higher is more likely positive), and where a patient has several cases a column “patient”. Prints \
            the tables and writes a folder: tables.md, results.json, roc.png, and for probabilities reliability.png \
            and decision.png. Readers under several modalities: name their scores reader@modality. Research use only.

            Example: bonescan roc scores.csv
            Example: bonescan roc scores.csv --against reader1 --threshold cnn=0.4 --threshold reader1=3 --out report
            Example: bonescan roc scores.csv --label truth --positive malignant --scores cnn,vit --json
            """)

    @Argument(help: "Labels and scores as comma-separated values.", completion: .file())
    var file: String

    @OptionGroup var columns: ColumnArguments

    @Option(help: "The score that the others are compared with; by default the first.")
    var against: String?

    @Option(
        help: """
            Scores from here on are called positive, as in 0.5 for all or cnn=0.5 for one; may be repeated. By default \
            chosen on the data by Youden's index, which flatters.
            """, transform: ThresholdArgument.init)
    var threshold: [ThresholdArgument] = []

    @Option(help: "How often patients are drawn for bootstrap intervals, at least 100; 0 for none.")
    var bootstrap = 2000

    @Option(help: "The same seed gives the same intervals.")
    var seed: UInt64 = 1

    @Option(
        help: "The folder to be made; by default in this folder, named after the table.",
        completion: .directory)
    var out: String?

    @Flag(help: "Replace an earlier folder and all that is in it.")
    var force = false

    @Flag(help: "Print results.json instead of the tables.")
    var json = false

    func validate() throws {
        guard bootstrap == 0 || (100...1_000_000).contains(bootstrap) else {
            throw ValidationError("--bootstrap must be 0 or 100 to 1000000, not \(bootstrap)")
        }
        let names = threshold.map { $0.name ?? "" }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw ValidationError("--threshold is given twice for \(twice.isEmpty ? "all scores" : twice)")
        }
    }

    func run() throws {
        let url = URL(filePath: file)
        let table = try ScoreTable(file: url, columns.names)
        let input = url.lastPathComponent
        let folder = try NewFolder(
            out.map { URL(filePath: $0) }
                ?? URL(filePath: url.deletingPathExtension().lastPathComponent + "-roc"),
            plan: (
                ScoreReport.planFile,
                try ScoreReport.planData(settings, columns.names, input: input, software: software)
            ), overwriting: force)
        let report = try ScoreReport(table, settings, input: input, software: software)
        try report.write(in: folder, table)
        try folder.publish()
        if json {
            print(String(decoding: try report.json(), as: UTF8.self))
            note(folder.url.path)
        } else {
            print(report.markdown)
            print(folder.url.appending(path: "tables.md").path)
        }
    }

    private var settings: ScoreSettings {
        ScoreSettings(
            against: against, threshold: threshold.first { $0.name == nil }?.value,
            thresholds: Dictionary(
                threshold.compactMap { each in each.name.map { ($0, each.value) } }, uniquingKeysWith: { $1 }),
            replicates: bootstrap, seed: seed)
    }
}

/// Which columns are what.
struct ColumnArguments: ParsableArguments {
    @Option(help: "The column with the truth.")
    var label = "label"

    @Option(help: "The word in it for a case with the finding, where it has two words instead of 1 and 0.")
    var positive: String?

    @Option(help: "The column that says whose case it is. (default: patient, where there is one)")
    var patient: String?

    @Option(help: "The columns with scores, with commas between them; by default all others.")
    var scores: String?

    var names: ColumnNames {
        ColumnNames(
            label: label, positive: positive, patient: patient,
            scores: (scores ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }
}

/// A threshold for all scores or for one.
struct ThresholdArgument {
    let name: String?
    let value: Double

    init(_ text: String) throws {
        let end = text.lastIndex(of: "=")
        name = end.map { String(text[..<$0]) }
        let number = end.map { String(text[text.index(after: $0)...]) } ?? text
        guard let value = Double(number), value.isFinite, name != "" else {
            throw ValidationError("“\(text)” is not a threshold; write 0.5, or cnn=0.5 for the score cnn")
        }
        self.value = value
    }
}
