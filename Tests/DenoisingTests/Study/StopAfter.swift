import Denoising
import Studies
import Synchronization

/// Wants a study to stop when so many things are done.
final class StopAfter: Sendable {
    private let left: Mutex<Int>

    init(_ number: Int) { left = Mutex(number) }

    var watcher: StudyWatcher {
        StudyWatcher(
            advance: { self.left.withLock { $0 -= 1 } }, shouldStop: { self.left.withLock { $0 <= 0 } })
    }
}
