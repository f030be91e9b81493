public import Scintigraphy
import Statistics
import Torch

/// Whether maps depend on what the network has learnt: cascading randomisation of its weights. Adebayo et al., Sanity
/// Checks for Saliency Maps, NeurIPS 2018. https://arxiv.org/abs/1810.03292
///
/// From the head down, one part of the network after the other gets the weights of an untrained one, those already
/// drawn anew staying so, until nothing is left of training. A map that still looks as before shows the scan, not what
/// the network thinks of it.
///
/// Maps are compared by Spearman's rank correlation of their values at the features' places, those of both views
/// together. By chance alone its size is about √(2 / (π (n - 1))) of n places: 0.14 of 32, but 0.3 of 8.
public struct RandomisationCheck: Codable, Equatable, Sendable {
    /// The check is passed where the mean size of the correlation is below this once all weights are drawn anew. Sizes
    /// are what counts: a map turned into its opposite shows the scan as well.
    public static let mostCorrelation = 0.5
    /// How often weights are drawn: a head drawn once has one direction for all scans.
    public static let draws = 5

    /// What became of the maps.
    public struct Step: Codable, Equatable, Sendable {
        /// What was drawn anew after all before it, by the network's name for it, such as `head`.
        public let part: String
        /// The mean size of the rank correlation with the trained network's map of the same scan; `nil` where no two
        /// maps could be compared.
        public let correlation: Double?
        /// How many pairs of maps that is the mean of.
        public let compared: Int
        /// How many pairs it leaves out, because one of the two maps is the same everywhere, such as 0, and has no
        /// ranks.
        public let constant: Int
    }

    /// From the head down to the whole network; parts without weights are passed over.
    public let steps: [Step]
    /// How many scans there were, and of how many the trained network's own map is the same everywhere.
    public let scans, constantMaps: Int

    /// Whether the maps depend on the weights, by ``mostCorrelation``. Not where nothing could be compared.
    public var passes: Bool { steps.last?.correlation.map { $0 < Self.mostCorrelation } ?? false }

    /// Of a network in evaluation on 1×views×H×W each; `untrained` makes another of its kind.
    init(
        _ network: any Classifier, on scans: [Tensor], seed: UInt64, device: Device = .cpu,
        untrained: (Generator) -> any Classifier
    ) throws {
        func maps(_ network: any Classifier) -> [[Double]] {
            scans.map { network.activationMaps(of: $0.to(device)).maps.array(of: Double.self) }
        }
        let trained = network.state
        let before = maps(network)
        let parts = Self.parts(of: trained.map(\.name))
        let mixed = untrained(Generator(seed: seed))
        mixed.evaluate()
        mixed.move(device: device)
        var correlations = [[Double?]](repeating: [], count: parts.count)
        for draw in 0..<Self.draws {
            let drawn = untrained(Generator(seed: seed &+ UInt64(draw))).state
            var weights = Dictionary(uniqueKeysWithValues: trained)
            for (index, part) in parts.enumerated() {
                for (name, tensor) in drawn where Self.part(of: name) == part { weights[name] = tensor }
                try mixed.load(weights)
                correlations[index] += zip(before, maps(mixed)).map { spearmanCorrelation($0, $1).map(abs) }
            }
        }
        steps = zip(parts, correlations).map { part, all in
            let found = all.compactMap { $0 }
            return Step(
                part: part, correlation: found.isEmpty ? nil : found.reduce(0, +) / Double(found.count),
                compared: found.count, constant: all.count - found.count)
        }
        self.scans = scans.count
        constantMaps = before.count { Set($0).count < 2 }
    }

    /// The network's properties that hold these tensors, the last first: what comes last is nearest to the answer.
    private static func parts(of names: [String]) -> [String] {
        var parts: [String] = []
        for part in names.map(part) where !parts.contains(part) { parts.append(part) }
        return parts.reversed()
    }

    private static func part(of name: String) -> String { String(name.prefix { $0 != "." }) }
}

extension TrainedClassifier {
    /// Whether ``explanation(of:)`` depends on what the network has learnt, judged by these scans; weights are drawn as
    /// before training, from `seed`.
    ///
    /// Throws where a scan lacks a view, or holds no counts.
    public func randomisationCheck(on scans: [BoneScan], seed: UInt64) throws -> RandomisationCheck {
        let seen = try scans.map {
            recipe.input.tensor(of: try recipe.input.images(of: $0, architecture.views))
        }
        return try torchErrors {
            try RandomisationCheck(network, on: seen, seed: seed, device: device) {
                architecture.make(trunks: recipe.trunks, using: $0)
            }
        }
    }
}
