import Figures
public import Foundation
public import Torch

/// A training run as a folder: config.yaml as used, run.json (where the weights come from), metrics.jsonl (what was
/// noted, a JSON object a line), checkpoints/, best.safetensors and last.safetensors.
///
/// Each file appears whole. Whatever ends the program, the run can be resumed from its last checkpoint.
public final class Run {
    /// The folder.
    public let url: URL
    /// Where the weights come from.
    public private(set) var record: RunRecord
    /// The checkpoint to go on from; `nil` in a new run.
    public let checkpoint: URL?
    /// The highest score so far.
    public var bestScore: Double? { metrics.bestScore }
    /// How many times the network was judged since without a higher one.
    public var scoresSinceBest: Int { metrics.scoresSinceBest }

    private var metrics: RunMetrics
    private let lock: FolderLock

    /// Weights that a run leaves.
    public enum Weights: String, Sendable {
        /// Those with the highest score on the patients for validation.
        case best
        /// Those of the last step.
        case last
    }

    /// Makes the folder of a new run. Throws where something is there already.
    public init(at url: URL, configuration: String, record: RunRecord) throws {
        // A kill may have come before the first record: there is nothing yet to go on with.
        guard url.kind != .file, Set(Self.names(in: url)).isSubset(of: ["config.yaml"]) else {
            throw TrainingError(
                "\(url.path) exists already; go on with it by --resume, or choose another name")
        }
        self.url = url
        self.record = record
        checkpoint = nil
        metrics = RunMetrics()
        lock = try FolderLock(making: url, for: url)
        try write(Data(configuration.utf8), to: "config.yaml")
        try writeRecord()
    }

    /// Opens the folder of a run to go on from its last checkpoint.
    ///
    /// - Parameters:
    ///   - url: the folder.
    ///   - configuration: that of the run to the letter, if it is given again.
    ///   - record: of this session; seed and cohort must be those of the run.
    /// - Throws: where the folder is not that of such a run, or another program is at it.
    public init(resuming url: URL, configuration: String, record: RunRecord) throws {
        guard url.appending(path: "run.json").kind == .file else {
            throw TrainingError("\(url.path) holds no run to go on with (no run.json); leave out --resume")
        }
        lock = try FolderLock(making: url, for: url)
        self.url = url
        self.record = try Self.record(in: url)
        try Self.check(url, self.record, configuration: configuration, against: record)
        let checkpoint = Self.checkpoints(in: url).last
        metrics = try RunMetrics(url.appending(path: Self.metricsFile), upTo: checkpoint?.step ?? 0)
        self.checkpoint = checkpoint?.url
        self.record.sessions += record.sessions.map { session in
            var session = session
            session.fromStep = checkpoint?.step ?? 0
            return session
        }
        try writeMetrics()
        try writeRecord()
    }

    /// The best weights of a run that is done; `nil` where there is none, or its last session was cut off.
    ///
    /// Throws where it has another configuration, seed or cohort.
    public static func finished(
        at url: URL, configuration: String, record: RunRecord
    ) throws(TrainingError) -> URL? {
        let weights = [Weights.best, .last].map { url.appending(path: "\($0.rawValue).safetensors") }
        guard weights.allSatisfy({ $0.kind == .file }), url.appending(path: "run.json").kind == .file else {
            return nil
        }
        let earlier = try Self.record(in: url)
        try check(url, earlier, configuration: configuration, against: record)
        return earlier.sessions.last?.ended == nil ? nil : weights[0]
    }

    /// Takes a note of metrics, `step` not among them.
    public func note(_ metrics: [String: Double], at step: Int) throws {
        try self.metrics.add(metrics, at: step)
        try writeMetrics()
    }

    /// Leaves a checkpoint, which takes the place of those before.
    public func leaveCheckpoint(_ state: TrainingState) throws {
        let folder = url.appending(path: Self.checkpointFolder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let before = Self.checkpoints(in: url)
        try state.write(to: folder.appending(path: Self.checkpointName(state.step)))
        for old in before where old.step != state.step { try FileManager.default.removeItem(at: old.url) }
    }

    /// Removes all checkpoints of a run that is done.
    public func removeCheckpoints() throws {
        for old in Self.checkpoints(in: url) { try FileManager.default.removeItem(at: old.url) }
    }

    /// Writes the network's weights with what they say of themselves, step and run among it.
    public func write(
        _ network: Module, as weights: Weights, step: Int, _ metadata: [String: String]
    ) throws {
        let facts = ["run": url.lastPathComponent, "step": "\(step)", "weights": weights.rawValue]
        try SafeTensors.write(
            Dictionary(uniqueKeysWithValues: network.state.map { ($0.name, $0.tensor) }),
            metadata: metadata.merging(facts) { $1 }, to: self[weights])
    }

    /// The file of these weights.
    public subscript(weights: Weights) -> URL { url.appending(path: "\(weights.rawValue).safetensors") }

    /// Notes when, and after which step, this session ended.
    public func end(at time: String, step: Int) throws {
        record.sessions[record.sessions.count - 1].ended = time
        record.sessions[record.sessions.count - 1].toStep = step
        try writeRecord()
    }
}

// MARK: - Files

extension Run {
    private static let metricsFile = "metrics.jsonl"
    private static let checkpointFolder = "checkpoints"

    private static func checkpointName(_ step: Int) -> String { "step-\(step).safetensors" }

    /// The checkpoints that are there, by steps.
    private static func checkpoints(in run: URL) -> [(url: URL, step: Int)] {
        let folder = run.appending(path: checkpointFolder)
        return names(in: folder).compactMap { name in
            let digits = name.dropFirst("step-".count).prefix { $0.isNumber }
            guard let step = Int(digits), name == checkpointName(step) else { return nil }
            return (folder.appending(path: name), step)
        }.sorted { $0.step < $1.step }
    }

    private static func names(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    private static func record(in url: URL) throws(TrainingError) -> RunRecord {
        let file = url.appending(path: "run.json")
        do { return try JSONDecoder().decode(RunRecord.self, from: Data(contentsOf: file)) } catch {
            throw TrainingError("\(file.path) is broken; begin a new run")
        }
    }

    private static func check(
        _ url: URL, _ run: RunRecord, configuration: String, against record: RunRecord
    ) throws(TrainingError) {
        let file = url.appending(path: "config.yaml")
        guard (try? Data(contentsOf: file)) == Data(configuration.utf8) else {
            throw TrainingError(
                "\(file.path) has other settings than were given; go on with that file, or begin a new run")
        }
        for (what, old, new) in [
            ("seed", "\(run.seed)", "\(record.seed)"), ("cohort", run.cohort, record.cohort),
        ] where old != new {
            throw TrainingError(
                "\(url.path)/run.json has the \(what) \(old), not \(new); go on with the same \(what), or begin a "
                    + "new run")
        }
    }

    private func writeMetrics() throws { try write(metrics.data, to: Self.metricsFile) }

    private func writeRecord() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(encoder.encode(record) + Data("\n".utf8), to: "run.json")
    }

    private func write(_ data: Data, to name: String) throws {
        try NewFiles([(url.appending(path: name), data)]).write(overwriting: true)
    }
}
