public import Foundation
public import Scintigraphy
public import Torch
import Training

/// A segmenter with the weights of a file that `bonescan train segmenter` has written, its backbone among them.
public final class TrainedSegmenter: ViewSegmenter {
    /// What it is called.
    public let name: String
    /// The SHA-256 digest of the file, 64 hexadecimal digits.
    public let hash: String
    /// What the file says of itself; `backbone` is the digest of the file that its backbone came from.
    public let facts: [String: String]
    /// What it sees.
    public let input: SegmenterInput
    /// How many clusters it tells apart, air among them, the last.
    public let clusters: Int
    /// Whether its probes have learnt from labels; else it has nothing but clusters to tell.
    public let knowsBones: Bool
    /// What it is worth on the patients for validation; `nil` where these had no labels, or its training has not come to
    /// its end.
    public let validation: SegmenterValidation?
    private let recipe: SegmenterRecipe
    private let patch: Int
    private let network: Segmenter
    private let device: Device

    /// Throws a sentence with the file where it does not say what it holds, or holds other tensors than its network
    /// needs, or numbers that are none.
    public init(file: URL, device: Device = .cpu) throws {
        let (facts, tensors) = (try SafeTensors.metadata(file), try SafeTensors.read(file))
        let (recipe, architecture) = try Self.description(facts, file)
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype.isReal, tensor.to(.float32).isFinite else {
                throw SegmentationError(
                    "\(file.path): \(name) holds values that are not numbers; train again, or copy the file again"
                )
            }
        }
        let own = tensors.filter { $0.key.hasPrefix("backbone.") }.map {
            (String($0.key.dropFirst("backbone.".count)), $0.value)
        }
        network = Segmenter(
            FrozenBackbone.made(
                architecture, for: Dictionary(uniqueKeysWithValues: own), channels: recipe.input.channels),
            width: architecture.width, recipe, using: Generator(seed: 0))
        do { try network.load(tensors) } catch {
            throw SegmentationError("\(file.path) is no segmenter on \(architecture.rawValue): \(error)")
        }
        network.evaluate()
        network.move(device: device)
        (name, input, clusters) = (recipe.name, recipe.input, recipe.clusters + 1)
        patch = architecture.patch
        knowsBones = facts[Self.labelsFact] == "yes"
        let noted = facts[SegmenterValidation.fact].flatMap(SegmenterValidation.init)
        validation = noted?.classes.count == clusters ? noted : nil
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        (self.facts, self.recipe, self.device) = (facts, recipe, device)
    }

    public var kind: String { recipe.method.rawValue }
    public var clusterClasses: [Int?]? { validation?.classes }
    public var focusThreshold: Double? { validation?.focusThreshold }

    /// What each pixel of a view shows. Throws where the view holds no counts.
    ///
    /// - Parameters:
    ///   - view: as it was acquired.
    ///   - field: lets labels follow the edges of what is seen; `nil` for none.
    ///   - workers: how many threads the field may use.
    public func segmentation(
        of view: CountImage, field: FullyConnectedCRF? = nil,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws -> SegmentedView {
        let matrix = recipe.matrix
        let prepared = try matrix.prepared(view)
        let seen = Tensor(
            input.seen(prepared, in: matrix), shape: [1, input.channels, matrix.rows, matrix.columns]
        ).to(device)
        let places = prepared.places(of: view, in: matrix).to(device)
        let answers = try torchErrors {
            withoutGradient {
                network.answers(
                    seen, body: matrix.body(of: prepared, patch: patch), recipe.features, at: places)
            }
        }
        func probabilities(_ logarithms: Tensor) throws -> ClassProbabilities {
            let found = ClassProbabilities(
                classes: logarithms.shape[1], rows: view.rows, columns: view.columns,
                values: logarithms.exp().clamped(to: 1).floats)
            return try field?.refined(found, over: input.guide(view), workers: workers) ?? found
        }
        return SegmentedView(
            view: view.view, rows: view.rows, columns: view.columns,
            clusters: try probabilities(answers.clusters),
            bones: knowsBones ? try probabilities(answers.classes) : nil,
            foci: knowsBones ? answers.foci.floats : nil, focusThreshold: focusThreshold)
    }

    /// Whether a file holds a segmenter on a backbone, whatever else is wrong with it.
    public static func isOne(_ file: URL) throws -> Bool {
        try SafeTensors.metadata(file)[recipeFact] != nil
    }

    private static let recipeFact = "segmenter recipe"
    private static let architectureFact = "backbone architecture"
    private static let labelsFact = "labels"

    private static func description(
        _ facts: [String: String], _ file: URL
    ) throws -> (SegmenterRecipe, TransformerArchitecture) {
        guard let text = facts[recipeFact] else {
            throw SegmentationError(
                "\(file.path) is no trained segmenter: its metadata have no recipe; give weights that `bonescan train "
                    + "segmenter` has written")
        }
        do {
            let recipe = try JSONDecoder().decode(SegmenterRecipe.self, from: Data(text.utf8))
            try recipe.check()
            guard let architecture = facts[architectureFact].flatMap(TransformerArchitecture.init) else {
                throw SegmentationError("its backbone is no transformer that is known here")
            }
            guard recipe.matrix.rows.isMultiple(of: architecture.patch),
                recipe.matrix.columns.isMultiple(of: architecture.patch)
            else { throw SegmentationError("its matrix holds no whole patches of \(architecture.title)") }
            return (recipe, architecture)
        } catch {
            throw SegmentationError(
                "\(file.path) has a recipe that this version does not understand: \(error)")
        }
    }

    /// What a file of weights says of itself, so that it can be used again.
    static func facts(
        of recipe: SegmenterRecipe, _ record: RunRecord, _ backbone: FrozenBackbone, isLabelled: Bool
    ) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [
            "name": recipe.name,
            recipeFact: String(decoding: try encoder.encode(recipe), as: UTF8.self),
            "backbone": backbone.hash, architectureFact: backbone.architecture.rawValue,
            labelsFact: isLabelled ? "yes" : "no",
            "software": record.software, "commit": record.commit ?? "unknown", "cohort": record.cohort,
            "seed": "\(record.seed)", "licence": "Apache-2.0", "notice": record.notice,
        ]
    }
}

extension PreparedView {
    /// Where each pixel of the view as acquired lies in the matrix: 1×rows×columns×2, column first, from -1 to 1 between
    /// the matrix's outer edges.
    func places(of view: CountImage, in matrix: BackboneInput) -> Tensor {
        let (place, side) = (place(of: matrix), Double(binning(of: view.rows, view.columns)))
        func along(_ pixel: Int, _ first: Double, _ size: Int) -> Float {
            let own = (Double(pixel) + 0.5) / side - 0.5
            return Float((2 * (own - first) / place.step + 1) / Double(size) - 1)
        }
        let across = (0..<view.columns).map { along($0, place.left, matrix.columns) }
        let values = (0..<view.rows).flatMap { row in
            let down = along(row, place.top, matrix.rows)
            return across.flatMap { [$0, down] }
        }
        return Tensor(values, shape: [1, view.rows, view.columns, 2])
    }
}
