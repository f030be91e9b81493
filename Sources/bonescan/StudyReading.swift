import ArgumentParser
import Reading
import Torch

struct StudyReading: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading",
        abstract: "Judges whole readings on simulated patients: with fewer counts, again, after a change.",
        discussion: """
            Simulates patients, clean and difficult, reads them as `bonescan read` does, and writes a folder: tables.md, figures, \
            study.json. Each scan's result is kept: after Ctrl-C, the same command goes on where it stopped.

            Example: bonescan study reading --config Studies/reading-quick.yaml --out study
            """)

    @OptionGroup var study: StudyArguments

    func run() throws {
        let plan = try ReadingStudy.Plan(file: study.file)
        try loadTorch()
        let study = ReadingStudy(plan, try self.study.place())
        try self.study.make((ReadingStudy.planFile, study.planData())) { try study.make(in: $0, $1) }
    }
}
