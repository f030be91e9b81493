import Dispatch
import Synchronization

/// Does the numbers 0..<`count`, `workers` at a time, until all are done, one fails, or it should stop.
///
/// - Parameters:
///   - count: how many.
///   - workers: how many threads work, 1 at least.
///   - shouldStop: asked before each number.
///   - work: makes of a number what is answered.
/// - Throws: what failed first.
/// - Returns: what `work` made, in order: fewer than `count` where it was stopped.
public func inParallel<Result: Sendable>(
    _ count: Int, workers: Int, shouldStop: @Sendable () -> Bool = { false },
    _ work: @Sendable (Int) throws -> Result
) throws -> [Result] {
    try inParallel(count, workers: workers, each: {}, shouldStop: shouldStop) { _, number in
        try work(number)
    }
}

/// The same, where each worker has something of its own that no other thread sees, such as a trained model.
///
/// - Parameter each: makes it, on the worker's thread.
public func inParallel<Own, Result: Sendable>(
    _ count: Int, workers: Int, each: @Sendable () -> Own, shouldStop: @Sendable () -> Bool = { false },
    _ work: @Sendable (inout Own, Int) throws -> Result
) throws -> [Result] {
    let next = Atomic<Int>(0)
    let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, count))) { _ in
        var own = each()
        while failure.withLock({ $0 == nil }), !shouldStop() {
            let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard turn < count else { return }
            do {
                let result = try work(&own, turn)
                results.withLock { $0[turn] = result }
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.withLock { $0.compactMap(\.self) }
}
