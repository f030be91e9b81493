import ArgumentParser
import Denoising
import Torch

struct StudyDenoising: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "denoising",
        abstract: "Compares networks and filters that restore images of few counts.",
        discussion: """
            Simulates the patients, trains the networks that are not trained yet, tunes their rivals, restores the test \
            patients at all count levels, and writes a folder: tables.md, results.csv, figures, study.json. Each stage \
            is kept: after Ctrl-C, the same command goes on where it stopped.

            Example: bonescan study denoising --config Studies/denoising-quick.yaml --out study
            """)

    @OptionGroup var study: StudyArguments

    func run() throws {
        let plan = try DenoisingStudy.Plan(file: study.file)
        try loadTorch()
        let study = DenoisingStudy(plan, try self.study.place())
        try study.checkSources()
        try self.study.make((DenoisingStudy.planFile, study.planData())) { try study.make(in: $0, $1) }
    }
}
