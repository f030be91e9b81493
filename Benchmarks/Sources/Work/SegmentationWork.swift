import Foundation
public import Scintigraphy
import Segmentation
import Torch

/// What system C does, timed here and in its peers. The raw values are the names that peers.py uses.
public enum SegmentationWork: String, CaseIterable, Sendable {
    /// A photograph's size, three channels: the features.
    case smallTransformerImage = "vit-small-8-image"
    /// A whole view as acquired, 4,096 patches.
    case smallTransformerView = "vit-small-8-view"
    /// A view in the matrix that `bonescan segment` fits it into.
    case tinyTransformerMatrix = "vit-tiny-8-matrix"
    /// By the usual recipe, on features of 32 views that are there; without probes for labels.
    case stegoStep = "stego-step"
    /// The same with them.
    case stegoLabelledStep = "stego-step-labelled"
    /// Thirteen classes over a view's greys.
    case field = "crf"
    /// The same over a part of the view that NumPy can do.
    case fieldOfPart = "crf-part"
    case unetStep = "unet-step"
    case unetMixedStep = "unet-step-bfloat16"
    case unetForward = "unet-forward"

    /// Everything up to the first iteration; each call of what it answers is one iteration.
    ///
    /// `view` is the 1024×256 image that fields work on.
    public func prepared(_ view: CountImage) throws -> () throws -> Void {
        switch self {
        case .smallTransformerImage: return features(.small8, [1, 3, 224, 224])
        case .smallTransformerView: return features(.small8, [1, 1, 1024, 256])
        case .tinyTransformerMatrix: return features(.tiny8, [1, 1, 512, 128])
        case .stegoStep: return stego(isLabelled: false)
        case .stegoLabelledStep: return stego(isLabelled: true)
        case .field: return try field(over: view, rows: 0..<1024, columns: 0..<256)
        case .fieldOfPart: return try field(over: view, rows: 384..<640, columns: 96..<160)
        case .unetStep:
            let step = unetStep()
            return { step { $0() } }
        case .unetMixedStep:
            let step = unetStep()
            return { step { loss in withMixedPrecision(on: .cpu, loss) } }
        case .unetForward:
            let network = unet()
            network.evaluate()
            let x = Tensor.uniform([1, 1, 512, 128], using: Generator(seed: 2))
            return { _ = withoutGradient { network(x) } }
        }
    }

    private func features(_ architecture: TransformerArchitecture, _ shape: [Int]) -> () -> Void {
        let generator = Generator(seed: 1)
        let network = architecture.make(channels: shape[1], using: generator)
        network.evaluate()
        let x = Tensor.uniform(shape, using: generator)
        return { _ = withoutGradient { network(x) } }
    }

    private func stego(isLabelled: Bool) -> () -> Void {
        let generator = Generator(seed: 1)
        let labels = labels(of: 32)
        let step = STEGOStep(
            SegmenterRecipe(), features: .uniform([32, 192, 64, 16], using: generator),
            labels: isLabelled ? labels : nil, using: generator)
        var number = 0
        return {
            step(number)
            number += 1
        }
    }

    /// Of views of 512×128: all labels in turn, and a focus in every 97th pixel.
    private func labels(of views: Int) -> (bones: Tensor, foci: Tensor) {
        let shape = [views, 512, 128]
        let pixels = 0..<shape.reduce(1, *)
        return (
            Tensor(pixels.map { UInt8($0 % BoneClass.labels) }, shape: shape),
            Tensor(pixels.map { UInt8($0 % 97 == 0 ? 1 : 0) }, shape: shape)
        )
    }

    private func unet() -> UNet {
        let network = UNet(outputs: BoneClass.labels + 1, width: 16, depth: 4, using: Generator(seed: 1))
        network.arrangeChannelsLast()
        return network
    }

    /// A step on eight views of 512×128; what it is given computes the loss.
    private func unetStep() -> ((() -> Tensor) -> Tensor) -> Void {
        let network = unet()
        let recipe = UNetRecipe()
        let x = Tensor.uniform([recipe.batch, 1, 512, 128], using: Generator(seed: 2))
        let labels = labels(of: recipe.batch)
        let (bones, foci) = (labels.bones.to(.float32), labels.foci.to(.float32))
        let optimizer = AdamW(network, learningRate: recipe.learningRate, sparesVectors: true)
        return { computed in
            computed { recipe.loss(network(x).to(.float32), classes: bones, foci: foci) }.backward()
            optimizer.step()
        }
    }

    /// Waves of thirteen classes, of which no two are alike.
    private func field(
        over view: CountImage, rows: Range<Int>, columns: Range<Int>
    ) throws -> () throws -> Void {
        let window = DisplayWindow(of: view)
        let grey = rows.flatMap { row in
            columns.map { UInt8(window.index(of: view.pixels[row * view.columns + $0])) }
        }
        let image = GuideImage(rows: rows.count, columns: columns.count, grey: grey)
        func wave(_ number: Double, _ row: Int, _ column: Int) -> Double {
            exp(2 * sin(number * Double(row) / 50) + 2 * cos(number * Double(column) / 30))
        }
        let waves: [[Double]] = (1...13).map { number in
            rows.flatMap { row in columns.map { wave(Double(number), row, $0) } }
        }
        let sums = grey.indices.map { pixel in waves.reduce(0) { $0 + $1[pixel] } }
        let probabilities = ClassProbabilities(
            classes: waves.count, rows: rows.count, columns: columns.count,
            values: waves.flatMap { wave in zip(wave, sums).map { Float($0 / $1) } })
        return { _ = try FullyConnectedCRF().refined(probabilities, over: image, workers: 2) }
    }
}
