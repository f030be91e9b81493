import Foundation
import Synchronization

/// The results of `work` for 0..<`count`, in order, `workers` at a time; throws the first error.
func inParallel<Result: Sendable>(
    _ count: Int, workers: Int, _ work: @Sendable (Int) throws -> Result
) throws -> [Result] {
    let next = Atomic<Int>(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
        while failure.withLock({ $0 == nil }) {
            let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard turn < count else { return }
            do {
                let result = try work(turn)
                results.withLock { $0[turn] = result }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.withLock { $0.compactMap(\.self) }
}
