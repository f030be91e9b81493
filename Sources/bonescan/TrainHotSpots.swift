import ArgumentParser
import Figures
import Foundation
import Reading
import Segmentation
import Torch
import Training

struct TrainHotSpots: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hot-spots",
        abstract: "Teaches what a hot spot is from simulated patients: a lesion at all, malignant or not.",
        discussion: """
            Two logistic regressions on facts of each hot spot. The cohort is that which taught the segmenter: patients \
            whom its recipe leaves over teach, those it keeps for the test judge. Writes a folder: model.json, which \
            holds what was learnt and how good it is; learnt.csv and judged.csv, a line for each hot spot; settings.json.

            Example: bonescan train hot-spots --cohort cohort --out run
            """)

    /// The segmenter that a reading asks.
    private static let shipped = "u-net"

    @Option(help: "The folder of the simulated patients with its cohort.csv.", completion: .directory)
    var cohort: String

    @OptionGroup var output: FolderArguments

    @Option(
        help: "The U-Net's weights, as `train unet` leaves them, in the place of the shipped one's.",
        completion: .file())
    var model: String?

    @OptionGroup var place: ModelFolderArguments

    @Option(help: "From how many patients the models learn at most.")
    var patients = 800

    func validate() throws {
        guard patients >= 1 else { throw ValidationError("--patients must be at least 1, not \(patients)") }
    }

    func run() throws {
        try loadTorch()
        let file = try model.map { URL(filePath: $0) } ?? place.folder().weights(of: Self.shipped)
        let training = try HotSpotTraining(
            CohortFolder(URL(filePath: cohort)), segmenter: TrainedUNet(file: file), most: patients,
            software: software)
        let folder = try NewFolder(
            output.url, plan: ("settings.json", try training.settingsData()), overwriting: output.force)
        let progress = WorkProgress("patients", of: training.learning.count + training.judging.count)
        let result = try training { progress.advance() }
        progress.finish()
        try folder.write(Data(result.learnt.csv.utf8), to: "learnt.csv")
        try folder.write(Data(result.judged.csv.utf8), to: "judged.csv")
        try folder.write(result.model.data(), to: HotSpotModel.file)
        try folder.publish()
        for line in result.model.validation?.sentences ?? ["too few patients to judge the models by"] {
            note(line)
        }
        print(folder.url.appending(path: HotSpotModel.file).path)
    }
}
