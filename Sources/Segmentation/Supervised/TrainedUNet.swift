public import Foundation
public import Scintigraphy
public import Torch
import Training

/// A U-Net with the weights of a file that `bonescan train unet` has written.
public final class TrainedUNet: ViewSegmenter {
    public let name: String
    public let hash: String
    public let facts: [String: String]
    /// What it is worth on the patients for validation; `nil` where its training has not come to its end.
    public let validation: UNetValidation?
    /// What it learnt by; its seed tells which patients of a cohort it knows.
    public let recipe: UNetRecipe
    private let network: UNet
    private let device: Device

    /// Throws a sentence with the file where it does not say what it holds, or holds other tensors than its network
    /// needs, or numbers that are none.
    public init(file: URL, device: Device = .cpu) throws {
        let (facts, tensors) = (try SafeTensors.metadata(file), try SafeTensors.read(file))
        recipe = try Self.recipe(facts, file)
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype.isReal, tensor.to(.float32).isFinite else {
                throw SegmentationError(
                    "\(file.path): \(name) holds values that are not numbers; train again, or copy the file again"
                )
            }
        }
        network = UNet(recipe, using: Generator(seed: 0))
        do { try network.load(tensors) } catch {
            throw SegmentationError(
                "\(file.path) is no U-Net of width \(recipe.width) and depth \(recipe.depth): \(error)")
        }
        network.evaluate()
        network.move(device: device)
        network.arrangeChannelsLast()
        name = recipe.name
        validation = facts[UNetValidation.fact].flatMap(UNetValidation.init)
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        (self.facts, self.device) = (facts, device)
    }

    public var kind: String { "u-net" }
    public var input: SegmenterInput { .counts }
    public var knowsBones: Bool { true }
    public var clusterClasses: [Int?]? { nil }
    public var focusThreshold: Double? { validation?.focusThreshold }

    /// Foci as the network sees the view; bones as it sees the view with these foci cooled.
    public func segmentation(
        of view: CountImage, field: FullyConnectedCRF?, workers: Int
    ) throws -> SegmentedView {
        let first = try answers(of: view)
        let threshold = Float(focusThreshold ?? 0.5)
        let cooled = view.cooled(
            foci: first.foci.map { $0 >= threshold },
            bones: first.bones.labels.map { $0 != BoneClass.background })
        let bones = try cooled.map { try answers(of: $0).bones } ?? first.bones
        return SegmentedView(
            view: view.view, rows: view.rows, columns: view.columns, clusters: nil,
            bones: try field?.refined(bones, over: input.guide(view), workers: workers) ?? bones,
            foci: first.foci, focusThreshold: focusThreshold)
    }

    /// What the network says of each pixel of a view.
    private func answers(of view: CountImage) throws -> (bones: ClassProbabilities, foci: [Float]) {
        let matrix = recipe.matrix
        let prepared = try matrix.prepared(view)
        let seen = Tensor(matrix.seen(prepared), shape: [1, 1, matrix.rows, matrix.columns]).to(device)
        let places = prepared.places(of: view, in: matrix).to(device)
        let (classes, foci) = try torchErrors {
            withoutGradient {
                let answers = UNetAnswers(network.meanLogits(seen).sampled(at: places, outside: .border))
                return (answers.classes.softmax(dim: 1).clamped(to: 1).floats, sigmoid(answers.foci).floats)
            }
        }
        return (
            ClassProbabilities(
                classes: BoneClass.labels, rows: view.rows, columns: view.columns, values: classes), foci
        )
    }

    /// Whether a file holds a U-Net, whatever else is wrong with it.
    public static func isOne(_ file: URL) throws -> Bool {
        try SafeTensors.metadata(file)[recipeFact] != nil
    }

    private static let recipeFact = "u-net recipe"

    private static func recipe(_ facts: [String: String], _ file: URL) throws -> UNetRecipe {
        guard let text = facts[recipeFact] else {
            throw SegmentationError(
                "\(file.path) is no trained U-Net: its metadata have no recipe; give weights that `bonescan train unet` "
                    + "has written")
        }
        do {
            let recipe = try JSONDecoder().decode(UNetRecipe.self, from: Data(text.utf8))
            try recipe.check()
            return recipe
        } catch {
            throw SegmentationError(
                "\(file.path) has a recipe that this version does not understand: \(error)")
        }
    }

    /// What a file of weights says of itself, so that it can be used again.
    static func facts(of recipe: UNetRecipe, _ record: RunRecord) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [
            "name": recipe.name,
            recipeFact: String(decoding: try encoder.encode(recipe), as: UTF8.self),
            "software": record.software, "commit": record.commit ?? "unknown", "cohort": record.cohort,
            "seed": "\(record.seed)", "licence": "Apache-2.0", "notice": record.notice,
        ]
    }
}
