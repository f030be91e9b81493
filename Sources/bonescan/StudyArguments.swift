import ArgumentParser
import Figures
import Foundation
import Studies
import Synchronization

/// What every study is told, and how it is watched.
struct StudyArguments: ParsableArguments {
    @Option(help: "The study's settings in YAML.", completion: .file())
    var config: String

    @Option(help: "Where networks compute: auto, cpu, cuda or mps.")
    var device = ComputeDevice.auto

    @Option(help: "The commit of this program's source, for the study's record.")
    var commit: String?

    @OptionGroup var output: FolderArguments
    @OptionGroup var simulator: SimulatorArguments

    var file: URL { URL(filePath: config) }

    /// Once libtorch is loaded.
    func place() throws -> StudyPlace {
        StudyPlace(
            base: file.deletingLastPathComponent(), software: software, version: version, commit: commit,
            device: try device.device(), workers: simulator.workers, skeleton: { try simulator.skeleton() },
            time: TrainingArguments.now)
    }

    /// Makes the study of a plan in the folder, and prints its summary; ends the program where it was stopped.
    func make(
        _ plan: (name: String, data: Data), _ study: (NewFolder, StudyWatcher) throws -> String?
    ) throws {
        let interruption = Interruption()
        defer { interruption.end() }
        let folder = try NewFolder(output.url, plan: plan, overwriting: output.force)
        let progress = StageProgress()
        let summary: String?
        do {
            summary = try study(folder, progress.watcher { interruption.isRequested })
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
