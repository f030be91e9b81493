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
            ddsrcnn is a trained network: the model that is shipped, or your own with --model; dncnn needs --model. A \
            residual test then warns where the counts speak against the result. The total of the counts is kept.

            Example: bonescan denoise scan.dcm --method ddsrcnn --out restored.dcm
            Example: bonescan denoise scan.dcm --method gaussian --fwhm 8 --out smooth.dcm
            Example: bonescan denoise scan.dcm --method diffusion --iterations 20 --out smooth.dcm
            Example: bonescan denoise scan.dcm --method median --size 5 --out smooth.dcm
            Example: bonescan denoise scan.dcm --method nlm --strength 0.8 --out smooth.dcm
            """)

    enum Method: String, CaseIterable, ExpressibleByArgument {
        case ddsrcnn, dncnn, gaussian, diffusion, median, nlm

        var isNetwork: Bool { self == .ddsrcnn || self == .dncnn }
    }

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: OutputArguments

    @Option(help: "How.")
    var method: Method

    @OptionGroup var network: ModelArguments

    @Option(help: "gaussian: full width at half maximum, in millimetres. (default: 8)")
    var fwhm: Double?

    @Option(help: "diffusion: number of steps. (default: \(NonlinearDiffusion().iterations))")
    var iterations: Int?

    @Option(
        help:
            "diffusion: which of Perona and Malik's two conductances. (default: \(NonlinearDiffusion().conductance))"
    )
    var conductance: NonlinearDiffusion.Conductance?

    @Option(help: "median: side of the square, in pixels; odd. (default: 3)")
    var size: Int?

    @Option(
        help: "nlm: how smooth, in standard deviations of the noise. (default: \(NonLocalMeans().strength))")
    var strength: Double?

    func validate() throws {
        for (option, isGiven, belongs) in [
            ("--fwhm", fwhm != nil, method == .gaussian), ("--size", size != nil, method == .median),
            ("--iterations", iterations != nil, method == .diffusion),
            ("--conductance", conductance != nil, method == .diffusion),
            ("--strength", strength != nil, method == .nlm),
            ("--model", network.model != nil, method.isNetwork),
            ("--models", network.place.models != nil, method.isNetwork),
        ] where isGiven && !belongs {
            throw ValidationError("\(option) does not go with --method \(method.rawValue)")
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
        try DerivedImage(source.scan, from: source, by: derivation("", .smoothing))
            .checkTarget(output.url, overwriting: output.force)
        if method.isNetwork {
            try write(try restored(source, by: trainedNetwork()), from: source)
        } else {
            let filter = filter
            let scan = try input.naming { try source.scan.mapImages { try filter($0) } }
            try write(
                (scan, derivation(filter.sentence, method == .gaussian ? .gaussianBlur : .smoothing)),
                from: source)
        }
    }

    /// The network's work on each view, with its residual test's verdict, of which the user is told, too.
    private func restored(
        _ source: DICOMScan, by denoiser: Denoiser
    ) throws -> (scan: BoneScan, derivation: Derivation) {
        let scan = try input.naming { try source.scan.mapImages { try denoiser($0) } }
        let verdict = verdict(on: source.scan, scan, denoiser)
        return (scan, derivation("\(denoiser.sentence) \(verdict)", .denoising))
    }

    /// A scan that cannot be tested, because it has no pixel spacing or an empty view, is restored all the same.
    private func verdict(on scan: BoneScan, _ restored: BoneScan, _ denoiser: Denoiser) -> String {
        var verdicts: [String] = []
        for (image, restored) in zip(scan.images, restored.images) {
            do {
                let findings = try ResidualTest()(
                    image, restored: restored, restoredBy: { try denoiser($0) }, seed: 1)
                note(
                    "\(findings.isTrusted ? "" : "warning: ")\(image.view.rawValue) view: \(findings.sentence)"
                )
                if !findings.isTrusted { return "RESIDUAL TEST FAILED: do not rely on this image." }
            } catch {
                note("warning: \(image.view.rawValue) view: no residual test, because \(error)")
                verdicts.append("No residual test of the \(image.view.rawValue) view.")
            }
        }
        return verdicts.isEmpty ? "Residual test: nothing found." : verdicts.joined(separator: " ")
    }

    private func trainedNetwork() throws -> Denoiser {
        let denoiser = try network.denoiser(method.rawValue)
        guard denoiser.architecture.rawValue.hasPrefix(method.rawValue) else {
            throw DenoisingError(
                "\(network.model ?? denoiser.name) is a \(denoiser.architecture.rawValue), not a "
                    + "\(method.rawValue); give the method that it belongs to")
        }
        return denoiser
    }

    private func write(
        _ result: (scan: BoneScan, derivation: Derivation), from source: DICOMScan
    ) throws {
        try DerivedImage(result.scan, from: source, by: result.derivation)
            .write(to: output.url, overwriting: output.force)
        note("wrote \(output.out): \(result.derivation.description)")
    }

    private func derivation(_ words: String, _ code: CodedConcept) -> Derivation {
        Derivation(description: words, code: code, seriesSuffix: "DENOISED", softwareVersion: version)
    }

    private var filter: RestorationMethod {
        switch method {
        case .ddsrcnn, .dncnn: return .none
        case .gaussian: return .gaussian(fwhmMillimetres: fwhm ?? 8)
        case .diffusion:
            var settings = NonlinearDiffusion()
            settings.iterations = iterations ?? settings.iterations
            settings.conductance = conductance ?? settings.conductance
            return .diffusion(settings)
        case .median: return .median(size: size ?? 3, keepingTotal: true)
        case .nlm: return .nonLocalMeans(NonLocalMeans(strength: strength ?? NonLocalMeans().strength))
        }
    }
}

extension NonlinearDiffusion.Conductance: ExpressibleByArgument {}
