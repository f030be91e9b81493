import ArgumentParser

struct Study: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "Makes a study's tables and figures again.",
        discussion: "Example: bonescan study simulation --patients 50 --scans 2 --no-pictures --out study",
        subcommands: [
            StudyDenoising.self, StudyClassification.self, StudySegmentation.self, StudyReading.self,
            StudySimulation.self,
        ])
}
