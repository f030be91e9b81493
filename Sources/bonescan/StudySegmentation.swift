import ArgumentParser
import Segmentation
import Torch

struct StudySegmentation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmentation",
        abstract: "Compares segmentation without labels under palettes and on counts.",
        discussion: """
            Simulates the patients, trains each method on each input on one frozen backbone, and a network that learns from \
            labels, asks them and scores that learn nothing about further patients, and writes a folder: tables.md, \
            figures, study.json. Each model's results are kept: after Ctrl-C, the same command goes on where it stopped.

            Example: bonescan study segmentation --config Studies/segmentation-quick.yaml --out study
            """)

    @OptionGroup var study: StudyArguments

    func run() throws {
        let plan = try SegmentationStudy.Plan(file: study.file)
        try loadTorch()
        let study = SegmentationStudy(plan, try self.study.place())
        try study.checkSources()
        try self.study.make((SegmentationStudy.planFile, study.planData())) { try study.make(in: $0, $1) }
    }
}
