import Scintigraphy

/// What can go wrong with a bone scan other than the skeleton.
public enum ArtefactKind: String, CaseIterable, Codable, Sendable {
    /// Tracer beside the vein at the injection site, in the vein and in the lymph node that drains it.
    case extravasation
    /// The patient did not void before imaging.
    case fullBladder = "full bladder"
    /// Urine in a catheter and its bag.
    case catheter
    /// Urine on skin or clothes.
    case contamination
    /// The head, a leg or the whole patient moved while the bed did.
    case motion
    /// Metal over the patient: pacemaker, buckle, coin, jewellery.
    case photopenia
    /// Imaged before soft tissue and blood had cleared.
    case earlyImaging = "early imaging"
    /// Pertechnetate that did not bind: thyroid, salivary glands, stomach.
    case pertechnetate
    /// Colloid in the tracer: liver and spleen.
    case colloid
    /// The energy window does not lie on the photopeak.
    case offPeak = "off-peak window"
    /// A photomultiplier out of tune, drawn to a stripe by the moving bed.
    case nonUniformity = "non-uniformity"
    /// Arms outside the field of view, or a scan that began below the vertex or ended above the feet.
    case truncation
    /// The anterior view is stored as the posterior one and the other way round.
    case swappedViews = "swapped views"
    /// Both views are stored as a mirror would show them.
    case mirroredViews = "mirrored views"
    /// Too little activity or too fast a scan.
    case lowCounts = "low counts"
}

/// How often each artefact occurs.
public struct ArtefactFrequencies: Equatable, Sendable {
    /// Between 0 and 1 by kind.
    public private(set) var chances: [ArtefactKind: Double]

    /// None of them ever.
    public static let none = ArtefactFrequencies(chances: [:])

    /// Extravasation as found in 450 bone scans of nine centres (17.5 %, PMC8484323); the others are assumed.
    public static let reported = ArtefactFrequencies(chances: [
        .extravasation: 0.175, .fullBladder: 0.08, .catheter: 0.03, .contamination: 0.05, .motion: 0.06,
        .photopenia: 0.08, .earlyImaging: 0.02, .pertechnetate: 0.01, .colloid: 0.005, .offPeak: 0.005,
        .nonUniformity: 0.01, .truncation: 0.03, .swappedViews: 0.003, .mirroredViews: 0.003,
        .lowCounts: 0.04,
    ])

    /// The chance of one kind; throws where it is not one between 0 and 1.
    public mutating func set(_ kind: ArtefactKind, to chance: Double) throws(PhantomError) {
        guard (0...1).contains(chance) else {
            throw PhantomError("the frequency of \(kind.rawValue) must lie between 0 and 1, not be \(chance)")
        }
        chances[kind] = chance
    }

    /// The kinds that strike one patient, in the order of ``ArtefactKind``; never both of swapped and mirrored views.
    func strike(using generator: inout SeededGenerator) -> Set<ArtefactKind> {
        var kinds: Set<ArtefactKind> = []
        for kind in ArtefactKind.allCases where generator.uniform() < chances[kind, default: 0] {
            kinds.insert(kind)
        }
        if kinds.contains(.swappedViews) { kinds.remove(.mirroredViews) }
        return kinds
    }
}

extension ArtefactFrequencies: Codable {
    /// An object from kind to chance.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            Dictionary(uniqueKeysWithValues: chances.map { ($0.key.rawValue, $0.value) }))
    }

    /// From what `encode` wrote; throws where a kind is unknown or a chance is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var frequencies = ArtefactFrequencies.none
        for (name, chance) in try container.decode([String: Double].self) {
            guard let kind = ArtefactKind(rawValue: name) else {
                throw PhantomError("no artefact is called \(name)")
            }
            try frequencies.set(kind, to: chance)
        }
        self = frequencies
    }
}
