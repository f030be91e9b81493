public import Foundation
public import Scintigraphy
public import Torch
import Training

/// A trained backbone in a file, ready to tell what each patch of a view is like.
public struct TrainedBackbone {
    /// What the model is called.
    public let name: String
    /// The transformer.
    public let architecture: TransformerArchitecture
    /// The SHA-256 digest of the file, as 64 hexadecimal digits.
    public let hash: String
    /// What the file says of itself.
    public let facts: [String: String]
    /// What it sees of a view.
    public let input: BackboneInput
    /// Answers features of images as ``image(of:)`` makes them.
    public let network: VisionTransformer
    private let device: Device

    /// Throws a sentence with the file where it does not say what it holds, or holds other tensors than its network
    /// needs, or numbers that are none.
    public init(file: URL, device: Device = .cpu) throws {
        let (facts, tensors) = (try SafeTensors.metadata(file), try SafeTensors.read(file))
        let recipe = try Self.recipe(facts, file)
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype.isReal, tensor.to(.float32).isFinite else {
                throw SegmentationError(
                    "\(file.path): \(name) holds values that are not numbers; train again, or copy the file again"
                )
            }
        }
        network = recipe.architecture.make(channels: 1, using: Generator(seed: 0))
        do { try network.load(tensors) } catch {
            throw SegmentationError("\(file.path) is no \(recipe.architecture.rawValue): \(error)")
        }
        network.evaluate()
        network.move(device: device)
        (name, architecture, input) = (recipe.name, recipe.architecture, recipe.input)
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        (self.facts, self.device) = (facts, device)
    }

    /// A view as it is seen: 1×1×rows×columns. Throws where it holds no counts.
    public func image(of view: CountImage) throws -> Tensor {
        Tensor(input.seen(try input.prepared(view)), shape: [1, 1, input.rows, input.columns]).to(device)
    }

    /// What each patch of a view is like: 1×width×rows/patch×columns/patch, without a graph.
    public func features(of view: CountImage, _ kind: PatchFeatures = .tokens) throws -> Tensor {
        let image = try image(of: view)
        return try torchErrors { withoutGradient { network.features(image, kind) } }
    }

    /// Whether a file holds a backbone, whatever else is wrong with it.
    public static func isOne(_ file: URL) throws -> Bool {
        try SafeTensors.metadata(file)[recipeFact] != nil
    }

    private static let recipeFact = "backbone recipe"

    private static func recipe(_ facts: [String: String], _ file: URL) throws -> BackboneRecipe {
        guard let text = facts[recipeFact] else {
            throw SegmentationError(
                "\(file.path) is no trained backbone: its metadata have no recipe; give weights that `bonescan train "
                    + "backbone` has written")
        }
        do {
            let recipe = try JSONDecoder().decode(BackboneRecipe.self, from: Data(text.utf8))
            try recipe.check()
            return recipe
        } catch {
            throw SegmentationError(
                "\(file.path) has a recipe that this version does not understand: \(error)")
        }
    }

    /// What a file of weights says of itself, so that it can be used again.
    static func facts(of recipe: BackboneRecipe, _ record: RunRecord) throws -> [String: String] {
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
