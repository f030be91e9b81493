public import Foundation
import Torch
public import Training

/// All that decides what a backbone learns from scans without labels, but the cohort.
///
/// As DINO, made small: for two cores, thousands of scans, and views four times as high as wide.
public struct BackboneRecipe: Codable, Equatable, Sendable {
    /// What the model is called.
    public var name = "backbone"
    /// The transformer, by its name in ``TransformerArchitecture``.
    public var architecture = TransformerArchitecture.tiny8
    /// A file of weights to begin with, such as what `bonescan models import --one-channel` makes of DINO's; empty for
    /// untrained ones.
    public var weights = ""
    /// What it sees of a view, and its crops are crops of.
    public var input = BackboneInput(rows: 512, columns: 128)
    /// How it learns.
    public var method = BackboneMethod.distillation
    /// The rows and columns of a large crop; two are made of each view.
    public var largeCrop = CropSize(rows: 128, columns: 128)
    /// The rows and columns of a small crop.
    public var smallCrop = CropSize(rows: 64, columns: 64)
    /// How many small crops are made of each view.
    public var smallCrops = 4
    /// Crops are enlarged, or made smaller, by up to this factor.
    public var mostZoom = 1.25
    /// Crops are thinned to this share of their counts or more.
    public var leastFraction = 0.3
    /// Crops are made brighter, or darker, by up to this factor.
    public var mostBrightness = 1.5
    /// What is seen is raised to the power of this at most, or of one over it.
    public var mostGamma = 1.25
    /// Which share of a view's patches is hidden, where it learns by guessing them.
    public var hiddenShare = 0.75
    /// How many answers the head has.
    public var outputs = 2048
    /// What the student's answers are divided by.
    public var studentTemperature = 0.1
    /// What the teacher's answers are divided by.
    public var teacherTemperature = 0.04
    /// How much of the centre of the teacher's answers stays at each step.
    public var centreMomentum = 0.9
    /// How much of the teacher stays at the first step; along half a cosine it becomes all of it at the last.
    public var teacherMomentum = 0.996
    /// How many views a step has.
    public var batch = 16
    /// The steps of the optimiser, AdamW.
    public var steps = 10_000
    /// The highest learning rate.
    public var learningRate = 1e-4
    /// After so many steps, over which it rises, the learning rate falls along half a cosine to 0.000001.
    public var warmUp = 300
    /// How much the optimiser pulls matrices to zero at the first step.
    public var weightDecay = 0.04
    /// And at the last, to which it goes along half a cosine.
    public var lastWeightDecay = 0.4
    /// The longest gradient; 0 for any.
    public var mostGradientNorm = 3.0
    /// For how many passes over all views the head's last layer stays as it is.
    public var keptEpochs = 1.0
    /// After how many steps the teacher is judged.
    public var validateEvery = 1000
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 500
    /// Whether products are made in bfloat16: faster on a GPU, and twice as fast on a CPU that has AVX-512 BF16 or AMX;
    /// slower on others.
    public var mixedPrecision = false
    /// How many patients validate; where the cohort's table says who, that counts.
    public var validationPatients = 50
    /// How many patients are left for the test of what will stand on the backbone.
    public var testPatients = 200
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
        self = try YAMLFile(file).settings(over: BackboneRecipe())
        do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
    }

    /// Which patient belongs to which part.
    public var split: PatientSplit.Rule {
        .sizes(training: nil, validation: validationPatients, test: testPatients)
    }

    /// The patches of a whole view.
    var grid: Pair { Pair(input.rows / architecture.patch, input.columns / architecture.patch) }

    /// How many of them are seen where the others are guessed.
    var seenPatches: Int {
        let patches = grid.rows * grid.columns
        return min(max(1, Int((Double(patches) * (1 - hiddenShare)).rounded())), patches - 1)
    }

    /// How it is trained.
    var loop: TrainingLoop {
        var loop = TrainingLoop(
            steps: steps,
            schedule: .cosine(
                peak: learningRate, floor: min(1e-6, learningRate), warmUp: min(warmUp, steps / 2),
                steps: steps))
        loop.weightDecay = .cosine(peak: weightDecay, floor: lastWeightDecay, steps: steps)
        if method == .distillation {
            loop.averageDecay = .cosine(peak: teacherMomentum, floor: 1, steps: steps)
        }
        if mostGradientNorm > 0 { loop.mostGradientNorm = mostGradientNorm }
        (loop.validateEvery, loop.checkpointEvery) = (validateEvery, checkpointEvery)
        return loop
    }

    /// Throws where a value is out of its range.
    public func check() throws(SegmentationError) {
        let patch = architecture.patch
        func wrong(_ size: CropSize) -> Bool {
            !size.rows.isMultiple(of: patch) || !size.columns.isMultiple(of: patch)
                || !(patch...1024).contains(size.rows) || !(patch...1024).contains(size.columns)
        }
        for (isWrong, sentence) in [
            (
                wrong(CropSize(rows: input.rows, columns: input.columns)),
                "input is \(input.rows) × \(input.columns); \(architecture.title) takes multiples of \(patch) up to 1024"
            ),
            (
                wrong(largeCrop),
                "largeCrop is \(largeCrop); \(architecture.title) takes multiples of \(patch) up to 1024"
            ),
            (
                wrong(smallCrop),
                "smallCrop is \(smallCrop); \(architecture.title) takes multiples of \(patch) up to 1024"
            ),
            (!(0...32).contains(smallCrops), "smallCrops is \(smallCrops); give 0 to 32"),
            (!(1...4).contains(mostZoom), "mostZoom is \(mostZoom); give 1 (none) to 4"),
            (
                !(leastFraction > 0 && leastFraction <= 1),
                "leastFraction is \(leastFraction); give more than 0, up to 1"
            ),
            (
                !(1...100).contains(mostBrightness),
                "mostBrightness is \(mostBrightness); give 1 (none) to 100"
            ),
            (!(1...4).contains(mostGamma), "mostGamma is \(mostGamma); give 1 (none) to 4"),
            (
                !(hiddenShare > 0 && hiddenShare < 1),
                "hiddenShare is \(hiddenShare); give more than 0, less than 1, such as 0.75"
            ),
            (
                method == .masking && grid.rows * grid.columns < 2,
                "input is \(input.rows) × \(input.columns), one patch; give more to hide some of"
            ),
            (!(2...1_000_000).contains(outputs), "outputs is \(outputs); give 2 to 1000000, such as 2048"),
            (
                !(studentTemperature > 0 && studentTemperature <= 10),
                "studentTemperature is \(studentTemperature); give more than 0, such as 0.1"
            ),
            (
                !(teacherTemperature > 0 && teacherTemperature <= 10),
                "teacherTemperature is \(teacherTemperature); give more than 0, such as 0.04"
            ),
            (
                !(0..<1).contains(centreMomentum),
                "centreMomentum is \(centreMomentum); give 0 or more, below 1"
            ),
            (!(0...1).contains(teacherMomentum), "teacherMomentum is \(teacherMomentum); give 0 to 1"),
            (!(1...1024).contains(batch), "batch is \(batch); give 1 to 1024"),
            (steps < 1, "steps is \(steps); give 1 or more"),
            (
                !(learningRate > 0 && learningRate.isFinite),
                "learningRate is \(learningRate); give a number above 0, such as 0.0001"
            ),
            (warmUp < 0, "warmUp is \(warmUp); give 0 or more"),
            (!(0..<1).contains(weightDecay), "weightDecay is \(weightDecay); give 0 or more, below 1"),
            (
                !(0..<1).contains(lastWeightDecay),
                "lastWeightDecay is \(lastWeightDecay); give 0 or more, below 1"
            ),
            (!(mostGradientNorm >= 0), "mostGradientNorm is \(mostGradientNorm); give 0 (any) or more"),
            (!(0...1e6).contains(keptEpochs), "keptEpochs is \(keptEpochs); give 0 or more"),
            (validateEvery < 1, "validateEvery is \(validateEvery); give 1 or more"),
            (checkpointEvery < 1, "checkpointEvery is \(checkpointEvery); give 1 or more"),
        ] where isWrong { throw SegmentationError(sentence) }
    }
}

extension TransformerArchitecture: Choice {}

/// How a backbone learns from scans without labels.
public enum BackboneMethod: String, Choice {
    /// DINO: a student tells of crops what a teacher tells of larger ones.
    case distillation
    /// A masked autoencoder: patches of a whole view that are hidden are guessed from those that are seen.
    case masking
}
