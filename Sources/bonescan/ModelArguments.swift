import ArgumentParser
import Denoising
import Foundation
import Reading
import Torch

/// Where trained models are.
struct ModelFolderArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the models; by default $BONESCAN_MODELS, or Models beside the program or above it.",
            valueName: "dir"),
        completion: .directory)
    var models: String?

    func folder() throws -> ModelFolder {
        try ModelFolder(
            named: models.map { URL(filePath: $0) }, environment: ProcessInfo.processInfo.environment,
            program: Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0]))
    }
}

/// The trained network that a command works with.
struct ModelArguments: ParsableArguments {
    @Option(
        help: "The network's weights, as `train denoiser` leaves them; by default the model that is shipped.",
        completion: .file())
    var model: String?

    @OptionGroup var place: ModelFolderArguments

    /// The user's own weights, or those of the model called `name` in the folder of the models.
    func denoiser(_ name: String) throws -> Denoiser {
        let file = try model.map { URL(filePath: $0) } ?? place.folder().weights(of: name)
        try loadTorch()
        return try Denoiser(file: file)
    }

    /// The same for a reading, which does without one where the user has not asked for it by name.
    func learnedRestoration(_ name: String) throws -> LearnedRestoration {
        do { return .model(try denoiser(name)) } catch {
            guard model == nil, place.models == nil else { throw error }
            return .leftOut(because: "\(error)")
        }
    }
}
