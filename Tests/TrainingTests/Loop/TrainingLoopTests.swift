import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

/// A network of two layers learns a product of two numbers.
@Suite struct TrainingLoopTests {
    final class Network: Module, Layer {
        let first, second: Linear
        init(using generator: Generator) {
            first = Linear(2, 16, using: generator)
            second = Linear(16, 1, using: generator)
        }
        func callAsFunction(_ x: Tensor) -> Tensor { second(relu(first(x))) }
    }

    static let steps = 120

    static func record(_ seed: UInt64 = 4) -> RunRecord {
        RunRecord(
            software: "test", commit: "abc", seed: seed, cohort: "numbers",
            session: .init(device: "cpu", began: "2026-01-01T00:00:00Z"))
    }

    static func batch(_ step: Int) -> Batch {
        var generator = SeededGenerator(seed: 4, step: step)
        let x = (0..<32).map { _ in Float.random(in: -1...1, using: &generator) }
        let y = (0..<16).map { x[2 * $0] * x[2 * $0 + 1] }
        return Batch([.init(x, shape: [16, 2]), .init(y, shape: [16, 1])])
    }

    /// Trains in `run`, until `last` at most; answers whether it is done.
    @discardableResult
    static func train(in run: Run, until last: Int = .max, rate: Double = 1e-2, patience: Int? = nil) throws
        -> Bool
    {
        let generator = Generator(seed: 4)
        let network = Network(using: generator)
        var state = TrainingState(
            network: network, optimizer: Adam(network), average: MovingAverage(of: network, decay: 0.9),
            generator: generator)
        if let checkpoint = run.checkpoint { try state.restore(from: checkpoint) }
        var loop = TrainingLoop(
            steps: steps, schedule: .cosine(peak: rate, steps: steps), mostGradientNorm: 1)
        loop.patience = patience
        (loop.noteEvery, loop.validateEvery, loop.checkpointEvery) = (10, 30, 20)
        let queue = BatchQueue(state.step..<steps, workers: 2, ahead: 3) { batch($0) }
        let test = batch(-1)
        var step = state.step
        return try loop.train(
            &state, in: run, batches: queue, device: .cpu, metadata: ["made_by": "test"],
            loss: { meanSquaredError(network($0[0]), $0[1]) },
            validation: {
                #expect(!network.isTraining)
                let x = Tensor(test.arrays[0].values, shape: [16, 2])
                let error = meanSquaredError(network(x), Tensor(test.arrays[1].values, shape: [16, 1])).item
                // With a patience to be tried, each judgement is worse than the one before.
                return .init(score: patience == nil ? -error : -Double(step))
            }, shouldStop: { step >= last }, advance: { step += 1 })
    }

    static func newRun(_ folder: URL, _ name: String) throws -> Run {
        try Run(at: folder.appending(path: name), configuration: "steps: 120\n", record: record())
    }

    /// Judged at 30, 60 and 90, each time worse: the second time without a better one is the last, resumed or not.
    @Test func patienceEndsTrainingEarly() throws {
        try withTemporaryFolder { folder in
            let run = try Self.newRun(folder, "whole/run".madeParent(in: folder))
            #expect(try Self.train(in: run, patience: 2))
            let notes = try String(contentsOf: run.url.appending(path: "metrics.jsonl"), encoding: .utf8)
            #expect(notes.hasSuffix("\"score\":-89,\"step\":90}\n"), "\(notes)")
            #expect(try SafeTensors.metadata(run[.best])["step"] == "30")
            do {
                let stopped = try Self.newRun(folder, "stopped/run".madeParent(in: folder))
                #expect(try !Self.train(in: stopped, until: 70, patience: 2))
            }
            let resumed = try Run(
                resuming: folder.appending(path: "stopped/run"), configuration: "steps: 120\n",
                record: Self.record())
            #expect(try Self.train(in: resumed, patience: 2))
            #expect(try Data(contentsOf: run[.last]) == Data(contentsOf: resumed[.last]))
        }
    }

    @Test func itLearnsAndLeavesAFolder() throws {
        try withTemporaryFolder { folder in
            let run = try Self.newRun(folder, "run")
            #expect(try Self.train(in: run))
            let names = try FileManager.default.subpathsOfDirectory(atPath: run.url.path).sorted()
            #expect(
                names == [
                    "best.safetensors", "checkpoints", "checkpoints/step-120.safetensors", "config.yaml",
                    "last.safetensors", "metrics.jsonl", "run.json",
                ])
            let lines = try String(contentsOf: run.url.appending(path: "metrics.jsonl"), encoding: .utf8)
                .split(separator: "\n")
            let losses = try lines.compactMap {
                try JSONDecoder().decode([String: Double].self, from: Data($0.utf8))["loss"]
            }
            #expect(losses.count == 12)
            #expect(losses[11] < losses[0] / 2)
            let facts = try SafeTensors.metadata(run[.last])
            #expect(facts == ["made_by": "test", "run": "run", "step": "120", "weights": "last"])
        }
    }

    /// Stopped anywhere, at a checkpoint, after one, or before the first, and resumed: the same bits.
    @Test(.tags(.property), arguments: [1, 20, 33, 67, 119])
    func resumesBitForBit(stop: Int) throws {
        try withTemporaryFolder { folder in
            let whole = try Self.newRun(folder, "whole/run".madeParent(in: folder))
            try Self.train(in: whole)
            try Self.newRun(folder, "stopped/run".madeParent(in: folder)).stopped(at: stop)
            let resumed = try Run(
                resuming: folder.appending(path: "stopped/run"), configuration: "steps: 120\n",
                record: Self.record())
            #expect(try Self.train(in: resumed))
            for weights in [Run.Weights.best, .last] {
                #expect(try Data(contentsOf: resumed[weights]) == Data(contentsOf: whole[weights]))
            }
            #expect(resumed.record.sessions.map(\.fromStep) == [0, stop])
        }
    }

    /// Stopped between two notes of the loss, when it has just become no number: no checkpoint holds its weights.
    @Test func weightsThatAreNoNumbersAreNotKept() throws {
        try withTemporaryFolder { folder in
            let run = try Self.newRun(folder, "run")
            let error = #expect(throws: TrainingError.self) {
                try Self.train(in: run, until: 9, rate: 1e30)
            }
            #expect(error?.description.contains("no longer a number") == true)
            #expect(!FileManager.default.fileExists(atPath: run.url.appending(path: "checkpoints").path))
        }
    }

    @Test func aLossThatIsNoNumberIsTold() throws {
        try withTemporaryFolder { folder in
            let run = try Self.newRun(folder, "run")
            let error = #expect(throws: TrainingError.self) { try Self.train(in: run, rate: 1e30) }
            #expect(error?.description.contains("no longer a number before step") == true)
        }
    }
}

extension Run {
    fileprivate func stopped(at step: Int) throws {
        #expect(try !TrainingLoopTests.train(in: self, until: step))
    }
}

extension String {
    fileprivate func madeParent(in folder: URL) throws -> String {
        let parent = folder.appending(path: self).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        return self
    }
}
