import ArgumentParser
import DICOM
import Foundation
import Reading
import Scintigraphy

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Reads a scan from file to report: quality facts and restoration from 20 % of its counts.",
        discussion: """
            Writes report.html and report.json. Research use only: no finding is claimed. The trained network is tried \
            beside the filters where there is one: it and libtorch may be absent.

            Example: bonescan read scan.dcm --out report
            """)

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: NamedOutputArguments

    @OptionGroup var network: ModelArguments

    @Option(help: "The same seed thins in the same way.")
    var seed: UInt64 = 1

    func run() throws {
        let folder = output.url(for: input, suffix: "-report")
        try Report.checkDestination(folder, overwriting: output.force)
        let source = try input.readWithSource()
        let report = try ScanReader(software: software).read(
            source.scan, sources: source.sources, learned: network.learnedRestoration("ddsrcnn"), seed: seed,
            at: .now)
        try report.write(to: folder, overwriting: output.force)
        for line in report.summary { print(line) }
        print(folder.appending(path: "report.html").path)
    }
}
