import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Results as others see them.
@Suite(.tags(.peer)) struct ResultPeerTests {
    /// Of every source: patients with names beyond ASCII, one frame and two, one file and two, lossy ones.
    @Test(
        .enabled(if: Peer.has("dciodvfy", "dcentvfy"), "dicom3tools is not installed"),
        arguments: MadeResults.Source.allCases)
    func dciodvfyFindsNoErrors(_ source: MadeResults.Source) throws {
        try withTemporaryFolder { folder in
            let files = try source.files(in: folder)
            let results = try MadeResults(files).write(to: folder)
            for file in results {
                let lines = try Peer.run("dciodvfy", file.path).split(separator: "\n")
                print("\(source) \(file.lastPathComponent)", lines)
                let errors = lines.filter { $0.hasPrefix("Error") }
                #expect(errors.isEmpty, "\(file.lastPathComponent): \(errors)")
            }
            print(try Peer.run("dcentvfy", (files + results).map(\.path)))
        }
    }
}
