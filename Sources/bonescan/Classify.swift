import ArgumentParser
import Classification
import Figures
import Foundation
import Scintigraphy
import Torch

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks a trained classifier whether a scan is abnormal, or shows something malignant.",
        discussion: """
            Research use only; not for diagnosis. No model is shipped yet: train one by `bonescan train classifier`.

            --explain draws where the model found what speaks for its answer; the name that it ends in chooses PNG, SVG \
            or PDF.

            Example: bonescan classify scan.dcm --model run/best.safetensors
            Example: bonescan classify scan.dcm --model run/best.safetensors --explain scan.png
            """)

    @OptionGroup var input: ScanArguments

    @Option(help: "The classifier's weights, as `train classifier` leaves them.", completion: .file())
    var model: String

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
        guard let explain else {
            if force { throw ValidationError("--force goes with --explain") }
            return
        }
        guard FigureFormat(file: URL(filePath: explain)) != nil else {
            throw ValidationError("--explain must end in .png, .svg or .pdf")
        }
    }

    func run() throws {
        if let explain { try Figure.check(URL(filePath: explain), overwriting: force) }
        let scan = try input.read()
        try loadTorch()
        let classifier = try TrainedClassifier(file: URL(filePath: model))
        let answer = try input.naming { try classifier(scan) }
        let document = ClassificationDocument(
            notice: "Research use only; not for diagnosis.", task: classifier.task.rawValue, answer: answer,
            architecture: classifier.architecture.rawValue, model: classifier.name, sha256: classifier.hash)
        if let explain { try draw(scan, seenBy: classifier, in: explain) }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(document), as: UTF8.self))
        } else {
            print(document.words)
        }
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
    let task: String
    let answer: ClassifierAnswer
    let architecture: String
    let model: String
    let sha256: String

    /// For people: a line each.
    var words: String {
        let probability =
            answer.probability.map { "\($0)" } ?? "not to be told: the model's log odds fit no probability"
        let call = answer.call.map { call in
            let shares = [("sensitivity", call.sensitivity), ("specificity", call.specificity)].map {
                "\($0) \($1.map { "\($0)" } ?? "unknown")"
            }
            return
                "called \(call.isPositive ? task : "not \(task)"); on the validation patients, who chose the "
                + "threshold: \(shares.joined(separator: ", "))"
        }
        return [
            "\(task): probability \(probability)", call,
            "by \(architecture), model \(model), weights SHA-256 \(sha256)", notice,
        ].compactMap(\.self).joined(separator: "\n")
    }
}
