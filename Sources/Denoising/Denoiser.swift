public import Foundation
public import Scintigraphy
public import Torch
import Training

/// A trained network that restores images of few counts. Research use only.
///
/// It belongs to one task at a time: libtorch's tensors are not `Sendable`.
public final class Denoiser {
    /// What the model is called.
    public let name: String
    /// The SHA-256 digest of its file, 64 hexadecimal digits.
    public let hash: String
    /// The network.
    public let architecture: DenoiserArchitecture
    /// What it sees of counts.
    public let scaling: CountScaling
    /// All that the file says of itself: recipe, run, commit, licence, notice and more.
    public let facts: [String: String]

    private let restorer: ImageRestorer

    /// Reads weights as a training run leaves them, of 16 or 32 bits.
    ///
    /// Throws a sentence with the file where it does not say what it holds, holds other tensors than its network
    /// needs, or numbers that are none.
    public init(file: URL, device: Device = .cpu) throws {
        let (facts, tensors) = (try SafeTensors.metadata(file), try SafeTensors.read(file))
        architecture = try Self.choice("architecture", facts, file)
        scaling = try Self.choice("scaling", facts, file)
        let network = try Self.network(architecture, tensors, file)
        network.move(device: device)
        name = facts["name"] ?? file.deletingPathExtension().lastPathComponent
        hash = SHA256.digest(of: try Data(contentsOf: file, options: .alwaysMapped))
        self.facts = facts
        restorer = ImageRestorer(network, architecture, scaling, device: device)
    }

    /// The expected counts of an image of any size, on the scale of its own counts, and as many in all.
    ///
    /// Throws where the pixels are not detected counts.
    public func callAsFunction(_ image: CountImage) throws -> CountImage { try restored([image])[0] }

    /// The same of several images; those of one size are worked on together.
    public func restored(_ images: [CountImage]) throws -> [CountImage] {
        try restorations(of: images).map(\.image)
    }

    /// The same with how sure the network is, and how far its counts were off.
    public func restorations(of images: [CountImage]) throws -> [RestoredImage] {
        try restorer.restored(images)
    }

    private static func choice<Named: RawRepresentable & CaseIterable>(
        _ key: String, _ facts: [String: String], _ file: URL
    ) throws(DenoisingError) -> Named where Named.RawValue == String {
        let names = Named.allCases.map(\.rawValue).joined(separator: ", ")
        guard let name = facts[key] else {
            throw DenoisingError(
                "\(file.path) is no trained denoiser: its metadata have no \(key); give weights that `bonescan train "
                    + "denoiser` has written")
        }
        guard let named = Named(rawValue: name) else {
            throw DenoisingError("\(file.path) has the \(key) \(name); this version knows \(names)")
        }
        return named
    }

    private static func network(
        _ architecture: DenoiserArchitecture, _ tensors: [String: Tensor], _ file: URL
    ) throws -> any Layer {
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.dtype.isReal, tensor.to(.float32).isFinite else {
                throw DenoisingError(
                    "\(file.path): \(name) holds values that are not numbers; train again, or copy the file again"
                )
            }
        }
        let network = architecture.make(using: Generator(seed: 0))
        do { try network.load(tensors) } catch {
            throw DenoisingError("\(file.path) is no \(architecture.rawValue): \(error)")
        }
        network.evaluate()
        return network
    }
}

extension Denoiser {
    /// By which name a file of weights keeps the digests of the views that it was learnt from and judged by.
    static let viewsFact = "views"

    /// What a file of weights says of itself, so that it can be read again.
    static func facts(
        of recipe: DenoiserRecipe, _ record: RunRecord, views: [Frame]
    ) throws -> [String: String] {
        [
            "name": recipe.name, "architecture": recipe.architecture.rawValue,
            "scaling": recipe.scaling.rawValue, "recipe": try YAMLFile.text(recipe),
            "software": record.software, "commit": record.commit ?? "unknown", "cohort": record.cohort,
            "seed": "\(record.seed)", "licence": "Apache-2.0", "notice": record.notice,
            viewsFact: views.map(\.digest).joined(separator: " "),
        ]
    }
}
