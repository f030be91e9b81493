public import Foundation
import Torch
public import Training

/// All that decides what a U-Net learns from labelled views, but the cohort.
public struct UNetRecipe: Codable, Equatable, Sendable {
    /// What the model is called.
    public var name = "u-net"
    /// The matrix that each view is fitted into.
    public var matrix = BackboneInput(rows: 512, columns: 128)
    /// The channels at the matrix's size; each halving doubles them.
    public var width = 16
    /// How often the matrix is halved.
    public var depth = 4
    /// How many views a step has.
    public var batch = 8
    /// Whether views are mirrored from left to right by chance: no label has a side.
    public var mirrors = true
    /// Views are thinned to this share of their counts or more; 1 for all of them.
    public var leastFraction = 0.3
    /// How much a pixel in a focus counts, beside one outside.
    public var focusWeight = 5.0
    /// How much the overlap of foci with what is called so counts.
    public var overlapWeight = 1.0
    /// The steps of the optimiser, AdamW.
    public var steps = 3000
    /// The highest learning rate.
    public var learningRate = 1e-3
    /// After so many steps, over which it rises, the learning rate falls along half a cosine to a hundredth.
    public var warmUp = 100
    /// How much the optimiser pulls weights to zero.
    public var weightDecay = 0.01
    /// Whether convolutions are made in bfloat16: meant for a GPU; on a CPU it is no faster, whatever the CPU has.
    public var mixedPrecision = false
    /// After how many steps the network is judged.
    public var validateEvery = 500
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 250
    /// From how many patients it learns; 0 for all that are left. Both views of one take 0.8 MB.
    public var trainingPatients = 300
    /// How many patients validate; where the cohort's table says who, that counts.
    public var validationPatients = 50
    /// How many patients are left for the test.
    public var testPatients = 200
    /// Decides the parts of the cohort, unless its table does. That of a segmenter leaves the same patients for the test.
    public var splitSeed: UInt64 = 1
    /// Decides first weights, batches and augmentation.
    public var seed: UInt64 = 1

    /// What is usual.
    public init() {}

    /// What a file says, and what is usual.
    ///
    /// Throws a sentence with the file and the key where a key is unknown, or a value wrong.
    public init(file: URL) throws {
        self = try YAMLFile(file).settings(over: UNetRecipe())
        do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
    }

    /// Which patient belongs to which part.
    public var split: PatientSplit.Rule {
        .sizes(
            training: trainingPatients == 0 ? nil : trainingPatients, validation: validationPatients,
            test: testPatients)
    }

    /// How it is trained.
    var loop: TrainingLoop {
        var loop = TrainingLoop(
            steps: steps,
            schedule: .cosine(
                peak: learningRate, floor: learningRate / 100, warmUp: min(warmUp, steps / 2), steps: steps))
        (loop.validateEvery, loop.checkpointEvery) = (validateEvery, checkpointEvery)
        return loop
    }

    /// What it learns by.
    public var loss: UNetLoss { UNetLoss(focusWeight: focusWeight, overlapWeight: overlapWeight) }

    /// Throws where a value is out of its range.
    public func check() throws(SegmentationError) {
        guard (1...6).contains(depth) else {
            throw SegmentationError("depth is \(depth); give 1 to 6, such as 4")
        }
        let multiple = 1 << depth
        for (isWrong, sentence) in [
            (
                !(multiple...2048).contains(matrix.rows) || !(multiple...2048).contains(matrix.columns)
                    || !matrix.rows.isMultiple(of: multiple) || !matrix.columns.isMultiple(of: multiple),
                "matrix is \(matrix.rows) × \(matrix.columns); a depth of \(depth) takes multiples of \(multiple) up to 2048"
            ),
            (!(1...128).contains(width), "width is \(width); give 1 to 128, such as 16"),
            (
                !(2...1024).contains(batch),
                "batch is \(batch); give 2 to 1024: batch normalisation compares views"
            ),
            (
                !(leastFraction > 0 && leastFraction <= 1),
                "leastFraction is \(leastFraction); give more than 0, up to 1"
            ),
            (
                !(focusWeight > 0 && focusWeight < 1e6),
                "focusWeight is \(focusWeight); give more than 0, such as 5"
            ),
            (
                !(overlapWeight >= 0 && overlapWeight < 1e6),
                "overlapWeight is \(overlapWeight); give 0 (nothing) or more"
            ),
            (steps < 1, "steps is \(steps); give 1 or more"),
            (
                !(learningRate > 0 && learningRate.isFinite),
                "learningRate is \(learningRate); give a number above 0, such as 0.001"
            ),
            (warmUp < 0, "warmUp is \(warmUp); give 0 or more"),
            (!(0..<1).contains(weightDecay), "weightDecay is \(weightDecay); give 0 or more, below 1"),
            (validateEvery < 1, "validateEvery is \(validateEvery); give 1 or more"),
            (checkpointEvery < 1, "checkpointEvery is \(checkpointEvery); give 1 or more"),
            (trainingPatients < 0, "trainingPatients is \(trainingPatients); give 0 (all) or more"),
        ] where isWrong { throw SegmentationError(sentence) }
    }
}
