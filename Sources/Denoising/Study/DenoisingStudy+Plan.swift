import Figures
public import Foundation
public import Scintigraphy
public import Studies
import Training

extension DenoisingStudy {
    /// What decides the results, as Studies/denoising.yaml has it.
    public struct Plan: Codable, Equatable, Sendable {
        /// What all random numbers start from: patients, split, counts.
        public var seed: UInt64 = 1
        /// `simulated`, or the folder of a cohort, relative to the configuration's.
        public var cohort = Self.simulated
        /// How many patients networks learn from, settings are chosen on, and figures are reported of.
        public var trainingPatients = 116
        /// On whom settings are chosen.
        public var validationPatients = 20
        /// Of whom figures are reported.
        public var testPatients = 20
        /// The counts of each simulated view.
        public var referenceCounts = 1_000_000
        /// Which views are restored for the figures; networks learn from all.
        public var views = View.allCases
        /// The shares of the reference's counts that are restored.
        public var levels = CountLevel.ito
        /// What PSNR and SSIM take as the largest signal: this percentile of the reference, 100 for its maximum.
        public var peakPercentile = 100.0
        /// How many times each test image is thinned to each level.
        public var realisations = 100
        /// The same for methods that take long, by their names.
        public var fewerRealisations: ByName<Int> = [:]
        /// In how many of them foci are searched and residuals tested.
        public var searchedRealisations = 10
        /// How many images with added lesions, and without, an observer sees of each view and level; 0 for none.
        public var detectionRealisations = 4
        /// The peak of an added lesion over what it lies in, less 1.
        public var addedContrast = 0.15
        /// The area under the ROC curve below which lesions count as lost.
        public var leastArea = 0.8
        /// On how many of the validation patients rivals are tuned, once for each level.
        public var tuningPatients = 20
        /// In the order of the tables.
        public var rivals = Rival.allCases
        /// In the order of the tables: each network's name, and the file of a recipe (.yaml) to train it by, the
        /// folder of a finished run, or a file of weights (.safetensors); relative to the configuration's folder.
        public var networks: ByName<String> = [:]
        /// The method that all others are compared with.
        public var main = Rival.gaussian.rawValue

        /// The network that learns from one count level alone, to be held against ``main``; empty for none.
        public var singleLevel = ""

        /// The cohort that the study makes itself.
        public static let simulated = "simulated"

        /// The usual plan, without networks.
        public init() {}

        /// Throws a sentence with file and key where a key is unknown or a value wrong.
        public init(file: URL) throws {
            self = try YAMLFile(file).settings(over: Plan())
            do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
        }

        /// All methods, rivals first.
        var methods: [String] { rivals.map(\.rawValue) + networks.all.map(\.name) }

        /// How many realisations of each level a method restores.
        func realisations(of method: String) -> Int { fewerRealisations[method] ?? realisations }

        /// Throws where a value is out of its range, or two do not go together.
        func check() throws(TrainingError) {
            let names = methods
            let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-"
            for (isWrong, sentence) in [
                (trainingPatients < 1, "trainingPatients is \(trainingPatients); give 1 or more"),
                (validationPatients < 1, "validationPatients is \(validationPatients); give 1 or more"),
                (testPatients < 2, "testPatients is \(testPatients); give 2 or more"),
                (tuningPatients < 1, "tuningPatients is \(tuningPatients); give 1 or more"),
                (referenceCounts < 1000, "referenceCounts is \(referenceCounts); give 1000 or more"),
                (views.isEmpty, "views is empty; give anterior, posterior, or both"),
                (
                    levels.isEmpty,
                    "levels is empty; give shares of the reference's counts, such as [0.5, 0.1]"
                ),
                (Set(levels).count < levels.count, "levels names one twice"),
                (
                    !(peakPercentile > 0 && peakPercentile <= 100),
                    "peakPercentile is \(peakPercentile); give more than 0, and 100 for the maximum"
                ),
                (realisations < 1, "realisations is \(realisations); give 1 or more"),
                (searchedRealisations < 0, "searchedRealisations is \(searchedRealisations); give 0 or more"),
                (
                    detectionRealisations != 0 && detectionRealisations < 2,
                    "detectionRealisations is \(detectionRealisations); give 0 for none, or 2 or more"
                ),
                (
                    !(addedContrast > 0 && addedContrast < 100),
                    "addedContrast is \(addedContrast); give more than 0"
                ),
                (
                    !(leastArea > 0.5 && leastArea < 1),
                    "leastArea is \(leastArea); give more than 0.5 and less than 1"
                ),
                (
                    [trainingPatients, validationPatients, testPatients].contains { $0 > 1_000_000 },
                    "trainingPatients, validationPatients or testPatients is above 1000000; give fewer"
                ),
                (
                    Set(names).count < names.count,
                    "rivals and networks have one name twice; give each its own"
                ),
            ] where isWrong { throw TrainingError(sentence) }
            for name in networks.all.map(\.name) where !name.allSatisfy(allowed.contains) || name.isEmpty {
                throw TrainingError("networks names “\(name)”; use small letters, digits and hyphens")
            }
            for fewer in fewerRealisations.all where !names.contains(fewer.name) || fewer.value < 1 {
                throw TrainingError(
                    "fewerRealisations gives \(fewer.name) \(fewer.value); give 1 or more, to one of \(names.joined(separator: ", "))"
                )
            }
            guard singleLevel.isEmpty || names.contains(singleLevel) else {
                throw TrainingError(
                    "singleLevel is \(singleLevel); choose one of \(names.joined(separator: ", "))")
            }
            guard names.contains(main) else {
                throw TrainingError("main is \(main); choose one of \(names.joined(separator: ", "))")
            }
        }
    }
}
