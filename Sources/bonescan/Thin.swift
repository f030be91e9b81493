import ArgumentParser
import DICOM
import Figures
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
        let source = try input.readWithSource()
        var generator = SeededGenerator(seed: seed)
        if let counts {
            let kept = try source.scan.thinned(totalCounts: counts.number, using: &generator)
            try write(kept, of: source, to: output.out, "to \(counts.number) counts", suffix: "THINNED")
        } else if let fraction {
            let percent = "\((100 * fraction).formatted(decimals: 2)) %"
            let (kept, remainder) = try source.scan.split(fraction: fraction, using: &generator)
            try write(
                kept, of: source, to: output.out, "to \(percent) of the counts", suffix: "THINNED \(percent)")
            if let rest {
                try write(remainder, of: source, to: rest, "remainder after \(percent)", suffix: "REMAINDER")
            }
        }
    }

    private func write(
        _ scan: BoneScan, of source: DICOMScan, to path: String, _ what: String, suffix: String
    ) throws {
        let derivation = Derivation(
            description: "Binomial thinning \(what), seed \(seed).", code: .binomialThinning,
            seriesSuffix: suffix,
            softwareVersion: version)
        try DerivedImage(scan, from: source, by: derivation)
            .write(to: URL(filePath: path), overwriting: output.force)
        note("wrote \(path): \(Int(scan.total).formatted()) of \(Int(source.scan.total).formatted()) counts")
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
