import Foundation
import Scintigraphy
import Testing
import Training

@Suite struct BatchQueueTests {
    /// Whatever thread makes them, and in whatever order.
    @Test(arguments: [(1, 1), (4, 3), (3, 8)])
    func batchesComeInOrder(workers: Int, ahead: Int) throws {
        let queue = BatchQueue(7..<107, workers: workers, ahead: ahead) { step in
            var generator = SeededGenerator(seed: 5, step: step)
            usleep(UInt32.random(in: 0..<500, using: &generator))
            return Batch([.init([Float(step), Float.random(in: 0..<1, using: &generator)], shape: [2])])
        }
        for step in 7..<107 {
            var generator = SeededGenerator(seed: 5, step: step)
            _ = UInt32.random(in: 0..<500, using: &generator)
            let expected = [Float(step), Float.random(in: 0..<1, using: &generator)]
            #expect(try queue.next().arrays == [.init(expected, shape: [2])])
        }
    }

    @Test func whatGoesWrongIsThrownInItsTurn() throws {
        let queue = BatchQueue(0..<5, workers: 2, ahead: 2) { step in
            if step == 3 { throw TrainingError("step 3") }
            return Batch([])
        }
        for _ in 0..<3 { #expect(try queue.next().arrays.isEmpty) }
        #expect(throws: TrainingError("step 3")) { try queue.next() }
        #expect(try queue.next().arrays.isEmpty)
    }

    /// One that nobody needs any more lets its threads, which wait for room, go.
    @Test func threadsEndWithTheQueue() {
        final class Witness: Sendable {}
        weak var witness: Witness?
        do {
            let alive = Witness()
            witness = alive
            let queue = BatchQueue(0..<1000, workers: 3, ahead: 2) { _ in
                withExtendedLifetime(alive) { Batch([]) }
            }
            _ = try? queue.next()
        }
        for _ in 0..<1000 where witness != nil { usleep(5000) }
        #expect(witness == nil)
    }

    @Test func stepsDrawTheirOwnNumbers() {
        let first = (0..<1000).map { step in
            var generator = SeededGenerator(seed: 1, step: step)
            return generator.next()
        }
        var other = SeededGenerator(seed: 2, step: 0)
        #expect(Set(first).count == 1000)
        #expect(!first.contains(other.next()))
    }
}
