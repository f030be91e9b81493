import ArgumentParser
import Classification
import Figures
import Foundation
import Reading
import Scintigraphy
import Torch

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks a trained classifier whether a scan is abnormal, or shows something malignant.",
        discussion: """
            Research use only; not for diagnosis. Asks the models that are shipped, or the one that is named: by \
            --task a shipped one, by --model one of your own.

            --explain draws where one model found what speaks for its answer, coarsely: no findings. The name that it \
            ends in chooses PNG, SVG or PDF.

            Example: bonescan classify scan.dcm
            Example: bonescan classify scan.dcm --task malignant --explain scan.png
            Example: bonescan classify scan.dcm --model run/best.safetensors
            """)

    @OptionGroup var input: ScanArguments

    @Option(help: "Only this question, of the model that is shipped for it: abnormal or malignant.")
    var task: ClassificationTask?

    @Option(
        help: "The classifier's weights, as `train classifier` leaves them, in the place of a shipped one.",
        completion: .file())
    var model: String?

    @OptionGroup var place: ModelFolderArguments

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Draw the views with a map over them of where the model looked (Grad-CAM).", valueName: "file"),
        completion: .file())
    var explain: String?

    @Flag(help: "With --explain: replace what is there.")
    var force = false

    func validate() throws {
        if model != nil, task != nil { throw ValidationError("give --task or --model, not both") }
        guard let explain else {
            if force { throw ValidationError("--force goes with --explain") }
            return
        }
        guard model != nil || task != nil else {
            throw ValidationError("--explain draws one model's map: say whose with --task or --model")
        }
        guard FigureFormat(file: URL(filePath: explain)) != nil else {
            throw ValidationError("--explain must end in .png, .svg or .pdf")
        }
    }

    func run() throws {
        if let explain { try Figure.check(URL(filePath: explain), overwriting: force) }
        let scan = try input.read()
        try loadTorch()
        var answers: [ClassificationDocument.Answer] = []
        for file in try files(for: scan) {
            let classifier = try TrainedClassifier(file: file)
            answers.append(
                .init(
                    task: classifier.task.rawValue, answer: try input.naming { try classifier(scan) },
                    architecture: classifier.architecture.rawValue, model: classifier.name,
                    sha256: classifier.hash))
            if let explain { try draw(scan, seenBy: classifier, in: explain) }
        }
        let document = ClassificationDocument(
            notice: "Research use only; not for diagnosis.", answers: answers)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(document), as: UTF8.self))
        } else {
            print(document.words)
        }
    }

    /// The weights that are asked: the shipped ones of both views, or, where a scan has one alone, of that.
    private func files(for scan: BoneScan) throws -> [URL] {
        if let model { return [URL(filePath: model)] }
        let views = scan.images.map(\.view)
        if views.count == 1 {
            note("the scan has one view: the models of the \(views[0].rawValue) view are asked")
        }
        let suffix = views.count == 1 ? "-\(views[0].rawValue)" : ""
        let folder = try place.folder()
        if let task { return [try folder.weights(of: task.rawValue + suffix)] }
        let names = ClassificationTask.allCases.map { $0.rawValue + suffix }
        let shipped = names.filter(folder.names.contains)
        return try (shipped.isEmpty ? names : shipped).map { try folder.weights(of: $0) }
    }

    /// The explanation, as a figure in a file.
    private func draw(_ scan: BoneScan, seenBy classifier: TrainedClassifier, in file: String) throws {
        let explanation = try input.naming { try classifier.explanation(of: scan) }
        try classifier.figure(explanation, of: scan).write(to: URL(filePath: file), overwriting: force)
        note("wrote \(file)")
    }
}

/// What `classify --json` prints.
private struct ClassificationDocument: Encodable {
    let notice: String
    let answers: [Answer]

    struct Answer: Encodable {
        let task: String
        let answer: ClassifierAnswer
        let architecture: String
        let model: String
        let sha256: String
    }

    /// For people.
    var words: String { (answers.map(\.words) + [notice]).joined(separator: "\n") }
}

extension ClassificationDocument.Answer {
    /// Three lines, and one for each caution.
    var words: String {
        let probability =
            answer.probability.map { "\($0)" } ?? "not to be told: the model's log odds fit no probability"
        let condition = task == ClassificationTask.malignant.rawValue ? ", if the scan is abnormal" : ""
        let call = answer.call.map { call in
            let shares = [("sensitivity", call.sensitivity), ("specificity", call.specificity)].map {
                "\($0) \($1.map { "\($0)" } ?? "unknown")"
            }
            let from = call.probability.map { ", from a probability of \($0.formatted(decimals: 2)) on" }
            let share = answer.prevalence.map {
                ", of whom \((100 * $0).formatted(decimals: 0)) % were \(task)"
            }
            return
                "  called \(call.isPositive ? "" : "not ")\(task)\(from ?? ""); on the validation patients\(share ?? ""), "
                + "who chose the threshold, which flatters: \(shares.joined(separator: ", "))"
        }
        let lines =
            [
                "\(task)\(condition): probability \(probability)", call,
                "  by \(architecture), model \(model), weights SHA-256 \(sha256)",
            ].compactMap(\.self) + answer.cautions.map { "  caution: \($0)" }
        return lines.joined(separator: "\n")
    }
}

extension ClassificationTask: ExpressibleByArgument {}
