import Foundation
import Synchronization

/// Lets Ctrl-C (SIGINT) and SIGTERM end long work between two of its steps rather than within one. The second such
/// signal ends the program at once.
///
/// Work asks it from any thread. Signals belong to the whole program: there is one at a time.
struct Interruption: Sendable {
    /// Those of the signals that this program's parent has not had it ignore.
    private let heeded: [Int32]

    /// From now on, until ``end()``. A signal that is ignored stays so.
    init() {
        received.store(0, ordering: .relaxed)
        heeded = Self.signals.filter { !Self.isIgnored($0) }
        for number in heeded { signal(number, Self.handle) }
        // A program inherits what its parent's thread has blocked.
        var heard = sigset_t()
        sigemptyset(&heard)
        for number in heeded { sigaddset(&heard, number) }
        pthread_sigmask(SIG_UNBLOCK, &heard, nil)
    }

    /// From now on, signals end the program at once, as they did before.
    func end() {
        for number in heeded { signal(number, SIG_DFL) }
    }

    /// Whether the user or the system wants the work to end.
    var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

    /// What a program that was asked to end answers to its shell: 130 after Ctrl-C.
    var exitStatus: Int32 { Self.status(received.load(ordering: .relaxed)) }

    private static let signals = [SIGINT, SIGTERM]

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func status(_ signal: Int32) -> Int32 { 128 + signal }

    /// Runs in the middle of anything: neither allocates nor locks.
    private static let handle: @convention(c) (Int32) -> Void = { number in
        let isFirst = received.compareExchange(
            expected: 0, desired: number, ordering: .sequentiallyConsistent
        ).exchanged
        guard isFirst else { _exit(status(number)) }
        let words: StaticString = "\nstopping after what is in work; once more ends at once\n"
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    }
}

/// The first signal that came; 0 where none has. A signal's handler can reach nothing but a global.
private let received = Atomic<Int32>(0)
