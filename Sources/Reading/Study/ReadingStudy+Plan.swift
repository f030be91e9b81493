public import Foundation
import Studies
import Training

extension ReadingStudy {
    /// What decides the results, as Studies/reading.yaml has it.
    public struct Plan: Codable, Equatable, Sendable {
        /// What all random numbers start from. No patient of this seed may have taught the models.
        public var seed: UInt64 = 1
        /// The folder of the models that are asked, relative to the configuration's.
        public var models = "../Models"
        /// How many patients are scanned without artefacts.
        public var cleanPatients = 100
        /// How many with an artefact that earlier studies left out: ``ReadingStudy/difficulties``.
        public var difficultPatients = 100
        /// How many of those without artefacts are read with fewer counts, too.
        public var countPatients = 60
        /// The shares of the counts that they are read with.
        public var countShares = [0.5, 0.25, 0.1]
        /// How many patients are scanned twice, and once more without half of their metastases.
        public var pairs = 100
        /// How many patients have each fault that quality control should see; 0 for no such table.
        public var qualityPatients = 40
        /// How small a metastasis may be that is asked for, in mm.
        public var leastMillimetres = 15.0
        /// False marks in a scan at which lesions found are counted.
        public var falseMarks = [1.0, 3.0, 5.0]
        /// How often patients are drawn for bootstrap intervals.
        public var replicates = 2000

        /// The usual plan: all of it.
        public init() {}

        /// Throws a sentence with file and key where a key is unknown or a value wrong.
        public init(file: URL) throws {
            self = try YAMLFile(file).settings(over: Plan())
            do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
        }

        /// Throws where a value is out of its range.
        func check() throws(TrainingError) {
            let most = 100_000
            for (isWrong, sentence) in [
                (!(2...most).contains(cleanPatients), "cleanPatients is \(cleanPatients); give 2 to \(most)"),
                (
                    !(2...most).contains(difficultPatients),
                    "difficultPatients is \(difficultPatients); give 2 to \(most)"
                ),
                (
                    countPatients < 0 || countPatients > cleanPatients,
                    "countPatients is \(countPatients); give 0 to \(cleanPatients), for they are among cleanPatients"
                ),
                (
                    !countShares.allSatisfy { $0 > 0 && $0 < 1 },
                    "countShares is \(countShares); give shares between 0 and 1, such as [0.5, 0.25, 0.1]"
                ),
                (Set(countShares).count < countShares.count, "countShares names one twice"),
                (!(0...most).contains(pairs), "pairs is \(pairs); give 0 to \(most)"),
                (
                    !(0...most).contains(qualityPatients),
                    "qualityPatients is \(qualityPatients); give 0 to \(most)"
                ),
                (
                    !(0...1000).contains(leastMillimetres),
                    "leastMillimetres is \(leastMillimetres); give 0 (all metastases) to 1000"
                ),
                (
                    falseMarks.isEmpty || !falseMarks.allSatisfy { $0 > 0 && $0 <= 1000 },
                    "falseMarks is \(falseMarks); give rates above 0, such as [1, 3, 5]"
                ),
                (
                    !(100...1_000_000).contains(replicates),
                    "replicates is \(replicates); give 100 to 1000000"
                ),
            ] where isWrong { throw TrainingError(sentence) }
        }
    }
}
