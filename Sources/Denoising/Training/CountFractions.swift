import Foundation
import Scintigraphy

/// How many counts the images have that a denoiser learns from, as shares of their references' counts.
public enum CountFractions: Equatable, Sendable {
    /// One of these, each as often as the others. In YAML: [0.1, 0.2].
    case these([Double])
    /// Any between two, each doubling as often as the others. In YAML: {from: 0.05, to: 0.75}.
    case between(Double, Double)

    /// The share of one image.
    func draw(using generator: inout SeededGenerator) -> Double {
        switch self {
        case .these(let shares): shares[Int.random(in: shares.indices, using: &generator)]
        case .between(let low, let high): low * pow(high / low, Double.random(in: 0...1, using: &generator))
        }
    }

    /// Five or fewer that stand for all of them.
    var examples: [Double] {
        switch self {
        case .these(let shares): shares
        case .between(let low, let high): (0..<5).map { low * pow(high / low, Double($0) / 4) }
        }
    }

    /// All that were named.
    var named: [Double] {
        switch self {
        case .these(let shares): shares
        case .between(let low, let high): [low, high]
        }
    }
}

extension CountFractions: Codable {
    private enum Key: String, CodingKey, CaseIterable { case from, to }

    /// Throws where there is neither a list nor a range of shares above 0 and at most 1.
    public init(from decoder: any Decoder) throws {
        if let shares = try? decoder.singleValueContainer().decode([Double].self) {
            self = .these(shares)
        } else if let range = try? decoder.container(keyedBy: Key.self),
            let low = try? range.decode(Double.self, forKey: .from),
            let high = try? range.decode(Double.self, forKey: .to), low < high
        {
            self = .between(low, high)
        } else {
            self = .these([])
        }
        guard !named.isEmpty, named.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "give shares of the reference's counts above 0 and at most 1, as in "
                        + "[0.1, 0.2] or {from: 0.05, to: 0.75}: counts can be taken from a reference, not added"
                ))
        }
    }

    /// As it is read.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .these(let shares):
            var container = encoder.singleValueContainer()
            try container.encode(shares)
        case .between(let low, let high):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(low, forKey: .from)
            try container.encode(high, forKey: .to)
        }
    }
}
