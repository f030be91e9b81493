public import Foundation
import Torch
public import Training

/// All that decides what a segmenter learns, but the cohort.
public struct SegmenterRecipe: Codable, Equatable, Sendable {
    /// What the model is called.
    public var name = "segmenter"
    /// The file of the backbone: what `bonescan train backbone` has written, or, for palettes, what `bonescan models
    /// import` makes of DINO's weights.
    public var backbone = ""
    /// What the backbone sees.
    public var input = SegmenterInput.counts
    /// How codes and clusters are learnt.
    public var method = SegmenterMethod.stego
    /// The matrix that each view is fitted into.
    public var matrix = BackboneInput(rows: 512, columns: 128)
    /// What the backbone tells of each patch.
    public var features = PatchFeatures.tokens
    /// Whether features are whitened before anything compares them; not for DINO's own weights, for which the published
    /// shifts were chosen as they are.
    public var whitened = true
    /// Whether it learns from quarters and middles of views, twice as large, in the place of whole ones.
    public var fiveCrops = false
    /// How many numbers stand for a patch; PriMaPs takes those of the backbone.
    public var code = 70
    /// At how many places along and across each patch the probes for labels tell what is there; 1 for STEGO's own.
    public var detail = 4
    /// How many clusters are told apart in the body; air is one more.
    public var clusters = 27
    /// How much each kind of pairs counts for STEGO.
    public var correspondence = CorrespondencePreset.usual.settings
    /// How alike features must be for SmooSeg.
    public var smoothness = SmoothnessPreset.cocoStuff.settings
    /// STEGO and SmooSeg compare images at the square of so many random places.
    public var side = 11
    /// With so many others of its batch STEGO compares each image.
    public var partners = 5
    /// How many images a step has.
    public var batch = 16
    /// The steps of the optimiser, Adam.
    public var steps = 5000
    /// The learning rate of STEGO's head, of SmooSeg's projector, or of PriMaPs' prototypes.
    public var learningRate = 5e-4
    /// The probes', STEGO's clusters among them.
    public var probeLearningRate = 2e-2
    /// Whether both rates fall along half a cosine to a hundredth, for probes that come to rest; STEGO's authors keep them.
    public var settles = true
    /// After how many steps it is judged.
    public var validateEvery = 500
    /// After how many steps a checkpoint is left.
    public var checkpointEvery = 500
    /// From how many patients it learns; 0 for all that are left. Features of both views of one take 0.8 MB.
    public var trainingPatients = 300
    /// How many patients validate; where the cohort's table says who, that counts.
    public var validationPatients = 50
    /// How many patients are left for the test.
    public var testPatients = 200
    /// Decides the parts of the cohort, unless its table does. That of the backbone leaves the same
    /// patients for the test where the cohort and the numbers of patients are the same.
    public var splitSeed: UInt64 = 1
    /// Decides first weights, batches and places.
    public var seed: UInt64 = 1

    /// What is usual for a method.
    public init(_ method: SegmenterMethod = .stego) {
        self.method = method
        switch method {
        case .stego: break
        case .smooseg: (code, side, batch, learningRate) = (64, 16, 32, 1e-4)
        case .primaps: (batch, learningRate) = (32, 5e-3)
        }
    }

    /// What a file says, and what is usual for its method.
    ///
    /// Throws a sentence with the file and the key where a key is unknown, or a value wrong.
    ///
    /// - Parameter method: in the place of the file's.
    public init(file: URL, method: SegmenterMethod? = nil) throws {
        let settings = try YAMLFile(file)
        let method = try method ?? settings.settings(over: Self()).method
        self = try settings.settings(over: Self(method))
        self.method = method
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
        let schedule: LearningRateSchedule =
            settles
            ? .cosine(peak: learningRate, floor: learningRate / 100, warmUp: 0, steps: steps)
            : .constant(learningRate)
        var loop = TrainingLoop(steps: steps, schedule: schedule)
        (loop.validateEvery, loop.checkpointEvery) = (validateEvery, checkpointEvery)
        return loop
    }

    /// Throws where a value is out of its range.
    public func check() throws(SegmentationError) {
        try correspondence.check()
        try smoothness.check()
        for (isWrong, sentence) in [
            (
                !(8...2048).contains(matrix.rows) || !(8...2048).contains(matrix.columns)
                    || !matrix.rows.isMultiple(of: 8) || !matrix.columns.isMultiple(of: 8),
                "matrix is \(matrix.rows) × \(matrix.columns); give multiples of the backbone's patch up to 2048"
            ),
            (!(1...1024).contains(code), "code is \(code); give 1 to 1024, such as 70"),
            (!(1...64).contains(detail), "detail is \(detail); give 1 to 64, such as 4"),
            (!(2...254).contains(clusters), "clusters is \(clusters); give 2 to 254, such as 27"),
            (!(1...64).contains(side), "side is \(side); give 1 to 64, such as 11"),
            (!(1...64).contains(partners), "partners is \(partners); give 1 to 64, such as 5"),
            (
                !(2...1024).contains(batch),
                "batch is \(batch); give 2 to 1024: images are compared with each other"
            ),
            (steps < 1, "steps is \(steps); give 1 or more"),
            (
                !(learningRate > 0 && learningRate.isFinite),
                "learningRate is \(learningRate); give a number above 0, such as 0.0005"
            ),
            (
                !(probeLearningRate > 0 && probeLearningRate.isFinite),
                "probeLearningRate is \(probeLearningRate); give a number above 0, such as 0.005"
            ),
            (validateEvery < 1, "validateEvery is \(validateEvery); give 1 or more"),
            (checkpointEvery < 1, "checkpointEvery is \(checkpointEvery); give 1 or more"),
            (trainingPatients < 0, "trainingPatients is \(trainingPatients); give 0 (all) or more"),
        ] where isWrong { throw SegmentationError(sentence) }
    }
}

extension PatchFeatures: Choice {}
