import ArgumentParser
import Phantoms

/// Who is simulated, with which diseases and artefacts.
struct PeopleArguments: ParsableArguments {
    @Option(help: "Only this sex.")
    var sex: Sex?

    @Option(help: "Whole years, as in 64 or 55...75. (default: 20...90)")
    var age: NumberRange?

    @Option(help: "Only this reason for the scan.")
    var referral: Referral?

    @Option(help: "The share of patients with cancer who have metastases, 0 to 1; by default as published.")
    var metastases: Double?

    @Option(
        help: """
            What goes wrong, and how often: reported, none, or kinds with their shares, such as \
            extravasation=1,motion=0.5. Kinds: \(ArtefactKind.allCases.map(\.argument).joined(separator: ", ")). \
            (default: reported)
            """, transform: ArtefactArgument.init)
    var artefacts = ArtefactArgument(frequencies: .reported)

    func validate() throws {
        guard let range = age?.range else { return }
        guard [range.lowerBound, range.upperBound].allSatisfy({ $0 == $0.rounded() }) else {
            throw ValidationError("--age takes whole years, as in 64 or 55...75")
        }
    }

    var ages: ClosedRange<Int> {
        guard let age else { return CohortPlan.possibleAges }
        return Int(age.range.lowerBound)...Int(age.range.upperBound)
    }

    func apply(to plan: inout CohortPlan) throws {
        try plan.set(sex: sex, referral: referral)
        if let metastases { plan.disease = try DiseaseOptions(metastases: metastases) }
        plan.artefacts = artefacts.frequencies
    }
}

/// With which camera and how many counts.
struct CameraArguments: ParsableArguments {
    @Option(
        help: """
            Only this camera: \(GammaCamera.presets.map(\.argument).joined(separator: ", ")); by default drawn for \
            each patient.
            """)
    var camera: CameraArgument?

    @Option(help: "The energy window about 140.5 keV in percent, 10 to 30; by default the camera's.")
    var window: Double?

    @Option(help: "The injected activity in MBq, as in 740 or 600...800. (default: 555...925)")
    var activity: NumberRange?

    @Option(help: "The bed's speed in cm/min, as in 13 or 10...12. (default: 12...15)")
    var speed: NumberRange?

    var bedSpeeds: ClosedRange<Double> { speed?.range ?? 12...15 }

    func apply(to plan: inout CohortPlan) throws {
        plan.camera = camera?.camera
        try plan.set(energyWindow: window.map { $0 / 100 }, activity: activity?.range)
    }
}

/// A number, or two with three points or a hyphen between them.
struct NumberRange: ExpressibleByArgument {
    let range: ClosedRange<Double>

    init?(argument: String) {
        var ends = argument.split(separator: "...", maxSplits: 1, omittingEmptySubsequences: false)
        if ends.count == 1, !argument.hasPrefix("-") { ends = argument.split(separator: "-", maxSplits: 1) }
        guard !ends.isEmpty else { return nil }
        guard let low = Double(ends[0]), let high = Double(ends[ends.count - 1]), low <= high,
            low.isFinite, high.isFinite, abs(low) < 1e9, abs(high) < 1e9
        else { return nil }
        range = low...high
    }
}

/// `none`, `reported`, or kinds with their shares.
struct ArtefactArgument {
    let frequencies: ArtefactFrequencies
    /// Whether kinds were named one by one.
    private let isChosen: Bool

    init(frequencies: ArtefactFrequencies) { (self.frequencies, isChosen) = (frequencies, false) }

    /// Throws a sentence where a kind is unknown or a share impossible.
    init(_ argument: String) throws {
        isChosen = !["none", "reported"].contains(argument)
        switch argument {
        case "none": frequencies = .none
        case "reported": frequencies = .reported
        default:
            var chosen = ArtefactFrequencies.none
            for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
                let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                guard let kind = ArtefactKind.allCases.first(where: { $0.argument == sides[0] }) else {
                    throw ValidationError("there is no kind “\(sides[0])”")
                }
                guard sides.count <= 2, let chance = sides.count == 2 ? Double(sides[1]) : 1 else {
                    throw ValidationError("the frequency of \(kind.rawValue) must be a number from 0 to 1")
                }
                try chosen.set(kind, to: chance)
            }
            frequencies = chosen
        }
    }

    /// Throws where a kind was named that views of the chest do not have.
    func checkOccurInChestViews() throws {
        guard isChosen else { return }
        let absent = ArtefactKind.allCases.first {
            !$0.occursInChestViews && frequencies.chances[$0, default: 0] > 0
        }
        if let absent { throw ValidationError("--artefacts: views of the chest show no \(absent.argument)") }
    }
}

/// A camera by the maker's name.
struct CameraArgument: ExpressibleByArgument {
    let camera: GammaCamera

    init?(argument: String) {
        guard let camera = GammaCamera.presets.first(where: { $0.argument == argument }) else { return nil }
        self.camera = camera
    }
}

extension Sex: ExpressibleByArgument {}

extension Referral: ExpressibleByArgument {
    var argument: String { rawValue.asArgument }

    public static var allValueStrings: [String] { allCases.map(\.argument) }

    public init?(argument: String) {
        guard let found = Self.allCases.first(where: { $0.argument == argument }) else { return nil }
        self = found
    }
}

extension ArtefactKind {
    var argument: String { rawValue.asArgument }
}

extension GammaCamera {
    var argument: String { name.lowercased().asArgument }
}

extension String {
    /// Words joined by hyphens.
    fileprivate var asArgument: String { replacing(" ", with: "-") }
}
