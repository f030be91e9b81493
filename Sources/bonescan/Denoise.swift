import ArgumentParser
import DICOM
import Foundation
import Reading
import Scintigraphy

struct Denoise: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Restores a noisy scan and writes it as a derived DICOM image.",
        discussion: """
            Example: bonescan denoise scan.dcm --method gaussian --fwhm 8 --out smooth.dcm
            Example: bonescan denoise scan.dcm --method diffusion --iterations 20 --out smooth.dcm
            """)

    enum Method: String, CaseIterable, ExpressibleByArgument { case gaussian, diffusion }

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: OutputArguments

    @Option(help: "gaussian or diffusion.")
    var method: Method

    @Option(help: "gaussian: full width at half maximum, in millimetres.")
    var fwhm = 8.0

    @Option(help: "diffusion: number of steps.")
    var iterations = NonlinearDiffusion().iterations

    @Option(help: "diffusion: exponential or rational, Perona and Malik's two conductances.")
    var conductance = NonlinearDiffusion().conductance

    func run() throws {
        let source = try input.readWithSource()
        let restored = try source.scan.mapImages { try restoration($0) }
        let derivation = Derivation(
            description: restoration.sentence, code: method == .gaussian ? .gaussianBlur : .smoothing,
            seriesSuffix: "DENOISED", softwareVersion: version)
        try DerivedImage(restored, from: source, by: derivation)
            .write(to: output.url, overwriting: output.force)
        note("wrote \(output.out): \(restoration.sentence)")
    }

    private var restoration: RestorationMethod {
        switch method {
        case .gaussian: .gaussian(fwhmMillimetres: fwhm)
        case .diffusion: .diffusion(NonlinearDiffusion(conductance: conductance, iterations: iterations))
        }
    }
}

extension NonlinearDiffusion.Conductance: ExpressibleByArgument {}
