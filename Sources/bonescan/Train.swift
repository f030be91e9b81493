import ArgumentParser

struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Teaches a network on a cohort.",
        discussion: "Example: bonescan train denoiser --preset ours --cohort cohort --out run",
        subcommands: [
            TrainDenoiser.self, TrainClassifier.self, TrainBackbone.self, TrainSegmenter.self, TrainUNet.self,
            TrainHotSpots.self, TrainWholeScan.self,
        ])
}
