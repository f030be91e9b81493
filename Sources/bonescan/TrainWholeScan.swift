import ArgumentParser
import Figures
import Foundation
import Reading
import Torch
import Training

struct TrainWholeScan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whole-scan",
        abstract: "Teaches how to weigh classifiers and hot spots: is a scan abnormal, is it malignant?",
        discussion: """
            Two logistic regressions on what the other models say of a scan. The cohort's table says what is right, in its \
            columns abnormal and malignant, and none of its patients has taught another model: simulated ones of another \
            seed, or a department's own. Writes a folder: model.json, which holds what was learnt and how good it is; \
            answers.csv, a line for each patient; settings.json.

            Example: bonescan train whole-scan --cohort cohort --out run
            """)

    @Option(help: "The folder of the patients with its cohort.csv.", completion: .directory)
    var cohort: String

    @OptionGroup var output: FolderArguments
    @OptionGroup var place: ModelFolderArguments

    func run() throws {
        try loadTorch()
        let training = try WholeScanTraining(
            CohortFolder(URL(filePath: cohort)), models: ReadingModels(place.folder()), software: software)
        let folder = try NewFolder(
            output.url, plan: ("settings.json", try training.settingsData()), overwriting: output.force)
        let progress = WorkProgress("patients", of: training.patients.count)
        let result = try training { progress.advance() }
        progress.finish()
        try folder.write(Data(result.answers.csv.utf8), to: "answers.csv")
        try folder.write(result.model.data(), to: WholeScanModel.file)
        try folder.publish()
        for line in result.model.sentences { note(line) }
        print(folder.url.appending(path: WholeScanModel.file).path)
    }
}
