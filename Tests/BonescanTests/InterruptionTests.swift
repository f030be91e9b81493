import Foundation
import Testing

@testable import bonescan

/// Signals belong to the whole process, so that these tests run one after the other.
@Suite(.serialized) struct InterruptionTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func firstSignalAsks(number: Int32, status: Int32) throws {
        let interruption = Interruption()
        defer { interruption.end() }
        #expect(!interruption.isRequested)
        kill(getpid(), number)
        for _ in 0..<1000 where !interruption.isRequested { usleep(10_000) }
        #expect(interruption.isRequested)
        #expect(interruption.exitStatus == status)
    }

    /// As a shell does to a program in the background.
    @Test func ignoredSignalsStayIgnored() {
        signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, SIG_DFL) }
        let interruption = Interruption()
        kill(getpid(), SIGINT)
        #expect(!interruption.isRequested)
        interruption.end()
        kill(getpid(), SIGINT)  // would end the tests
    }
}
