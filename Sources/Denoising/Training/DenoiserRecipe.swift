public import Foundation
public import Torch
public import Training

/// All that decides what a denoiser learns, but the cohort. In YAML, a `preset` gives what is not said.
public struct DenoiserRecipe: Codable, Equatable, Sendable {
    /// What the model is called.
    public var name: String
    /// The network.
    public var architecture: DenoiserArchitecture
    /// How many counts the images have that it learns from.
    public var fractions: CountFractions
    /// What it is to make of them.
    public var target: DenoiserTarget
    /// How far it is from that.
    public var loss: DenoiserLoss
    /// What it sees of the counts.
    public var scaling: CountScaling
    /// Rows and columns of the pieces of images that it learns from, in pixels.
    public var patch = 64
    /// How many pieces a step has.
    public var batch = 16
    /// Whether half of the pieces are mirrored, left to right.
    public var flips = true
    /// The steps of the optimiser, Adam.
    public var steps = 20_000
    /// The highest learning rate.
    public var learningRate = 1e-3
    /// After so many steps, over which it rises, the learning rate falls along half a cosine to a hundredth.
    public var warmUp = 200
    /// The longest gradient; 0 for any.
    public var mostGradientNorm = 1.0
    /// The decay of the moving average of the weights, which is what is kept of them; 0 for none.
    public var averaging = 0.0
    /// After how many steps the network is judged.
    public var validateEvery = 1000
    /// On how many images of patients for validation.
    public var validationImages = 20
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 1000
    /// How many patients validate; where the cohort's table says who, that counts.
    public var validationPatients = 20
    /// How many patients are left for the test.
    public var testPatients = 20
    /// Decides the parts of the cohort, unless its table does.
    public var splitSeed: UInt64 = 1
    /// Decides first weights, batches and augmentation.
    public var seed: UInt64 = 1

    /// These, and what is usual.
    public init(
        name: String, architecture: DenoiserArchitecture, fractions: CountFractions, target: DenoiserTarget,
        loss: DenoiserLoss, scaling: CountScaling
    ) {
        self.name = name
        self.architecture = architecture
        self.fractions = fractions
        self.target = target
        self.loss = loss
        self.scaling = scaling
    }

    /// What is patched together from a file and the preset that it names (`ours` where it names none).
    ///
    /// Throws a sentence with the file and the key where a key is unknown, or a value wrong.
    public init(file: URL) throws {
        var yaml = try YAMLFile(file)
        let name = try yaml.take("preset") ?? Preset.ours.rawValue
        guard let preset = Preset(rawValue: name) else {
            throw TrainingError(
                "\(file.path): preset is \(name); choose \(Preset.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = try yaml.settings(over: preset.recipe)
        do { try check() } catch { throw TrainingError("\(file.path): \(error)") }
    }

    /// The learning rate of each step.
    public var schedule: LearningRateSchedule {
        .cosine(peak: learningRate, floor: learningRate / 100, warmUp: min(warmUp, steps / 2), steps: steps)
    }

    /// Which patient belongs to which part.
    public var split: PatientSplit.Rule {
        .sizes(training: nil, validation: validationPatients, test: testPatients)
    }

    /// Throws where a value is out of its range, or two do not go together.
    public func check() throws(DenoisingError) {
        let divisor = architecture.sidesAreMultiplesOf
        for (isWrong, sentence) in [
            (
                !(16...1024).contains(patch) || patch % divisor != 0,
                "patch is \(patch); give a multiple of \(divisor), 16 to 1024"
            ),
            (!(1...4096).contains(batch), "batch is \(batch); give 1 to 4096"),
            (steps < 1, "steps is \(steps); give 1 or more"),
            (
                !(learningRate > 0 && learningRate.isFinite),
                "learningRate is \(learningRate); give a number above 0, such as 0.001"
            ),
            (warmUp < 0, "warmUp is \(warmUp); give 0 or more"),
            (mostGradientNorm < 0, "mostGradientNorm is \(mostGradientNorm); give 0 (any) or more"),
            (!(0..<1).contains(averaging), "averaging is \(averaging); give 0 (none) or less than 1"),
            (
                averaging > 0 && architecture.normalisesByBatch,
                "averaging is \(averaging), which \(architecture.rawValue) cannot have: its batch normalisation knows the "
                    + "statistics of other weights; give 0"
            ),
            (validateEvery < 1, "validateEvery is \(validateEvery); give 1 or more"),
            (
                !(1...10_000).contains(validationImages),
                "validationImages is \(validationImages); give 1 to 10000"
            ),
            (checkpointEvery < 1, "checkpointEvery is \(checkpointEvery); give 1 or more"),
            (
                target == .independent && fractions.named.contains(1),
                "fractions holds 1, which leaves no counts for the target independent; give less"
            ),
            (
                (loss == .gaussian) != (architecture.outputs == 2),
                "loss is \(loss.rawValue), architecture \(architecture.rawValue): gaussian goes with ddsrcnn-uncertainty, "
                    + "and only with it"
            ),
            (
                loss == .poisson && scaling != .anscombe,
                "loss poisson needs scaling anscombe: other answers may be negative"
            ),
            (
                [.anscombe, .gaussian].contains(loss) && target != .mean,
                "loss \(loss.rawValue) needs target mean: with noise in the target, its minimum is not the expected counts"
            ),
        ] where isWrong { throw DenoisingError(sentence) }
    }
}
