import Figures
public import Foundation
import Studies
import Training

extension SegmentationStudy {
    /// What decides the results, as Studies/segmentation.yaml has it.
    public struct Plan: Codable, Equatable, Sendable {
        /// What all random numbers start from: patients and split.
        public var seed: UInt64 = 1
        /// `simulated`, or the folder of a cohort with its table and masks, relative to the configuration's.
        public var cohort = Self.simulated
        /// How many patients networks learn from.
        public var trainingPatients = 300
        /// How many choose matches of clusters and thresholds of foci.
        public var validationPatients = 50
        /// Of how many further figures are reported.
        public var testPatients = 100
        /// How many men with metastases of cancer of prostate or kidney are tested beside them, as in the article.
        public var articleMen = 54
        /// And how many women.
        public var articleWomen = 3
        /// The file of the backbone that all stand on, relative to the configuration's folder.
        public var backbone = "../Models/backbone/weights.safetensors"
        /// The file of the recipe that all segmenters have in common, relative to the configuration's folder; empty for
        /// what is usual. The plan decides its input, method, backbone, patients and seeds.
        public var recipe = ""
        /// What the network is shown.
        public var inputs = SegmenterInput.allCases
        /// How it learns from it.
        public var methods = SegmenterMethod.allCases
        /// The file of the recipe of the network that learns from labels, relative to the configuration's folder; empty
        /// for none.
        public var unet = ""
        /// Files of trained models that are asked as they are, relative to the configuration's folder: none of the patients
        /// here may have taught them.
        public var trained: [String] = []
        /// What tells foci without learning.
        public var scores = FocusScore.allCases
        /// Each model is trained once with each.
        public var seeds: [UInt64] = [1]
        /// Whether labels are also refined by a fully connected CRF.
        public var refines = true
        /// How small a metastasis may be that is asked for, in mm.
        public var leastMillimetres = 15.0
        /// False marks in a scan at which lesions found are counted.
        public var falseMarks = [1.0, 3.0, 5.0]
        /// Whether trained weights are kept.
        public var keepsWeights = true
        /// How often patients are drawn for bootstrap intervals; 0 for none.
        public var replicates = 2000

        /// The cohort that the study makes itself.
        public static let simulated = "simulated"

        /// The usual plan: all of it.
        public init() {}

        /// Throws a sentence with file and key where a key is unknown or a value wrong.
        public init(file: URL) throws {
            self = try YAMLFile(file).settings(over: Plan())
            do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
        }

        /// How many patients belong to the study's own cohort.
        var patients: Int { trainingPatients + validationPatients + testPatients }

        /// Throws where a value is out of its range.
        func check() throws(TrainingError) {
            let most = 100_000
            for (isWrong, sentence) in [
                (
                    !(2...most).contains(trainingPatients),
                    "trainingPatients is \(trainingPatients); give 2 to \(most)"
                ),
                (
                    !(1...most).contains(validationPatients),
                    "validationPatients is \(validationPatients); give 1 to \(most)"
                ),
                (!(2...most).contains(testPatients), "testPatients is \(testPatients); give 2 to \(most)"),
                (!(0...most).contains(articleMen), "articleMen is \(articleMen); give 0 to \(most)"),
                (!(0...most).contains(articleWomen), "articleWomen is \(articleWomen); give 0 to \(most)"),
                (
                    inputs.isEmpty,
                    "inputs is empty; give one or more of \(SegmenterInput.allCases.map(\.rawValue).joined(separator: ", "))"
                ),
                (Set(inputs).count < inputs.count, "inputs names one twice"),
                (Set(methods).count < methods.count, "methods names one twice"),
                (Set(scores).count < scores.count, "scores names one twice"),
                (Set(trained).count < trained.count, "trained names one twice"),
                (
                    methods.isEmpty && unet.isEmpty && trained.isEmpty && scores.isEmpty,
                    "methods, unet, trained and scores are all empty; give one"
                ),
                (seeds.isEmpty, "seeds is empty; give one or more, such as [1, 2, 3]"),
                (Set(seeds).count < seeds.count, "seeds names one twice"),
                (
                    !(0...1000).contains(leastMillimetres),
                    "leastMillimetres is \(leastMillimetres); give 0 (all metastases) to 1000"
                ),
                (
                    falseMarks.isEmpty || !falseMarks.allSatisfy { $0 > 0 && $0 <= 1000 },
                    "falseMarks is \(falseMarks); give rates above 0, such as [1, 3, 5]"
                ),
                (
                    replicates != 0 && !(100...1_000_000).contains(replicates),
                    "replicates is \(replicates); give 0 (none) or 100 to 1000000"
                ),
            ] where isWrong { throw TrainingError(sentence) }
        }
    }
}
