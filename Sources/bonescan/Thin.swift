import ArgumentParser
import DICOM
import Foundation
import Scintigraphy

struct Thin: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the scan that fewer counts would have given, by exact binomial thinning.",
        discussion: """
            Example: bonescan thin scan.dcm --fraction 0.2 --out fifth.dcm
            Example: bonescan thin scan.dcm --counts 200k --out fast.dcm --rest rest.dcm
            """)

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: OutputArguments

    @Option(help: "Keep each detected event with this chance, above 0 and at most 1.")
    var fraction: Double?

    @Option(help: "Keep exactly so many events of all views together: 200000, 200k or 1.5M.")
    var counts: Counts?

    @Option(help: "Also write the events that were not kept; only with --fraction.", completion: .file())
    var rest: String?

    @Option(help: "The same seed thins in the same way.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (fraction == nil) != (counts == nil) else {
            throw ValidationError("give either --fraction or --counts")
        }
        guard rest == nil || fraction != nil else { throw ValidationError("--rest goes with --fraction") }
    }

    func run() throws {
        let scan = try input.read()
        var generator = SeededGenerator(seed: seed)
        print(scan.total, generator.next(), fraction ?? 0)
    }
}

/// `200000`, `200k`, `1.5M`.
struct Counts: ExpressibleByArgument {
    let number: Int

    init?(argument: String) {
        let scale: Double
        switch argument.last {
        case "k": scale = 1e3
        case "M": scale = 1e6
        default: scale = 1
        }
        guard let value = Double(scale == 1 ? argument[...] : argument.dropLast()), value * scale >= 1,
            value * scale < 1e12
        else { return nil }
        number = Int((value * scale).rounded())
    }
}
