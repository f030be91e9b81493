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
        let answer = ClassificationAnswer(
            notice: "Research use only; not for diagnosis.", task: classifier.task.rawValue,
            probability: try input.naming { try classifier(scan) },
            architecture: classifier.architecture.rawValue,
            model: classifier.name, sha256: classifier.hash)
        if let explain { try draw(scan, seenBy: classifier, in: explain) }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(answer), as: UTF8.self))
        } else {
            print(
                "\(answer.task): \(String(format: "%.3f", answer.probability)) by \(answer.architecture), model "
                    + "\(answer.model), weights SHA-256 \(answer.sha256). \(answer.notice)")
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
private struct ClassificationAnswer: Encodable {
    let notice: String
    let task: String
    /// Uncalibrated, from 0 to 1.
    let probability: Double
    let architecture: String
    let model: String
    let sha256: String
}
