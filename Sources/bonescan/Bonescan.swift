import ArgumentParser
import Foundation

/// Commands name themselves: deriving a name from a type takes a millisecond of every start.
@main
struct Bonescan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bonescan",
        abstract: "Reads, restores and measures whole-body bone scans. Research use only.",
        discussion: "Example: bonescan read scan.dcm --out report",
        version: version,
        subcommands: [
            Read.self, Info.self, Render.self, Thin.self, Simulate.self, Import.self, Denoise.self,
            Classify.self, Segment.self, Train.self, Models.self, Study.self, Roc.self,
        ])

    /// Parses, runs, and ends with 0 (done), 1 (the data cannot be used), 2 (mistyped), or 128 and the
    /// signal's number where it was asked to end: 130 after Ctrl-C.
    static func main() {
        openClosedStreams()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch  where exitCode(for: error) == .success {  // --help, --version
            print(fullMessage(for: error))
        } catch  where exitCode(for: error) == .validationFailure {
            complain(fullMessage(for: error), status: 2)
        } catch let code as ExitCode {  // its reason has been told
            end(code.rawValue)
        } catch {
            complain("bonescan: \(error)", status: 1)
        }
        end(0)
    }

    private static func complain(_ words: String, status: Int32) -> Never {
        note(words)
        end(status)
    }

    /// Leaves everything to the system once what was printed is out: libtorch would take itself apart for 80 ms.
    private static func end(_ status: Int32) -> Never {
        // Who reads no further, such as `head`, has had enough.
        guard fflush(nil) != 0, errno != EPIPE, status == 0 else { _exit(status) }
        let reason = String(cString: strerror(errno))
        note(
            "bonescan: what was printed could not all be written (\(reason)); make room, or send it elsewhere"
        )
        _exit(1)
    }
}
