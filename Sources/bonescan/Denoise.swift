import ArgumentParser
import DICOM
import Denoising
import Foundation
import Reading
import Scintigraphy

struct Denoise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "denoise",
        abstract: "Restores a noisy scan and writes it as a derived DICOM image.",
        discussion: """
            Example: bonescan denoise scan.dcm --method gaussian --fwhm 8 --out smooth.dcm
            Example: bonescan denoise scan.dcm --method diffusion --iterations 20 --out smooth.dcm
            """)

    enum Method: String, CaseIterable, ExpressibleByArgument { case gaussian, diffusion }

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: OutputArguments

    @Option(help: "How.")
    var method: Method

    @Option(help: "gaussian: full width at half maximum, in millimetres. (default: 8)")
    var fwhm: Double?

    @Option(help: "diffusion: number of steps. (default: \(NonlinearDiffusion().iterations))")
    var iterations: Int?

    @Option(
        help:
            "diffusion: which of Perona and Malik's two conductances. (default: \(NonlinearDiffusion().conductance))"
    )
    var conductance: NonlinearDiffusion.Conductance?

    func validate() throws {
        switch method {
        case .gaussian where iterations != nil || conductance != nil:
            throw ValidationError("--iterations and --conductance go with --method diffusion")
        case .diffusion where fwhm != nil: throw ValidationError("--fwhm goes with --method gaussian")
        default: break
        }
        if let fwhm, !(fwhm > 0 && fwhm.isFinite) {
            throw ValidationError("--fwhm must be above 0 mm, such as 8, not \(fwhm)")
        }
        if let iterations, !(1...1000).contains(iterations) {
            throw ValidationError("--iterations must be 1 to 1000, not \(iterations)")
        }
    }

    func run() throws {
        let source = try input.readWithSource()
        let restored = try input.naming { try source.scan.mapImages { try restoration($0) } }
        let derivation = Derivation(
            description: restoration.sentence, code: method == .gaussian ? .gaussianBlur : .smoothing,
            seriesSuffix: "DENOISED", softwareVersion: version)
        try DerivedImage(restored, from: source, by: derivation)
            .write(to: output.url, overwriting: output.force)
        note("wrote \(output.out): \(restoration.sentence)")
    }

    private var restoration: RestorationMethod {
        switch method {
        case .gaussian: return .gaussian(fwhmMillimetres: fwhm ?? 8)
        case .diffusion:
            var settings = NonlinearDiffusion()
            settings.iterations = iterations ?? settings.iterations
            settings.conductance = conductance ?? settings.conductance
            return .diffusion(settings)
        }
    }
}

extension NonlinearDiffusion.Conductance: ExpressibleByArgument {}
