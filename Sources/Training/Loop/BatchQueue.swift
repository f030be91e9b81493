import Foundation
import Synchronization

/// Batches that other threads make beside the computation, a few steps ahead of it.
///
/// Batch k is what `make` gives for k, on whatever thread and after whichever other: a run that is resumed at step k
/// needs to know no more.
public final class BatchQueue {
    private let shared: Shared
    private var wanted: Int

    /// Begins to make the batches of `steps` at once.
    ///
    /// - Parameters:
    ///   - steps: the numbers of the batches, in this order.
    ///   - workers: how many are made at a time.
    ///   - ahead: how many may wait to be used.
    ///   - make: the batch of a step; called from several threads.
    public init(
        _ steps: Range<Int>, workers: Int, ahead: Int, make: @escaping @Sendable (Int) throws -> Batch
    ) {
        precondition(workers > 0 && ahead > 0, "\(workers) workers, \(ahead) ahead")
        let shared = Shared(steps, places: ahead, make: make)
        for _ in 0..<workers { Thread.detachNewThread { shared.work() } }
        self.shared = shared
        wanted = steps.lowerBound
    }

    deinit { shared.stop() }

    /// The next step's batch, once it is there; throws what went wrong in making it.
    ///
    /// - Precondition: there is one.
    public func next() throws -> Batch {
        precondition(wanted < shared.steps.upperBound, "no batch is made for step \(wanted)")
        defer { wanted += 1 }
        return try shared.take(wanted)
    }
}

/// What the threads of a queue have in common. Step k waits in place k mod places.
private final class Shared: Sendable {
    let steps: Range<Int>
    private let make: @Sendable (Int) throws -> Batch
    private let places: [Place]
    private let following: Atomic<Int>
    private let isStopped = Atomic(false)

    /// Room for one batch.
    private final class Place: Sendable {
        let isFree = DispatchSemaphore(value: 0)
        let isFull = DispatchSemaphore(value: 0)
        let content = Mutex<Result<Batch, any Error>?>(nil)
    }

    init(_ steps: Range<Int>, places: Int, make: @escaping @Sendable (Int) throws -> Batch) {
        self.steps = steps
        self.make = make
        self.places = (0..<places).map { _ in Place() }
        following = Atomic(steps.lowerBound)
        for place in self.places { place.isFree.signal() }
    }

    func work() {
        while true {
            let step = following.wrappingAdd(1, ordering: .relaxed).oldValue
            guard step < steps.upperBound else { return }
            let place = places[step % places.count]
            place.isFree.wait()
            if isStopped.load(ordering: .relaxed) {
                place.isFree.signal()  // for the next thread that waits here
                return
            }
            let result = Result { try make(step) }
            place.content.withLock { $0 = result }
            place.isFull.signal()
        }
    }

    func take(_ step: Int) throws -> Batch {
        let place = places[step % places.count]
        place.isFull.wait()
        let result = place.content.withLock { content in
            defer { content = nil }
            return content
        }
        place.isFree.signal()
        guard let result else { preconditionFailure("a full place holds a batch") }
        return try result.get()
    }

    /// Wakes the threads that wait for room, and lets them end.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        for place in places { place.isFree.signal() }
    }
}
