import ArgumentParser
import Classification
import Reading
import Torch

struct StudyClassification: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classification",
        abstract: "Compares fifty classifiers of whole-body scans, and readers.",
        discussion: """
            Simulates the patients, trains each model that is not trained yet, asks it about the test patients and about \
            difficult scans, and writes a folder: tables.md, scores as CSV, figures, study.json. Each model is kept: \
            after Ctrl-C, the same command goes on where it stopped.

            Example: bonescan study classification --config Studies/classification-quick.yaml --out study
            """)

    @OptionGroup var study: StudyArguments

    func run() throws {
        let plan = try ClassificationStudy.Plan(file: study.file)
        try loadTorch()
        let study = ClassificationStudy(plan, try self.study.place()) { QualityControl().faults(of: $0) }
        try study.checkSources()
        try self.study.make((ClassificationStudy.planFile, study.planData())) { try study.make(in: $0, $1) }
    }
}
