public import Figures
public import Foundation
import Phantoms
import Scintigraphy
public import Segmentation
import Statistics
public import Training

/// Teaches the models of hot spots from simulated patients whom the segmenter does not know.
///
/// Those who taught the segmenter are left out, for on them it is surer than it should be. Those whom its recipe keeps
/// for the test judge the models; the others that it has left over teach them.
public struct HotSpotTraining {
    private let cohort: CohortFolder
    private let segmenter: TrainedUNet
    private let finder: HotSpotFinder
    private let software: String
    /// From whom the models learn, and who judges them.
    public let learning, judging: [CohortPatient]

    /// - Parameters:
    ///   - cohort: simulated patients, the cohort that taught the segmenter.
    ///   - segmenter: tells foci and bones.
    ///   - most: from so many patients the models learn at most.
    /// - Throws: where the segmenter's recipe leaves nobody.
    public init(
        _ cohort: CohortFolder, segmenter: TrainedUNet, settings: HotSpotSettings = HotSpotSettings(),
        most: Int, software: String
    ) throws {
        let recipe = segmenter.recipe
        let split = try PatientSplit(cohort, by: recipe.split, seed: recipe.splitSeed)
        learning = Array(cohort.patients.filter { split[$0.name] == nil }.prefix(most))
        judging = cohort.patients.filter { split[$0.name] == .test }
        guard !learning.isEmpty, !judging.isEmpty else {
            throw ReadingError(
                "\(cohort.url.path): the recipe of \(segmenter.name) leaves no patients to learn from and to judge by; "
                    + "give a larger cohort with the same seed, or a segmenter that learnt from fewer patients"
            )
        }
        (self.cohort, self.segmenter, self.software) = (cohort, segmenter, software)
        finder = HotSpotFinder(settings: settings)
    }

    /// What decides the result, beside the cohort's files, as a file.
    public func settingsData() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return try encoder.encode(
            Plan(
                software: software, segmenter: segmenter.hash, settings: finder.settings,
                learning: learning.map(\.name), judging: judging.map(\.name))) + Data("\n".utf8)
    }

    private struct Plan: Encodable {
        let software, segmenter: String
        let settings: HotSpotSettings
        let learning, judging: [String]
    }

    /// What came out.
    public struct Result: Sendable {
        /// The models, with what they are worth.
        public let model: HotSpotModel
        /// The hot spots that taught them, and those that judged them.
        public let learnt, judged: Table
    }

    /// Reads all patients, finds their hot spots, fits and judges.
    ///
    /// Throws where a patient cannot be read, or there are not both kinds of hot spots.
    public func callAsFunction(advance: () -> Void) throws -> Result {
        let taught = try learning.map { try patient($0, advance) }.flatMap(\.examples)
        let known = taught.filter { $0.truth.isMalignant != nil }
        guard
            let lesion = StandardisedLogistic(
                hotSpots: taught.map(\.terms), labels: taught.map { !$0.truth.lesions.isEmpty }),
            let malignancy = StandardisedLogistic(
                hotSpots: known.map(\.terms), labels: known.compactMap(\.truth.isMalignant))
        else {
            throw ReadingError(
                "\(cohort.url.path): \(learning.count) patients have \(taught.count) hot spots, \(known.count) on "
                    + "lesions, which are not of both kinds; learn from more patients")
        }
        var model = HotSpotModel(
            software: software,
            learntFrom:
                "\(taught.count) hot spots, \(known.count) of them on lesions, of \(learning.count) simulated "
                + "patients",
            segmenter: segmenter.hash, settings: finder.settings, lesion: lesion, malignancy: malignancy)
        let judges = try judging.map { try patient($0, advance) }
        model.validation = HotSpotValidation(judges, model)
        return Result(
            model: model, learnt: taught.table, judged: judges.flatMap(\.examples).table)
    }

    /// A patient's hot spots that count, and which lesions they should have met.
    struct Patient: Sendable {
        let examples: [HotSpotExample]
        /// Metastases over 15 mm that can be seen.
        let asked: Set<Int>
        /// Those of them that a hot spot meets.
        let found: Set<Int>
    }

    private func patient(_ patient: CohortPatient, _ advance: () -> Void) throws -> Patient {
        defer { advance() }
        let scan = try cohort.open(patient)
        let truth = try simulatedTruth(beside: patient.files[0])
        guard let masks = scan.lesions else {
            throw ReadingError(
                "\(patient.name) has no masks of lesions; give patients as `bonescan simulate` makes them")
        }
        let segmented = try scan.scan.images.map {
            try segmenter.segmentation(of: $0, field: nil, workers: 1)
        }
        guard let set = finder.find(in: segmented, of: scan.scan) else {
            throw ReadingError(
                "\(segmenter.name) says of no pixel whether it lies in a focus; train it to its end")
        }
        let truths = set.truths(lesions: masks, truth)
        let counted = set.spots.indices.filter { set.spots[$0].counts }
        let asked = zip(truth.patient.lesions, truth.lesions)
            .filter { $0.isMalignant && $0.size > 15 && $1.isVisible }.map(\.0.number)
        return Patient(
            examples: counted.map { place in
                HotSpotExample(
                    patient: patient.name, number: set.spots[place].number,
                    terms: HotSpotTerm.all.map { $0.value(set.extents[place].facts) }, truth: truths[place])
            },
            asked: Set(asked), found: Set(asked).intersection(counted.flatMap { truths[$0].lesions }))
    }
}

extension StandardisedLogistic {
    /// The best of 0.3 to 100 for malignancy, by ten-fold cross-validation over the patients that teach.
    private static let ridgeOfHotSpots = 3.0

    init?(hotSpots rows: [[Double]], labels: [Bool]) {
        self.init(HotSpotTerm.all.map(\.name), rows, labels: labels, ridge: Self.ridgeOfHotSpots)
    }
}

/// All that is known of the simulated patient whose scan's file this is.
func simulatedTruth(beside scan: URL) throws(ReadingError) -> PatientTruth {
    let file = scan.deletingLastPathComponent().appending(path: "truth.json")
    guard let data = try? Data(contentsOf: file),
        let truth = try? JSONDecoder().decode(PatientTruth.self, from: data)
    else {
        throw ReadingError(
            "\(file.path) is no truth of a simulated patient that this version knows; simulate the patient again"
        )
    }
    return truth
}
