import ArgumentParser
import Denoising
import Figures
import Foundation
import Synchronization
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

    @Option(help: "The study's settings in YAML.", completion: .file())
    var config: String

    @Option(help: "Where networks compute: auto, cpu, cuda or mps.")
    var device = ComputeDevice.auto

    @Option(help: "The commit of this program's source, for the study's record.")
    var commit: String?

    @OptionGroup var output: FolderArguments
    @OptionGroup var simulator: SimulatorArguments

    func run() throws {
        let interruption = Interruption()
        defer { interruption.end() }
        let file = URL(filePath: config)
        let plan = try DenoisingStudy.Plan(file: file)
        try loadTorch()
        let study = DenoisingStudy(
            plan,
            .init(
                base: file.deletingLastPathComponent(), software: software, version: version, commit: commit,
                device: try device.device(), workers: simulator.workers,
                skeleton: { try simulator.skeleton() },
                time: { Date.now.formatted(.iso8601) }))
        try study.checkSources()
        let folder = try NewFolder(
            output.url, plan: (DenoisingStudy.planFile, try study.planData()), overwriting: output.force)
        let progress = StageProgress()
        let summary: String?
        do {
            summary = try study.make(in: folder, progress.watcher { interruption.isRequested })
        } catch {
            progress.finish()
            throw error
        }
        progress.finish()
        guard let summary else {
            note("stopped; the same command goes on from here")
            throw ExitCode(interruption.exitStatus)
        }
        try folder.publish()
        print(summary)
        print(folder.url.appending(path: "tables.md").path)
    }
}

/// The progress of one stage after another.
private final class StageProgress: Sendable {
    private let stage = Mutex<WorkProgress?>(nil)

    func watcher(shouldStop: @escaping @Sendable () -> Bool) -> StudyWatcher {
        StudyWatcher(
            begin: { unit, total, done in
                self.finish()
                guard done < total else { return }
                if done > 0 { bonescan.note("going on: \(done) of \(total) \(unit) are there") }
                let next = WorkProgress(unit, of: total, done: done)
                self.stage.withLock { $0 = next }
            },
            advance: { self.stage.withLock { $0?.advance() } },
            note: { words in
                self.stage.withLock { stage in
                    if let stage { stage.note(words) } else { bonescan.note(words) }
                }
            }, shouldStop: shouldStop)
    }

    func finish() {
        stage.withLock { stage in
            stage?.finish()
            stage = nil
        }
    }
}
