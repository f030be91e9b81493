import ArgumentParser
import DICOM
import Figures
import Foundation
import Phantoms
import Scintigraphy

struct StudySimulation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulation",
        abstract: "Compares simulated patients with published figures and with a real scan.",
        discussion: """
            Writes a folder: tables.md and the tables as CSV, charts and pictures of patients as PNG.

            Example: bonescan study simulation --patients 50 --scans 2 --no-pictures --out study
            Example: bonescan study simulation --patients 50 --scans 2 --no-pictures --scan scan.dcm --out study
            """)

    @Option(
        help: "How many patients the distributions rest on, and how many with metastases of each primary.")
    var patients = 2000

    @Option(help: "How many simulated men are compared with the real scan.")
    var scans = 50

    @Option(help: "A real scan with an anterior view.", completion: .file())
    var scan: String?

    @Option(help: "The same seed gives the same study.")
    var seed: UInt64 = 1

    @Flag(inversion: .prefixedNo, help: "Show patients with each disease and each artefact.")
    var pictures = true

    @OptionGroup var output: FolderArguments
    @OptionGroup var simulator: SimulatorArguments

    func validate() throws {
        do { _ = try plan() } catch let error as PhantomError { throw ValidationError("\(error)") }
    }

    func run() throws {
        let interruption = Interruption()
        defer { interruption.end() }
        let plan = try plan()
        let real = try scan.map { try BoneScan(dicom: [URL(filePath: $0)]) }
        let file = (
            name: SimulationStudy.planFile, data: try SimulationStudy.planData(plan, software: software)
        )
        let skeleton = try simulator.skeleton()
        let folder = try NewFolder(output.url, plan: file, overwriting: output.force)
        let study = try SimulationStudy(plan, real: real, skeleton: skeleton)

        let progress = WorkProgress("scans", of: study.scans)
        let isWhole = try study.make(
            in: folder, workers: simulator.workers, shouldStop: { interruption.isRequested },
            advance: { progress.advance() })
        progress.finish()
        guard isWhole else {
            note("stopped; nothing was written")
            throw ExitCode(interruption.exitStatus)
        }
        try folder.publish()
        print(folder.url.appending(path: "tables.md").path)
    }

    private func plan() throws -> SimulationStudy.Plan {
        try SimulationStudy.Plan(
            seed: seed, patients: patients, scans: scans, hasPictures: pictures,
            realScan: scan.map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
    }
}
