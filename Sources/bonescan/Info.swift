import ArgumentParser
import DICOM
import Foundation
import Reading

struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Says what a file holds: views, counts, spacing, camera, isotope, quality.",
        discussion: """
            Each path is a study of its own: a file, or a folder with a file per view.

            Example: bonescan info scan.dcm
            Example: bonescan info --json scan.dcm
            """)

    @Argument(help: "DICOM files or folders.", completion: .file())
    var paths: [String]

    @Flag(help: "One JSON document on standard output, for machines.")
    var json = false

    func run() throws {
        var failed = false
        var studies: [Study] = []
        for path in paths {
            do {
                studies.append(Study(path: path, facts: ScanFacts(try DICOMScan([URL(filePath: path)]))))
            } catch {
                note("bonescan: \(error)")
                failed = true
            }
        }
        if json {
            try printJSON(studies)
        } else {
            for study in studies { study.show() }
        }
        if failed { throw ExitCode.failure }
    }

    private struct Study: Encodable {
        let path: String
        let facts: ScanFacts

        func show() {
            print(path)
            for (label, text) in facts.lines {
                print("  \(label.padding(toLength: 11, withPad: " ", startingAt: 0))\(text)")
            }
        }
    }
}
