import ArgumentParser
import Denoising
import Foundation
import Torch
import Training

struct TrainDenoiser: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "denoiser",
        abstract: "Teaches a network to restore images of few counts.",
        discussion: """
            Writes a folder: config.yaml as used, run.json, metrics.jsonl, checkpoints, and the weights as \
            best.safetensors and last.safetensors. The same command with --resume goes on where a run stopped.

            Example: bonescan train denoiser --preset ours --cohort cohort --out run
            Example: bonescan train denoiser --config recipe.yaml --cohort cohort --out run --resume
            Example: bonescan train denoiser --preset paper --print-config > recipe.yaml
            """)

    @Option(help: "A recipe in YAML; what it does not say, its `preset` does.", completion: .file())
    var config: String?

    @Option(help: "A recipe by its name.")
    var preset: DenoiserRecipe.Preset?

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
        guard (config == nil) != (preset == nil) else {
            throw ValidationError("give a recipe: either --config FILE or --preset NAME")
        }
        guard printConfig || (cohort != nil && out != nil) else {
            throw ValidationError("give --cohort FOLDER, what to learn from, and --out FOLDER for the run")
        }
        guard workers >= 1 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    }

    func run() throws {
        let recipe = try preset?.recipe ?? DenoiserRecipe(file: URL(filePath: config ?? ""))
        let configuration = try YAMLFile.text(recipe)
        guard !printConfig, let cohort, let out else { return print(configuration, terminator: "") }
        let interruption = Interruption()
        defer { interruption.end() }
        try loadTorch()
        let device = try device.device()

        let trainer = try DenoiserTrainer(
            recipe, frames: frames(of: CohortFolder(URL(filePath: cohort)), recipe))
        let record = RunRecord(
            software: software, commit: commit, seed: recipe.seed, cohort: trainer.fingerprint,
            session: .init(device: "\(device)", began: now()))
        let folder = URL(filePath: out)
        let run =
            resume
            ? try Run(resuming: folder, configuration: configuration, record: record)
            : try Run(at: folder, configuration: configuration, record: record)
        let progress = StepProgress(of: recipe.steps)
        let steps = try trainer.train(
            in: run, device: device, workers: workers, time: now,
            shouldStop: { interruption.isRequested }, advance: { progress.advance(to: $0) })
        progress.finish()
        guard steps >= recipe.steps else {
            note("stopped after step \(steps); the same command with --resume goes on from there")
            throw ExitCode(interruption.exitStatus)
        }
        if let score = run.bestScore { note(String(format: "best PSNR on validation: %.2f dB", score)) }
        print(run[.best].path)
    }

    private func frames(of cohort: CohortFolder, _ recipe: DenoiserRecipe) throws -> [Frame] {
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        let set = try FrameSet(
            cohort, split: split, unreadable: strict ? .refused : .skipped,
            workers: ProcessInfo.processInfo.activeProcessorCount)
        for patient in set.skipped { note("left out \(patient.name): \(patient.reason)") }
        let counts = Part.allCases.map { "\(split.count(of: $0)) for \($0.rawValue)" }
        note(
            "\(cohort.patients.count) patients: \(counts.joined(separator: ", ")); \(set.skipped.count) left out"
        )
        return set.frames
    }

    private func now() -> String { Date.now.formatted(.iso8601) }
}

extension DenoiserRecipe.Preset: ExpressibleByArgument {}

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
private final class StepProgress {
    private let total: Int
    private var progress: WorkProgress?

    init(of total: Int) { self.total = total }

    func advance(to step: Int) {
        if let progress { return progress.advance() }
        if step > 0 { note("going on from step \(step)") }
        progress = WorkProgress("steps", of: total, done: step)
    }

    func finish() { progress?.finish() }
}
