import Foundation
import TestSupport
import Testing

/// `bonescan classify --explain`, before there is anything to explain.
@Suite struct ClassifyTests {
    /// An explanation is refused before the work begins, and goes on to the model, which is not there, where it may.
    @Test func nothingIsOverwrittenUnasked() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "scan.png")
            try Data("mine".utf8).write(to: file)
            let arguments = ["classify", nm1.path, "--model", "absent.safetensors", "--explain", "scan.png"]
            let refused = try bonescan(arguments, in: folder)
            #expect(refused.status == 1 && refused.errors.contains("scan.png exists already"))
            #expect(refused.output.isEmpty)
            let forced = try bonescan(arguments + ["--force"], in: folder)
            #expect(forced.status == 1 && forced.errors.contains("absent.safetensors"))
            #expect(try Data(contentsOf: file) == Data("mine".utf8))
        }
    }

    @Test(arguments: [
        (["--explain", "scan.jpg"], ".png, .svg or .pdf"), (["--force"], "--force goes with --explain"),
    ])
    func wrongUsageIsExplained(options: [String], words: String) throws {
        let outcome = try bonescan(["classify", nm1.path, "--model", "m.safetensors"] + options)
        #expect(outcome.status != 0 && outcome.errors.contains(words), "\(outcome.errors)")
    }
}
