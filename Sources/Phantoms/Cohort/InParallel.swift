import Foundation
import Synchronization

/// Does the numbers from 0 on, `workers` at a time, until all are done, one fails, or it should stop.
///
/// - Parameter shouldStop: asked before each number.
/// - Throws: what failed first.
/// - Returns: whether all are done.
func inParallel(
    _ count: Int, workers: Int, shouldStop: @Sendable () -> Bool, _ work: @Sendable (Int) throws -> Void
) throws -> Bool {
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
        while failure.withLock({ $0 == nil }), !shouldStop() {
            let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard turn < count else { return }
            do {
                try work(turn)
                done.wrappingAdd(1, ordering: .relaxed)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return done.load(ordering: .relaxed) == count
}
