public import Scintigraphy

/// What a cohort is made from: the same plan gives the same patients, byte for byte.
public struct CohortPlan: Codable, Equatable, Sendable {
    /// How views become files.
    public enum Layout: String, CaseIterable, Codable, Sendable {
        /// Both views are frames of scan.dcm.
        case frames
        /// anterior.dcm and posterior.dcm.
        case files
    }

    /// What all patients' random numbers start from.
    public var seed: UInt64
    /// The numbers of the patients that are made; patient 13 is the same in every cohort of this plan.
    public var indices: ClosedRange<Int>
    /// Only this sex; both where `nil`.
    public private(set) var sex: Sex?
    /// In years, within 20 to 90.
    public var ages: ClosedRange<Int>
    /// Only this reason; any where `nil`.
    public private(set) var referral: Referral?
    /// How often there is cancer, and metastases.
    public var disease = DiseaseOptions()
    /// How often something goes wrong.
    public var artefacts = ArtefactFrequencies.reported
    /// Only this camera; one of ``GammaCamera/presets`` for each patient where `nil`.
    public var camera: GammaCamera?
    /// Only this energy window, as a share of 140.5 keV; each camera's own where `nil`.
    public private(set) var energyWindow: Double?
    /// What is injected, and when imaging begins.
    public private(set) var tracer = UptakeProtocol.usual
    /// How fast the bed moves, in cm/min.
    public var bedSpeedCentimetresPerMinute: ClosedRange<Double>
    /// The spot view that is taken; the whole body where `nil`.
    public var chest: ChestView?
    /// How views become files.
    public var layout = Layout.frames
    /// Whether the mean counts, from which noise was drawn, are kept.
    public var keepsMean = false

    /// The ages that are simulated.
    public static let possibleAges = 20...90
    /// The bed speeds that cameras have, in cm/min; faster ones make low counts.
    public static let possibleBedSpeeds = 5.0...200.0

    /// Patients as a department sees them, scanned at 12 to 15 cm/min; throws where a range is impossible.
    public init(
        seed: UInt64, indices: ClosedRange<Int>, ages: ClosedRange<Int> = possibleAges,
        bedSpeedCentimetresPerMinute: ClosedRange<Double> = 12...15
    ) throws(PhantomError) {
        guard indices.lowerBound >= 1, indices.upperBound <= 1_000_000 else {
            throw PhantomError(
                "patients are numbered from 1 to 1000000, not \(indices.lowerBound) to \(indices.upperBound)")
        }
        guard Self.possibleAges.contains(ages.lowerBound), Self.possibleAges.contains(ages.upperBound) else {
            throw PhantomError(
                "adults of 20 to 90 years are simulated, not of \(ages.lowerBound) to \(ages.upperBound)")
        }
        guard Self.possibleBedSpeeds.contains(bedSpeedCentimetresPerMinute.lowerBound),
            Self.possibleBedSpeeds.contains(bedSpeedCentimetresPerMinute.upperBound)
        else {
            throw PhantomError(
                "the bed moves at 5 to 200 cm/min, not at \(bedSpeedCentimetresPerMinute.lowerBound) to "
                    + "\(bedSpeedCentimetresPerMinute.upperBound)")
        }
        self.seed = seed
        self.indices = indices
        self.ages = ages
        self.bedSpeedCentimetresPerMinute = bedSpeedCentimetresPerMinute
    }
}

extension CohortPlan {
    /// Makes only patients of one sex, or sent for one reason; `nil` leaves it open. Throws where no such patients exist.
    public mutating func set(sex: Sex?, referral: Referral?) throws(PhantomError) {
        if sex == .female, referral == .prostateCancer {
            throw PhantomError("women have no prostate cancer: leave out the sex or the referral")
        }
        self.sex = sex
        self.referral = referral
    }

    /// Narrows what is drawn to an energy window about 140.5 keV, as a share of that, and to activities in MBq; `nil`
    /// leaves it as it is. Throws where one is impossible.
    public mutating func set(
        energyWindow: Double?, activity: ClosedRange<Double>?
    ) throws(PhantomError) {
        if let energyWindow {
            guard (0.1...0.3).contains(energyWindow) else {
                throw PhantomError("the energy window has 10 to 30 %, not \(energyWindow * 100) %")
            }
            self.energyWindow = energyWindow
        }
        if let activity {
            guard activity.lowerBound >= 1, activity.upperBound <= 2000 else {
                throw PhantomError(
                    "1 to 2000 MBq can be injected, not \(activity.lowerBound) to \(activity.upperBound)")
            }
            tracer = try UptakeProtocol(
                typicalMBq: (activity.lowerBound + activity.upperBound) / 2, activityMBq: activity,
                typicalMinutes: tracer.typicalMinutes, minutes: tracer.minutes)
        }
    }
}
