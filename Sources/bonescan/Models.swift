import ArgumentParser
import Classification
import Denoising
import Foundation
import Reading
import Segmentation
import Torch

struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Lists, describes and runs the networks, and exchanges their weights.",
        discussion: "Example: bonescan models list",
        subcommands: [List.self, Show.self, Run.self, Import.self, Export.self, Halve.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                """
                Every network: name, trained parameters, values with the statistics of normalisations, the system \
                that uses it; then the models that are there.
                """,
            discussion: "Example: bonescan models list")

        @OptionGroup var place: ModelFolderArguments

        @Flag(help: "One JSON document on standard output, for machines.")
        var json = false

        func run() throws {
            try loadTorch()
            let models = Architecture.allCases.map(ModelFacts.init)
            if json { return try printJSON(models) }
            for model in models {
                let name = model.name.padding(toLength: 32, withPad: " ", startingAt: 0)
                print("\(name)\(model.parameters) parameters, \(model.values) values, system \(model.system)")
            }
            try listTrained()
        }

        private func listTrained() throws {
            let folder: ModelFolder
            do { folder = try place.folder() } catch {
                guard place.models == nil else { throw error }
                return note("no trained models: \(error)")
            }
            for name in folder.names {
                let file = try folder.weights(of: name)
                do {
                    let model = try Models.trained(file)
                    print("trained: \(name), a \(model.architecture), SHA-256 \(model.hash)")
                    print("  \(file.path), described in README.md beside it")
                } catch { note("\(error)") }
            }
        }
    }

    /// The name of a denoiser's, a classifier's, a backbone's or a segmenter's architecture, and its digest.
    fileprivate static func trained(_ file: URL) throws -> (architecture: String, hash: String) {
        if try TrainedClassifier.isOne(file) {
            let model = try TrainedClassifier(file: file)
            return (model.architecture.rawValue, model.hash)
        }
        if try TrainedBackbone.isOne(file) {
            let model = try TrainedBackbone(file: file)
            return (model.architecture.rawValue, model.hash)
        }
        if try isViewSegmenter(file) {
            let model = try viewSegmenter(file: file)
            return (model.kind, model.hash)
        }
        let model = try Denoiser(file: file)
        return (model.architecture.rawValue, model.hash)
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "A network's source, input and tensors.",
            discussion: "Example: bonescan models show ddsrcnn")

        @Argument(help: "The network.")
        var name: Architecture

        @Flag(help: "One JSON document on standard output, for machines.")
        var json = false

        func run() throws {
            try loadTorch()
            let model = ModelFacts(name)
            if json { return try printJSON(model) }
            print("\(model.name), system \(model.system): \(model.publication)")
            print("takes \(model.input); \(model.parameters) trained parameters of \(model.values) values")
            for tensor in model.tensors {
                print("  \(tensor.name)  \(tensor.shape.map(String.init).joined(separator: " x "))")
            }
        }
    }

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Runs any tensor through a network, to check it against another framework.",
            discussion: """
                Example: bonescan models run ddsrcnn --weights w.safetensors --input x.safetensors --out y.safetensors
                """)

        @Argument(help: "The network.")
        var name: Architecture

        @Option(
            help: "Safetensors with the network's tensors, by the names of `models show`.",
            completion: .file())
        var weights: String

        @Option(
            help: "Safetensors with the images N x C x H x W as x, or as its only tensor.",
            completion: .file())
        var input: String

        @Flag(
            help:
                "Answer the map of features, N x C x h x w, that a classifier's answer is made from; a backbone's and a transformer's only answer."
        )
        var features = false

        @Option(help: "What a transformer tells of each patch: tokens or the keys of its last block.")
        var patches: PatchFeatures?

        @Option(
            help:
                "How a transformer's embeddings of places become those of images of another size: as dino or as timm does it. (default: dino)"
        )
        var positions: PositionInterpolation?

        @OptionGroup var output: OutputArguments

        func validate() throws {
            for (option, file) in [("--weights", weights), ("--input", input)]
            where URL(filePath: file).resolvingSymlinksInPath() == output.url.resolvingSymlinksInPath() {
                throw ValidationError("--out is the file of \(option) itself; choose another name")
            }
        }

        func run() throws {
            try name.run(
                weights: URL(filePath: weights), input: URL(filePath: input), output: output.url,
                features: features, patches: patches, positions: positions, overwriting: output.force)
            note("wrote \(output.out)")
        }
    }
}

extension Architecture: ExpressibleByArgument {}

extension PatchFeatures: ExpressibleByArgument {}

extension PositionInterpolation: ExpressibleByArgument {}
