public import Classification
import Denoising
import Foundation
public import Scintigraphy
public import Segmentation
import Training

/// The trained models that a reading asks. It does without those that are missing, and says so.
///
/// It belongs to one task at a time: libtorch's tensors are not `Sendable`.
public struct ReadingModels {
    /// Restores scans of few counts.
    public var restoration = LearnedRestoration.leftOut(because: "none was given")
    /// Answers a question each, of scans with both views or of those with one.
    public var classifiers: [TrainedClassifier] = []
    /// Tells bones and foci.
    public var segmenter: (any ViewSegmenter)?
    /// Tells what hot spots are.
    public var hotSpots: HotSpotModel?
    /// Weighs classifiers and hot spots of scans with both views.
    public var wholeScan: WholeScanModel?
    /// Which are missing, and why.
    public var missing: [Findings.Omission] = []

    /// None, for this reason.
    public init(without reason: String) {
        restoration = .leftOut(because: reason)
        missing = ["classification", "segmentation"].map { .init(stage: $0, reason: reason) }
    }

    /// Those of a folder that scans of these views need.
    ///
    /// - Parameters:
    ///   - folder: as they are shipped.
    ///   - views: those of the scans.
    public init(_ folder: ModelFolder, for views: [View] = View.allCases) {
        func loaded<Model>(_ stage: String, _ load: () throws -> Model) -> Model? {
            do { return try load() } catch {
                missing.append(.init(stage: stage, reason: "\(error)"))
                return nil
            }
        }
        do {
            restoration = .model(try Denoiser(file: folder.weights(of: "ddsrcnn")))
        } catch { restoration = .leftOut(because: "\(error)") }
        let suffix = views.count == 1 ? "-\(views[0].rawValue)" : ""
        classifiers = ClassificationTask.allCases.compactMap { task in
            loaded("classification, \(task.rawValue)") {
                try TrainedClassifier(file: folder.weights(of: task.rawValue + suffix))
            }
        }
        segmenter = loaded("segmentation") { try viewSegmenter(file: folder.weights(of: "u-net")) }
        hotSpots = loaded("probability of malignancy of hot spots") { [segmenter] in
            let model = try folder.hotSpotModel()
            guard let segmenter else { throw ReadingError("there is no segmenter to find hot spots") }
            guard model.segmenter == segmenter.hash else {
                throw ReadingError(
                    "its model knows hot spots of a segmenter with other weights: u-net is damaged, or was trained anew; "
                        + "copy it again, or train hot-spots again")
            }
            return model
        }
        guard views.count == View.allCases.count else { return }
        wholeScan = loaded(WholeScanModel.stage) { [weighed] in
            let model = try folder.wholeScanModel()
            guard model.models == weighed else {
                throw ReadingError(
                    "its model weighs answers of models with other weights: one is missing or damaged, or was trained anew; "
                        + "copy them again, or train whole-scan again")
            }
            return model
        }
    }

    /// What a model of whole scans weighs: the digests of both classifiers, the segmenter and the models of hot spots.
    var weighed: [String] {
        classifiers.map(\.hash) + [segmenter?.hash, hotSpots?.hash].compactMap(\.self)
    }
}

extension ReadingModels {
    /// All of them, so that readings by others can be told apart.
    var evidence: [Findings.ModelEvidence] {
        var all = classifiers.map(Findings.ModelEvidence.init)
        if case .model(let denoiser) = restoration { all.append(.init(denoiser)) }
        if let segmenter { all.append(.init(segmenter)) }
        all += [
            hotSpots.flatMap(Findings.ModelEvidence.init), wholeScan.flatMap(Findings.ModelEvidence.init),
        ]
        .compactMap(\.self)
        return all
    }
}

extension Findings.ModelEvidence {
    /// `nil` where it has not been read from a file.
    init?(_ model: HotSpotModel) {
        guard let hash = model.hash else { return nil }
        self.init(name: "hot-spots", architecture: "logistic regressions", hash: hash)
    }

    /// `nil` where it has not been read from a file.
    init?(_ model: WholeScanModel) {
        guard let hash = model.hash else { return nil }
        self.init(name: WholeScanModel.name, architecture: "logistic regressions", hash: hash)
    }

    init(_ segmenter: any ViewSegmenter) {
        self.init(name: segmenter.name, architecture: segmenter.kind, hash: segmenter.hash)
    }

    init(_ classifier: TrainedClassifier) {
        self.init(
            name: classifier.name, architecture: classifier.architecture.rawValue, hash: classifier.hash)
    }

    init(_ denoiser: Denoiser) {
        self.init(name: denoiser.name, architecture: denoiser.architecture.rawValue, hash: denoiser.hash)
    }
}
