public import Foundation
public import Torch
public import Training

/// All that decides what a classifier learns, but the cohort.
///
/// Hajianfar et al. do not say how they trained; these settings are ours.
public struct ClassifierRecipe: Codable, Equatable, Sendable {
    /// What the model is called.
    public var name = "classifier"
    /// The model, by its name in ``ClassifierArchitecture``.
    public var architecture = ClassifierArchitecture.dual(.mobileNetV2, .squeezeExcitation)
    /// Whether models of two views see both with the same weights.
    public var trunks = DualViewClassifier.Trunks.shared
    /// A file of its backbone's weights to begin with: what `bonescan models import --one-channel` makes of Keras's, or
    /// a trained classifier of the same backbone. Empty for untrained ones.
    public var backboneWeights = ""
    /// The question.
    public var task = ClassificationTask.abnormal
    /// What it sees of a scan.
    public var input = ClassifierInput(rows: 256, columns: 64)
    /// The share of the features that is left out by chance in training.
    public var dropout = 0.5
    /// How many scans a step has.
    public var batch = 16
    /// Whether scans are mirrored, turned by up to 5°, moved, made larger or smaller by up to 5 %, and thinned to 30 %
    /// or more of their counts.
    public var augments = true
    /// How much it counts, beside the answer, whether the network can tell from its features in which places lesions lie,
    /// where the cohort has their masks; 0 for nothing.
    public var lesionWeight = 1.0
    /// The steps of the optimiser, AdamW.
    public var steps = 4000
    /// The highest learning rate.
    public var learningRate = 3e-4
    /// After so many steps, over which it rises, the learning rate falls along half a cosine to a hundredth.
    public var warmUp = 100
    /// How much the optimiser pulls weights to zero.
    public var weightDecay = 0.01
    /// The longest gradient; 0 for any.
    public var mostGradientNorm = 1.0
    /// After how many steps the network is judged.
    public var validateEvery = 200
    /// After how many judgements without a better one training ends early; 0 for never.
    public var patience = 0
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 500
    /// How many patients validate; where the cohort's table says who, that counts.
    public var validationPatients = 100
    /// How many patients are left for the test.
    public var testPatients = 200
    /// For cross-validation, into how many folds the cohort is dealt out instead; 0 for none.
    public var folds = 0
    /// Which of them is for the test, from 1.
    public var testFold = 1
    /// Decides the parts of the cohort, unless its table does.
    public var splitSeed: UInt64 = 1
    /// Decides first weights, batches and augmentation.
    public var seed: UInt64 = 1

    /// What is usual.
    public init() {}

    /// What a file says, and what is usual.
    ///
    /// Throws a sentence with the file and the key where a key is unknown, or a value wrong.
    public init(file: URL) throws {
        self = try YAMLFile(file).settings(over: ClassifierRecipe())
        do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
    }

    /// The learning rate of each step.
    public var schedule: LearningRateSchedule {
        .cosine(peak: learningRate, floor: learningRate / 100, warmUp: min(warmUp, steps / 2), steps: steps)
    }

    /// Which patient belongs to which part.
    public var split: PatientSplit.Rule {
        folds == 0
            ? .sizes(training: nil, validation: validationPatients, test: testPatients)
            : .folds(folds, test: testFold)
    }

    /// Throws where a value is out of its range.
    public func check() throws(ClassificationError) {
        let least = architecture.backbone.smallestSide
        for (isWrong, sentence) in [
            (
                !(least...2048).contains(input.rows) || !(least...2048).contains(input.columns),
                "input is \(input.rows) × \(input.columns); \(architecture.backbone.title) takes \(least) to 2048 each"
            ),
            (!(0..<1).contains(dropout), "dropout is \(dropout); give 0 (none) or less than 1"),
            (
                !(2...1024).contains(batch),
                "batch is \(batch); give 2 to 1024: batch normalisation compares scans"
            ),
            (
                !(lesionWeight >= 0 && lesionWeight < 1e6),
                "lesionWeight is \(lesionWeight); give 0 (nothing) or more"
            ),
            (steps < 1, "steps is \(steps); give 1 or more"),
            (
                !(learningRate > 0 && learningRate.isFinite),
                "learningRate is \(learningRate); give a number above 0, such as 0.0003"
            ),
            (warmUp < 0, "warmUp is \(warmUp); give 0 or more"),
            (
                !(weightDecay >= 0 && weightDecay < 1),
                "weightDecay is \(weightDecay); give 0 or more, below 1"
            ),
            (!(mostGradientNorm >= 0), "mostGradientNorm is \(mostGradientNorm); give 0 (any) or more"),
            (validateEvery < 1, "validateEvery is \(validateEvery); give 1 or more"),
            (patience < 0, "patience is \(patience); give 0 (never) or more"),
            (folds != 0 && folds < 3, "folds is \(folds); give 0 (none) or 3 or more"),
            (
                folds >= 3 && !(1...folds).contains(testFold),
                "testFold is \(testFold); give 1 to \(folds)"
            ),
            (checkpointEvery < 1, "checkpointEvery is \(checkpointEvery); give 1 or more"),
        ] where isWrong { throw ClassificationError(sentence) }
    }
}

extension ClassifierArchitecture: Choice {}

extension DualViewClassifier.Trunks: Choice {}
