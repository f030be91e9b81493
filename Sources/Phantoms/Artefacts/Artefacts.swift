import Scintigraphy

/// All that goes wrong with one scan beside disease: what is absent is `nil` or empty.
public struct Artefacts: Codable, Equatable, Sendable {
    /// The kinds that struck, in the order of ``ArtefactKind``.
    public private(set) var kinds: [ArtefactKind] = []
    /// Tracer beside the vein.
    public private(set) var extravasation: Extravasation?
    /// A catheter and its bag.
    public private(set) var catheter: UrinaryCatheter?
    /// Urine on skin and clothes.
    public private(set) var contamination: [ContaminationSpot] = []
    /// Metal and silicone in front of the patient.
    public private(set) var absorbers: [Absorber] = []
    /// A move during the scan.
    public private(set) var motion: Motion?
    /// The volume of a bladder that was not voided, in mL, and its share of the injected activity.
    public private(set) var fullBladder: FullBladder?
    /// Minutes after injection, where that was too early.
    public private(set) var earlyMinutes: Double?
    /// The share of the injected activity that is free pertechnetate.
    public private(set) var pertechnetateShare: Double?
    /// The share of the injected activity that is colloid.
    public private(set) var colloidShare: Double?
    /// A window beside the photopeak.
    public private(set) var offPeak: OffPeakWindow?
    /// A photomultiplier out of tune.
    public private(set) var detunedTube: DetunedTube?
    /// How the patient lies in the field.
    public private(set) var truncation: Truncation?
    /// By what the usual counts are divided, and by what means.
    public private(set) var lowCounts: LowCounts?

    /// Nothing goes wrong.
    public init() {}

    /// What a patient who did not void brings to the camera.
    public struct FullBladder: Codable, Equatable, Sendable {
        /// The bladder's volume, in mL.
        public let millilitres: Double
        /// Its share of the injected activity (before decay).
        public let share: Double
    }

    /// A part of the patient that the scan misses.
    public struct Truncation: Codable, Equatable, Sendable {
        /// What is missed.
        public enum Part: String, CaseIterable, Codable, Sendable {
            /// The patient lies off the middle: one arm is outside.
            case leftArm = "left arm", rightArm = "right arm"
            /// The scan began below the vertex.
            case head
            /// The scan ended above the feet.
            case feet
        }
        /// What is missed.
        public let part: Part
        /// How far the patient lies off the middle, or how much of the length is missed, in mm.
        public let millimetres: Double

        static func sample(using generator: inout SeededGenerator) -> Truncation {
            let part = Part.allCases[generator.index(weights: [0.3, 0.3, 0.2, 0.2])]
            let range: ClosedRange<Double> =
                switch part {
                case .leftArm, .rightArm: 70...130
                case .head: 50...180
                case .feet: 80...400
                }
            return Truncation(part: part, millimetres: generator.uniform(in: range))
        }
    }

    /// Counts lost on purpose or by mistake.
    public struct LowCounts: Codable, Equatable, Sendable {
        /// What was done.
        public enum Means: String, CaseIterable, Codable, Sendable {
            /// Less activity was injected.
            case activity
            /// The bed moved faster.
            case speed
        }
        /// By what the usual counts are divided.
        public let factor: Double
        /// What was done.
        public let means: Means
    }

    /// Draws which artefacts strike, and how; in a view of the chest, those that occur there.
    static func sample(
        _ frequencies: ArtefactFrequencies, sex: Sex, inChestView isStill: Bool = false,
        using generator: inout SeededGenerator
    ) -> Artefacts {
        let struck = frequencies.strike(using: &generator)
        var artefacts = Artefacts()
        artefacts.kinds = ArtefactKind.allCases.filter {
            struck.contains($0) && (!isStill || $0.occursInChestViews)
        }
        for kind in artefacts.kinds { artefacts.add(kind, sex: sex, isStill: isStill, using: &generator) }
        return artefacts
    }

    private mutating func add(
        _ kind: ArtefactKind, sex: Sex, isStill: Bool, using generator: inout SeededGenerator
    ) {
        switch kind {
        case .extravasation: extravasation = .sample(using: &generator)
        case .fullBladder:
            fullBladder = FullBladder(
                millilitres: generator.uniform(in: 300...700), share: generator.uniform(in: 0.04...0.12))
        case .catheter: catheter = .sample(using: &generator)
        case .contamination:
            let spots = 1 + generator.index(weights: [0.5, 0.25, 0.15, 0.1])
            contamination = (0..<spots).map { _ in .sample(using: &generator) }
        case .motion: motion = isStill ? .sampleOfBody(using: &generator) : .sample(using: &generator)
        case .photopenia: absorbers = [.sample(sex: sex, using: &generator)]
        case .earlyImaging: earlyMinutes = generator.uniform(in: 45...90)
        case .pertechnetate: pertechnetateShare = generator.uniform(in: 0.03...0.2)
        case .colloid: colloidShare = generator.uniform(in: 0.05...0.25)
        case .offPeak: offPeak = .sample(using: &generator)
        case .nonUniformity:
            detunedTube = .sample(using: &generator)
            if isStill { detunedTube?.alongMillimetres = generator.uniform(in: -150...150) }
        case .truncation: truncation = .sample(using: &generator)
        case .lowCounts:
            lowCounts = LowCounts(
                factor: generator.uniform(in: 2.5...10), means: generator.chance(0.6) ? .activity : .speed)
        case .swappedViews, .mirroredViews: break  // the kind says it all
        }
    }
}
