public import Foundation
public import Scintigraphy
public import Torch
import Training

/// A classifier with the weights of a file that `bonescan train classifier` has written.
public final class TrainedClassifier {
    /// What it is called.
    public let name: String
    /// The model.
    public let architecture: ClassifierArchitecture
    /// The question that it answers.
    public let task: ClassificationTask
    /// The SHA-256 digest of the file, 64 hexadecimal digits.
    public let hash: String
    /// What the file says of itself.
    public let facts: [String: String]
    /// What it answers for the patients for validation; `nil` where its training has not come to its end.
    public let validation: ValidationScores?
    let recipe: ClassifierRecipe
    let network: any Classifier
    let device: Device

    /// Throws a sentence with the file where it does not say what it holds, or holds other tensors than its network
    /// needs, or numbers that are none.
    public init(file: URL, device: Device = .cpu) throws {
        let (facts, tensors) = (try SafeTensors.metadata(file), try SafeTensors.read(file))
        let recipe = try Self.recipe(facts, file)
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype.isReal, tensor.to(.float32).isFinite else {
                throw ClassificationError(
                    "\(file.path): \(name) holds values that are not numbers; train again, or copy the file again"
                )
            }
        }
        network = recipe.architecture.make(trunks: recipe.trunks, using: Generator(seed: 0))
        do { try network.load(tensors) } catch {
            throw ClassificationError("\(file.path) is no \(recipe.architecture.rawValue): \(error)")
        }
        network.evaluate()
        network.move(device: device)
        (architecture, task, self.recipe) = (recipe.architecture, recipe.task, recipe)
        validation = facts[ValidationScores.fact].flatMap(ValidationScores.init)
        name = recipe.name
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        self.facts = facts
        self.device = device
    }

    /// The network's log odds of “yes”, as if both answers were as frequent: it learnt so, however rare one was.
    ///
    /// Throws where a view that it takes is missing, or holds no counts.
    public func logit(of scan: BoneScan) throws -> Double {
        let views = try recipe.input.images(of: scan, architecture.views).map { recipe.input.binned($0) }
        return try logits(of: [LabelledScan(patient: "", part: .test, answer: false, views: views)])[0]
    }

    /// The log odds of scans that hold the views which the model takes.
    func logits(of scans: [LabelledScan]) throws -> [Double] {
        try torchErrors {
            withoutGradient {
                network.logits(of: scans.map { $0.seen(by: architecture) }, by: recipe, device: device)
            }
        }
    }

    /// Whether a file holds a classifier, whatever else is wrong with it.
    public static func isOne(_ file: URL) throws -> Bool {
        try SafeTensors.metadata(file)["classifier recipe"] != nil
    }

    private static func recipe(_ facts: [String: String], _ file: URL) throws -> ClassifierRecipe {
        guard let text = facts["classifier recipe"] else {
            throw ClassificationError(
                "\(file.path) is no trained classifier: its metadata have no recipe; give weights that `bonescan train "
                    + "classifier` has written")
        }
        do {
            let recipe = try JSONDecoder().decode(ClassifierRecipe.self, from: Data(text.utf8))
            try recipe.check()
            return recipe
        } catch {
            throw ClassificationError(
                "\(file.path) has a recipe that this version does not understand: \(error)")
        }
    }

    /// What a file's metadata call the digests of the scans that were learnt from, or judged by.
    static let scansFact = "scans"

    /// What a file of weights says of itself, so that it can be used again.
    static func facts(
        of recipe: ClassifierRecipe, _ record: RunRecord, scans: [LabelledScan]
    ) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return [
            "name": recipe.name,
            "classifier recipe": String(decoding: try encoder.encode(recipe), as: UTF8.self),
            "software": record.software, "commit": record.commit ?? "unknown", "cohort": record.cohort,
            "seed": "\(record.seed)", "licence": "Apache-2.0", "notice": record.notice,
            scansFact: scans.map(\.digest).joined(separator: " "),
        ]
    }
}
