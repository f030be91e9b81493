import Figures
public import Foundation
public import Studies
import Training

extension ClassificationStudy {
    /// What decides the results, as Studies/classification.yaml has it.
    public struct Plan: Codable, Equatable, Sendable {
        /// What all random numbers start from: patients, split, readers.
        public var seed: UInt64 = 1
        /// `simulated`, or the folder of a cohort with its table, relative to the configuration's.
        public var cohort = Self.simulated
        /// The ages of simulated patients: the older they are, the fewer have a normal scan.
        public var youngest = 20
        /// The ages of simulated patients.
        public var oldest = 90
        /// How many patients networks learn from; of a cohort's own table all who are left.
        public var trainingPatients = 1800
        /// How many choose weights, thresholds and calibration.
        public var validationPatients = 300
        /// Of how many figures are reported.
        public var testPatients = 900
        /// Into how many folds the patients are dealt out instead, each of which is the test once; 0 for none.
        public var folds = 0
        /// How many more patients are scanned once as they should be, and once with each of the things that can go
        /// wrong; 0 for none.
        public var difficultPatients = 150
        /// The questions.
        public var tasks = ClassificationTask.allCases
        /// The models, by their names, in the order of the tables.
        public var models = ClassifierArchitecture.allCases
        /// The file of the recipe by which all are trained, relative to the configuration's folder; empty for what is
        /// usual. The plan decides its model, question, patients and seeds.
        public var recipe = ""
        /// The steps of models on single backbones, where the recipe's are not meant.
        public var steps: ByName<Int> = [:]
        /// Each model is trained once with each; its log odds are the mean of all.
        public var seeds: [UInt64] = [1]
        /// Over how many test patients with known lesions the models' maps are looked at; 0 for none.
        public var explainedPatients = 100
        /// Whether trained weights are kept.
        public var keepsWeights = true
        /// For each question, the file with readers' ratings (patient, reader, rating), relative to the
        /// configuration's folder.
        public var readers: ByName<String> = [:]
        /// For each question without such a file, the skill of simulated readers, as areas under their ROC curves.
        public var simulatedReaders: ByName<[Double]> = [
            "abnormal": [0.65, 0.64, 0.60], "malignant": [0.74, 0.70, 0.77],
        ]
        /// How often patients are drawn for bootstrap intervals.
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

        /// Throws where a value is out of its range, or names nothing.
        func check() throws(TrainingError) {
            let most = 100_000
            for (isWrong, sentence) in [
                (
                    !(20...90).contains(youngest) || !(youngest...90).contains(oldest),
                    "youngest and oldest are \(youngest) and \(oldest); give years from 20 to 90"
                ),
                (
                    !(1...most).contains(trainingPatients),
                    "trainingPatients is \(trainingPatients); give 1 to \(most)"
                ),
                (
                    !(1...most).contains(validationPatients),
                    "validationPatients is \(validationPatients); give 1 to \(most)"
                ),
                (!(2...most).contains(testPatients), "testPatients is \(testPatients); give 2 to \(most)"),
                (folds != 0 && !(3...100).contains(folds), "folds is \(folds); give 0 (none) or 3 to 100"),
                (
                    !(0...most).contains(difficultPatients),
                    "difficultPatients is \(difficultPatients); give 0 (none) to \(most)"
                ),
                (
                    !(0...1000).contains(explainedPatients),
                    "explainedPatients is \(explainedPatients); give 0 (none) to 1000"
                ),
                (tasks.isEmpty, "tasks is empty; give abnormal, malignant, or both"),
                (Set(tasks).count < tasks.count, "tasks names one twice"),
                (models.isEmpty, "models is empty; give names as `bonescan models list` has them"),
                (Set(models).count < models.count, "models names one twice"),
                (seeds.isEmpty, "seeds is empty; give one or more, such as [1, 2, 3, 4, 5]"),
                (Set(seeds).count < seeds.count, "seeds names one twice"),
                (
                    replicates != 0 && !(100...1_000_000).contains(replicates),
                    "replicates is \(replicates); give 0 (none) or 100 to 1000000"
                ),
            ] where isWrong { throw TrainingError(sentence) }
            for entry in steps.all {
                guard BackboneArchitecture(rawValue: entry.name) != nil else {
                    let names = BackboneArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
                    throw TrainingError("steps names “\(entry.name)”; the backbones are \(names)")
                }
                guard entry.value >= 1 else {
                    throw TrainingError("steps of \(entry.name) is \(entry.value); give 1 or more")
                }
            }
            try check("readers", readers.all.map(\.name))
            try check("simulatedReaders", simulatedReaders.all.map(\.name))
            for skill in simulatedReaders.all.flatMap(\.value) where !(skill > 0 && skill < 1) {
                throw TrainingError("simulatedReaders has an area of \(skill); give more than 0, less than 1")
            }
        }

        private func check(_ key: String, _ names: [String]) throws(TrainingError) {
            for name in names where ClassificationTask(rawValue: name) == nil {
                throw TrainingError(
                    "\(key) names “\(name)”; the questions are "
                        + ClassificationTask.allCases.map(\.rawValue).joined(separator: " and "))
            }
        }
    }
}
