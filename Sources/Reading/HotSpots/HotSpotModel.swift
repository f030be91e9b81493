import Figures
public import Foundation
import Training

/// Two logistic models of what a hot spot is: whether there is a lesion at all, and given one, whether it is malignant.
///
/// They know facts of the hot spot alone. Research use only: they have learnt from simulated patients.
public struct HotSpotModel: Codable, Equatable, Sendable {
    /// What this is, for whoever finds the file alone.
    public var notice = "Learnt from simulated patients. Research use only; not for diagnosis."
    /// What made it, such as the version of the program.
    public var software: String
    /// Which patients it learnt from.
    public var learntFrom: String
    /// The segmenter whose hot spots they were: the SHA-256 digest of its file.
    public var segmenter: String
    /// What was called a hot spot.
    public var settings: HotSpotSettings
    /// Whether there is a lesion.
    let lesion: StandardisedLogistic
    /// Whether a lesion is malignant.
    let malignancy: StandardisedLogistic
    /// What they are worth; `nil` where they have been judged by too few patients.
    public internal(set) var validation: HotSpotValidation?
    /// The SHA-256 digest of the file that it was read from, 64 hexadecimal digits; `nil` before there is one.
    public private(set) var hash: String?

    private enum CodingKeys: String, CodingKey {
        case notice, software, learntFrom, segmenter, settings, lesion, malignancy, validation
    }

    /// The file in the model's folder.
    public static let file = "model.json"

    /// Reads what ``data()`` wrote.
    ///
    /// Throws a sentence with the file where it is none, or its terms are not those of this version.
    public init(file: URL) throws(ReadingError) {
        guard file.kind != .absent else {
            throw ReadingError(
                "\(file.path) does not exist; give a file that `bonescan train hot-spots` has written")
        }
        let data: Data
        do { data = try Data(contentsOf: file) } catch {
            throw ReadingError(
                "\(file.path) cannot be read: \(error.localizedDescription); give a file that `bonescan train hot-spots` "
                    + "has written")
        }
        do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
            throw ReadingError(
                "\(file.path) is no model of hot spots; give a file that `bonescan train hot-spots` has written"
            )
        }
        hash = SHA256.digest(of: data)
        guard [lesion, malignancy].allSatisfy({ $0.knows(HotSpotTerm.all.map(\.name)) }) else {
            throw ReadingError(
                "\(file.path) has other terms than this version knows, or numbers that are none; train it again"
            )
        }
    }

    init(
        software: String, learntFrom: String, segmenter: String, settings: HotSpotSettings,
        lesion: StandardisedLogistic, malignancy: StandardisedLogistic
    ) {
        (self.software, self.learntFrom, self.segmenter) = (software, learntFrom, segmenter)
        (self.settings, self.lesion, self.malignancy) = (settings, lesion, malignancy)
    }

    /// As a file.
    public func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension StandardisedLogistic {
    /// How probable it is, and what moves the probability most from what it is in the mean: at most three reasons, the
    /// weightiest first.
    func answer(_ facts: HotSpotFacts) -> (probability: Double, reasons: [String]) {
        let row = HotSpotTerm.all.map { $0.value(facts) }
        var topics: [HotSpotTopic: Double] = [:]
        for (part, term) in zip(parts(row), HotSpotTerm.all) {
            if let topic = term.topic { topics[topic, default: 0] += part }
        }
        let told = HotSpotTopic.allCases.compactMap { topic in topics[topic].map { (topic: topic, part: $0) }
        }
        .filter { abs($0.part) >= 0.2 }.sorted { abs($0.part) > abs($1.part) }.prefix(3)
        return (probability(row), told.map { $0.topic.sentence(facts, isFor: $0.part > 0) })
    }
}
