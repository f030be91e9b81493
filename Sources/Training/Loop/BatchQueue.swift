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
    /// Counts the places that are free. A step is begun only after one was found: the steps that are being made
    /// or waiting are as many as the places at most, and have a place each.
    private let room = DispatchSemaphore(value: 0)

    /// Where one batch waits.
    private final class Place: Sendable {
        let isFull = DispatchSemaphore(value: 0)
        let content = Mutex<Result<Batch, any Error>?>(nil)
    }

    init(_ steps: Range<Int>, places: Int, make: @escaping @Sendable (Int) throws -> Batch) {
        self.steps = steps
        self.make = make
        self.places = (0..<places).map { _ in Place() }
        following = Atomic(steps.lowerBound)
        for _ in 0..<places { room.signal() }
    }

    func work() {
        while true {
            room.wait()
            guard !isStopped.load(ordering: .relaxed) else { break }
            let step = following.wrappingAdd(1, ordering: .relaxed).oldValue
            guard step < steps.upperBound else { break }
            let place = places[step % places.count]
            let result = Result { try make(step) }
            place.content.withLock { $0 = result }
            place.isFull.signal()
        }
        room.signal()  // lets the next thread that waits find that all is done
    }

    func take(_ step: Int) throws -> Batch {
        let place = places[step % places.count]
        place.isFull.wait()
        let result = place.content.withLock { content in
            defer { content = nil }
            return content
        }
        room.signal()
        guard let result else { preconditionFailure("a full place holds a batch") }
        return try result.get()
    }

    /// Wakes a thread that waits for room, which wakes the next.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        room.signal()
    }
}
