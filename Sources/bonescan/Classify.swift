import ArgumentParser
import Classification
import Foundation
import Scintigraphy
import Torch

struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks a trained classifier whether a scan is abnormal, or shows something malignant.",
        discussion: """
            Research use only; not for diagnosis. No model is shipped yet: train one by `bonescan train classifier`.

            Example: bonescan classify scan.dcm --model run/best.safetensors
            """)

    @OptionGroup var input: ScanArguments

    @Option(help: "The classifier's weights, as `train classifier` leaves them.", completion: .file())
    var model: String

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let scan = try input.read()
        try loadTorch()
        let classifier = try TrainedClassifier(file: URL(filePath: model))
        let answer = ClassificationAnswer(
            notice: "Research use only; not for diagnosis.", task: classifier.task.rawValue,
            probability: try input.naming { try classifier(scan) },
            architecture: classifier.architecture.rawValue,
            model: classifier.name, sha256: classifier.hash)
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
