import ArgumentParser
import Figures
import Foundation
import Scintigraphy

struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Draws a scan's views side by side, with right and left, scale bar and counts.",
        discussion: """
            The name that --out ends in chooses PNG, SVG or PDF.

            Example: bonescan render scan.dcm --upper 40% --out scan.png
            """)

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: NamedOutputArguments

    @Option(help: "The colours.")
    var palette = Palette.inverseGrey

    @Option(
        help:
            "The upper level, in percent of the highest pixel; by default one that keeps the bladder from blackening the rest."
    )
    var upper: Percentage?

    private var file: URL { output.url(for: input, suffix: ".png") }

    func validate() throws {
        guard FigureFormat(file: file) != nil else {
            throw ValidationError("--out must end in .png, .svg or .pdf")
        }
    }

    func run() throws {
        let scan = try input.read()
        let window = try upper.map { try scan.window(upperFraction: $0.fraction) }
        try Figure.scan(scan, palette: palette, window: window)
            .write(to: file, overwriting: output.force)
        note("wrote \(file.relativePath)")
    }
}

extension Palette: ExpressibleByArgument {
    public init?(argument: String) { self.init(named: argument) }
    public var defaultValueDescription: String { name }
    public static var allValueStrings: [String] { all.map(\.name) }
}

/// `40%` or `40`.
struct Percentage: ExpressibleByArgument {
    let fraction: Double

    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
        guard let percent = Double(digits), percent > 0, percent.isFinite else { return nil }
        fraction = percent / 100
    }
}
