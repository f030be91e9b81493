import ArgumentParser
import Foundation
import Reading

extension Models {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Takes over a network's weights from Keras or PyTorch, by their names there.",
            discussion: """
                A Keras model (.keras or .h5) becomes safetensors with Fixtures/keras/convert.py, and a PyTorch state \
                dict with safetensors.torch.save_file. Every tensor must be there and fit; the dense layers on top of \
                a keras.applications network are left out, and the head of a timm or DINO transformer.

                Example: bonescan models import keras.safetensors --as ddsrcnn --out weights.safetensors
                """)

        @Argument(
            help: "Safetensors with tensors such as conv2d_1/kernel, rows x columns x in x out.",
            completion: .file())
        var file: String

        @Option(name: .customLong("as"), help: "The network that they belong to.")
        var name: Architecture

        @Flag(
            help:
                "Sum a backbone's or transformer's first convolution over its three channels, for images of one, such as counts."
        )
        var oneChannel = false

        @OptionGroup var output: OutputArguments

        func run() throws {
            try name.importWeights(
                from: URL(filePath: file), to: output.url, oneChannel: oneChannel, overwriting: output.force)
            note("wrote \(output.out)")
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Writes a network's weights by the names of Keras, or timm and DINO for a transformer.",
            discussion: """
                In Keras: for v in model.weights: v.assign(tensors[v.path])
                In timm: model.load_state_dict(tensors)

                Example: bonescan models export ddsrcnn --weights weights.safetensors --out keras.safetensors
                """)

        @Argument(help: "The network.")
        var name: Architecture

        @Option(
            help: "Safetensors with the network's tensors, by the names of `models show`.",
            completion: .file())
        var weights: String

        @OptionGroup var output: OutputArguments

        func run() throws {
            try name.exportWeights(
                from: URL(filePath: weights), to: output.url, overwriting: output.force)
            note("wrote \(output.out)")
        }
    }

    struct Halve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "halve",
            abstract: "Writes a file of weights with kernels and matrices in 16 bits: half the size.",
            discussion: """
                Biases and the statistics of normalisations stay as they are, and so does what the file says of itself. \
                Whatever reads weights reads such a file.

                Example: bonescan models halve run/best.safetensors --out weights.safetensors
                """)

        @Argument(help: "Weights in 32 bits, as training leaves them.", completion: .file())
        var file: String

        @OptionGroup var output: OutputArguments

        func run() throws {
            try halveWeights(of: URL(filePath: file), to: output.url, overwriting: output.force)
            note("wrote \(output.out)")
        }
    }
}
