import ArgumentParser
import DICOM
import Figures
import Foundation
import Scintigraphy

struct Thin: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thin",
        abstract: "Makes the scan that fewer counts would have given, by exact binomial thinning.",
        discussion: """
            Example: bonescan thin scan.dcm --fraction 0.2 --out fifth.dcm --rest rest.dcm
            Example: bonescan thin scan.dcm --counts 200k --out fast.dcm
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
            throw ValidationError("give --fraction or --counts, and not both")
        }
        if let fraction, !(fraction > 0 && fraction <= 1) {
            throw ValidationError("--fraction must be above 0 and at most 1, not \(fraction)")
        }
        if let rest {
            guard fraction != nil else { throw ValidationError("--rest goes with --fraction") }
            guard !URL(filePath: rest).isSameFile(as: output.url) else {
                throw ValidationError("--rest and --out name the same file")
            }
        }
    }

    func run() throws {
        let source = try input.readWithSource()
        var results: [(image: DerivedImage, file: URL, counts: Double)] = []
        func add(_ scan: BoneScan, _ what: String, suffix: String, to file: URL) {
            let derivation = Derivation(
                description: "Binomial thinning: \(what), seed \(seed).", code: .binomialThinning,
                seriesSuffix: suffix, softwareVersion: version)
            results.append((DerivedImage(scan, from: source, by: derivation), file, scan.total))
        }

        var generator = SeededGenerator(seed: seed)
        if let counts {
            let kept = try input.naming {
                try source.scan.thinned(totalCounts: counts.number, using: &generator)
            }
            add(kept, "\(counts.number) events kept", suffix: "THINNED TO \(counts.number)", to: output.url)
        } else if let fraction {
            let (kept, remainder) = try input.naming {
                try source.scan.split(fraction: fraction, using: &generator)
            }
            let chance = "each event kept with the chance \(fraction)"
            add(kept, chance, suffix: "THINNED TO \(fraction)", to: output.url)
            if let rest {
                add(
                    remainder, "\(chance), those not kept", suffix: "REST OF \(fraction)",
                    to: URL(filePath: rest))
            }
        }

        for (image, file, _) in results { try image.checkTarget(file, overwriting: output.force) }
        for (image, file, counts) in results {
            try image.write(to: file, overwriting: output.force)
            note("wrote \(file.relativePath): \(counts.grouped) of \(source.scan.total.grouped) counts")
        }
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
