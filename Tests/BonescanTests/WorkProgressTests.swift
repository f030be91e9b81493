import Foundation
import Synchronization
import Testing

@testable import bonescan

@Suite struct WorkProgressTests {
    static func tally(_ done: Int, of total: Int = 1000, earlier: Int = 0, seconds: Double) -> WorkTally {
        WorkTally(unit: "patients", total: total, earlier: earlier, done: done, seconds: seconds)
    }

    @Test(arguments: [
        (tally(0, seconds: 0), "0 of 1000 patients"),
        (tally(0, seconds: 5), "0 of 1000 patients"),
        (tally(400, seconds: 200), "400 of 1000 patients, 2.0/s, 5 min 0 s left"),
        (tally(400, earlier: 300, seconds: 200), "400 of 1000 patients, 2.0 s each, 20 min 0 s left"),
        (tally(10, seconds: 100), "10 of 1000 patients, 10.0 s each, 2 h 45 min left"),
        (tally(500, seconds: 10), "500 of 1000 patients, 50/s, 10 s left"),
        (tally(1000, seconds: 10), "1000 of 1000 patients, 100/s"),
        (
            tally(1, of: 1_000_000_000, seconds: 1e6),
            "1 of 1000000000 patients, 1000000.0 s each, months left"
        ),
    ])
    func sentence(tally: WorkTally, expected: String) { #expect(tally.sentence == expected) }

    @Test(arguments: [
        (tally(1000, seconds: 476), "1000 patients in 7 min 56 s, 2.1/s"),
        (tally(412, seconds: 100.2), "412 of 1000 patients in 1 min 41 s, 4.1/s"),
        (tally(0, seconds: 1), "0 of 1000 patients in 1 s"),
        (tally(0, of: 0, seconds: 0), "0 patients in 0 s"),
    ])
    func summary(tally: WorkTally, expected: String) { #expect(tally.summary == expected) }

    @Test func barFitsItsTerminal() {
        let half = Self.tally(500, seconds: 250)
        #expect(
            half.bar(columns: 100)
                == "[###############...............] 500 of 1000 patients, 2.0/s, 4 min 10 s left")
        #expect(half.bar(columns: 40) == "500 of 1000 patients, 2.0/s, 4 min 10 s")
        for columns in 0...120 { #expect(half.bar(columns: columns).count <= max(columns - 1, 0)) }
    }

    /// What was written, and a clock that tests turn.
    final class Listener: Sendable {
        let state = Mutex((text: "", seconds: 0.0, step: 0.0))

        func output(columns: Int?, secondsPerLook: Double) -> WorkProgress.Output {
            state.withLock { $0.step = secondsPerLook }
            return WorkProgress.Output(
                columns: { columns },
                write: { text in self.state.withLock { $0.text += text } },
                now: {
                    self.state.withLock {
                        $0.seconds += $0.step
                        return $0.seconds
                    }
                })
        }

        var text: String { state.withLock { $0.text } }
    }

    @Test func linesAreWrittenAtTenths() {
        let listener = Listener()
        let progress = WorkProgress(
            "patients", of: 20, output: listener.output(columns: nil, secondsPerLook: 1))
        for _ in 0..<20 { progress.advance() }
        progress.finish()
        let lines = listener.text.split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines.first == "2 of 20 patients, 1.0/s, 18 s left")
        #expect(lines.last == "20 patients in 21 s, 1.1 s each")
        #expect(!listener.text.contains("\u{1B}"))
    }

    @Test func workOfAnEarlierRunIsNotToldAgain() {
        let listener = Listener()
        let progress = WorkProgress(
            "patients", of: 20, done: 15, output: listener.output(columns: nil, secondsPerLook: 1))
        for _ in 0..<5 { progress.advance() }
        #expect(listener.text.split(separator: "\n").count == 3)
    }

    /// A thousand steps in ten seconds are drawn ten times a second at most, and the bar does not stay.
    @Test func barIsDrawnTenTimesASecond() {
        let listener = Listener()
        let progress = WorkProgress(
            "patients", of: 1000, output: listener.output(columns: 80, secondsPerLook: 0.01))
        for _ in 0..<1000 { progress.advance() }
        progress.note("stopping")
        progress.finish()
        let drawings = listener.text.split(separator: "\r\u{1B}[K")
        #expect((80...103).contains(drawings.count), "\(drawings.count)")
        #expect(drawings.contains("stopping\n"))
        #expect(
            drawings.last == "1000 patients in 10 s, 100/s\n"
                || drawings.last == "1000 patients in 11 s, 100/s\n")
        #expect(!drawings.dropLast(3).contains { $0.contains("\n") })
    }

    @Test func threadsLoseNothing() {
        let listener = Listener()
        let progress = WorkProgress(
            "patients", of: 1000, output: listener.output(columns: nil, secondsPerLook: 0.001))
        DispatchQueue.concurrentPerform(iterations: 1000) { _ in progress.advance() }
        progress.finish()
        let lines = listener.text.split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines.last?.hasPrefix("1000 patients in") == true)
    }
}
