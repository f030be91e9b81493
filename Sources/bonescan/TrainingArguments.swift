import ArgumentParser
import Foundation
import Torch
import Training

/// What every training is told besides its recipe.
struct TrainingArguments: ParsableArguments {
    @Option(help: "The folder of the scans with its cohort.csv.", completion: .directory)
    var cohort: String?

    @Option(help: "The folder of the run, made anew.", completion: .directory)
    var out: String?

    @Flag(help: "Go on with the run that is there.")
    var resume = false

    @Option(help: "Where to compute: auto, cpu, cuda or mps.")
    var device = ComputeDevice.auto

    @Option(help: "How many batches are prepared at a time; by default one for each core but one.")
    var workers = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)

    @Option(help: "The commit of this program's source, for the run's record.")
    var commit: String?

    @Flag(help: "Stop at a patient who cannot be read, rather than leave that patient out.")
    var strict = false

    @Flag(help: "Print the recipe, and do nothing.")
    var printConfig = false

    func validate() throws {
        guard printConfig || (cohort != nil && out != nil) else {
            throw ValidationError("give --cohort FOLDER, what to learn from, and --out FOLDER for the run")
        }
        guard workers >= 1 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    }

    var unreadable: UnreadablePatients { strict ? .refused : .skipped }

    /// Says who belongs to which part, and who was left out.
    func note(_ cohort: CohortFolder, _ split: PatientSplit, skipped: [SkippedPatient]) {
        for patient in skipped { bonescan.note("left out \(patient.name): \(patient.reason)") }
        let counts = Part.allCases.map { "\(split.count(of: $0)) for \($0.rawValue)" }
        bonescan.note(
            "\(cohort.patients.count) patients: \(counts.joined(separator: ", ")); \(skipped.count) left out")
    }

    /// Makes the run's folder, or opens the one to go on with, trains, and says how it ended.
    ///
    /// - Parameters:
    ///   - configuration: the recipe in YAML.
    ///   - steps: the recipe's.
    ///   - score: what the best score is called, and its format.
    ///   - train: trains in the run, tells the steps made in all, and answers whether it is done.
    func run(
        _ configuration: String, seed: UInt64, fingerprint: String, steps: Int,
        score: (name: String, format: String),
        interruption: Interruption, train: (Run, Device, (Int) -> Void) throws -> Bool
    ) throws {
        let device = try device.device()
        let record = RunRecord(
            software: software, commit: commit, seed: seed, cohort: fingerprint,
            session: .init(device: "\(device)", began: Self.now()))
        let folder = URL(filePath: out ?? "")
        let run =
            resume
            ? try Run(resuming: folder, configuration: configuration, record: record)
            : try Run(at: folder, configuration: configuration, record: record)
        let progress = StepProgress(of: steps)
        let isDone = try train(run, device) { progress.advance(to: $0) }
        progress.finish()
        guard isDone else {
            bonescan.note(
                "stopped after step \(progress.step); the same command with --resume goes on from there")
            throw ExitCode(interruption.exitStatus)
        }
        if let best = run.bestScore {
            bonescan.note("best \(score.name) on validation: \(String(format: score.format, best))")
        }
        print(run[.best].path)
    }

    static func now() -> String { Date.now.formatted(.iso8601) }
}

/// Where a command computes.
enum ComputeDevice: String, CaseIterable, ExpressibleByArgument {
    case auto, cpu, cuda, mps

    /// Throws where there is no such device.
    func device() throws -> Device {
        let device: Device =
            switch self {
            case .auto: .best
            case .cpu: .cpu
            case .cuda: .cuda(0)
            case .mps: .mps
            }
        guard device == .cpu || device.isAvailable else {
            throw TrainingError(
                "libtorch finds no \(device) here; choose --device cpu, or install a libtorch that has it")
        }
        return device
    }
}

/// Progress that begins where a run was resumed.
final class StepProgress {
    private let total: Int
    /// The steps made in all.
    private(set) var step = 0
    private var progress: WorkProgress?

    init(of total: Int) { self.total = total }

    func advance(to step: Int) {
        self.step = step
        if let progress { return progress.advance() }
        if step > 0 { note("going on from step \(step)") }
        progress = WorkProgress("steps", of: total, done: step)
    }

    func finish() { progress?.finish() }
}
