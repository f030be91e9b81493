import Foundation
import Synchronization

/// Tells on standard error how far long work has come: a bar where that is a terminal, a line every tenth of the
/// way elsewhere. May be used from any thread.
final class WorkProgress: Sendable {
    /// Where the words go.
    struct Output: Sendable {
        /// The width of the terminal; nil where it is none.
        var columns: @Sendable () -> Int?
        var write: @Sendable (String) -> Void
        /// Seconds from any moment on.
        var now: @Sendable () -> Double
    }

    private struct State {
        var tally: WorkTally
        /// When the bar was drawn last.
        var drawn = -Double.infinity
        /// The tenths of the way that were told.
        var tenths: Int
    }

    private static let secondsBetweenDrawings = 0.1
    private static let clear = "\r\u{1B}[K"

    private let output: Output
    private let start: Double
    private let state: Mutex<State>

    /// - Parameters:
    ///   - unit: what is worked on, such as patients.
    ///   - done: how many of `total` an earlier run has finished.
    init(_ unit: String, of total: Int, done: Int = 0, output: Output = .standardError) {
        self.output = output
        start = output.now()
        let tally = WorkTally(unit: unit, total: total, earlier: done, done: done, seconds: 0)
        state = Mutex(State(tally: tally, tenths: tally.tenths))
    }

    /// One more is done.
    func advance() {
        state.withLock { state in
            state.tally.done += 1
            state.tally.seconds = output.now() - start
            if output.columns() != nil {
                guard state.tally.seconds - state.drawn >= Self.secondsBetweenDrawings else { return }
                draw(&state)
            } else if state.tally.tenths > state.tenths {
                state.tenths = state.tally.tenths
                output.write(state.tally.sentence + "\n")
            }
        }
    }

    /// Says something in a line of its own, above the bar.
    func note(_ words: String) {
        state.withLock { state in
            let isTerminal = output.columns() != nil
            output.write((isTerminal ? Self.clear : "") + words + "\n")
            if isTerminal { draw(&state) }
        }
    }

    /// Leaves one last line, of what was done and in what time.
    func finish() {
        state.withLock { state in
            state.tally.seconds = output.now() - start
            output.write((output.columns() != nil ? Self.clear : "") + state.tally.summary + "\n")
        }
    }

    private func draw(_ state: inout State) {
        state.drawn = state.tally.seconds
        output.write(Self.clear + state.tally.bar(columns: output.columns() ?? 80))
    }
}

extension WorkProgress.Output {
    /// Standard error, be it a terminal or not.
    static let standardError = Self(
        columns: {
            var size = winsize()
            guard isatty(STDERR_FILENO) == 1 else { return nil }
            let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            return isKnown ? Int(size.ws_col) : 80
        },
        write: { tell($0) },
        now: { ProcessInfo.processInfo.systemUptime })
}
