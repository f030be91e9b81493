import Foundation
import Torch

/// What a segmenter's probes are worth on the patients for validation, and what follows for their use. Part of its file's
/// metadata.
public struct SegmenterValidation: Codable, Equatable, Sendable {
    /// How clusters came by their classes.
    public let matching: ClusterMatching
    /// The class of each cluster, as ``BoneClass`` numbers them; `nil` for clusters without.
    public let classes: [Int?]
    /// How well the clusters, each with its class, cover bones, background and other bones.
    public let clusters: OverlapScores
    /// How well the linear probe does.
    public let bones: OverlapScores
    /// From which probability on a pixel is called a focus; `nil` where no focus was seen.
    public let focusThreshold: Double?
    /// Dice's coefficient of pixels called so; the threshold was chosen for it.
    public let focusDice: Double?

    /// What a file's metadata call it.
    static let fact = "validation"

    /// `nil` where the metadata's text is broken.
    init?(_ text: String) {
        guard let found = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)),
            found.classes.compactMap(\.self).allSatisfy((0..<BoneClass.labels).contains)
        else { return nil }
        self = found
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Of what the probes make of views with labels, as `bonescan segment` asks them.
    ///
    /// - Precondition: the views were looked at mirrored, too.
    init(_ network: any CodeLearner, on views: ViewFeatures, clusters learnt: Int) throws {
        let count = learnt + 1  // air is the last
        var clusters = ConfusionCounts(clusters: count, classes: BoneClass.labels)
        var bones = ConfusionCounts(clusters: BoneClass.labels, classes: BoneClass.labels)
        var foci = FocusCounts()
        guard let mirrored = views.mirrored else { preconditionFailure("the views were not mirrored") }
        for view in 0..<views.count {
            let truth = views.bones[view]
            let size = Pair(truth.shape[0], truth.shape[1])
            let labels = truth.array(of: UInt8.self)
            guard labels.first != UInt8(ViewFeatures.unknown) else { continue }
            let answers = network.answers(
                views.features[view..<view + 1].to(.float32), mirrored: mirrored[view..<view + 1].to(.float32)
            ) { $0.resized(to: size, by: .bilinear) }
            .withAir(body: views.body[view..<view + 1].unsqueezed(1).resized(to: size, by: .bilinear))
            func called(_ answers: Tensor) -> [UInt8] { answers.argmax(dim: 1).array(of: UInt8.self) }
            try clusters.add(called(answers.clusters), truth: labels)
            try bones.add(called(answers.classes), truth: labels)
            let lesions = views.foci[view].array(of: UInt8.self)
            if lesions.first != UInt8(ViewFeatures.unknown) { foci.add(answers.foci.floats, truth: lesions) }
        }
        matching = ClusterMatching(clusters: count, classes: BoneClass.labels)
        classes = clusters.matching(matching)
        self.clusters = OverlapScores(clusters, matching: classes)
        self.bones = OverlapScores(bones, matching: Array(0..<BoneClass.labels))
        (focusThreshold, focusDice) = (foci.best?.threshold, foci.best?.dice)
    }

    /// What is noted in training.
    var metrics: [String: Double] {
        [
            "mean IoU of clusters": clusters.meanIntersectionOverUnion,
            "accuracy of clusters": clusters.accuracy,
            "mean IoU of bones": bones.meanIntersectionOverUnion, "accuracy of bones": bones.accuracy,
            "Dice of foci": focusDice,
        ].compactMapValues(\.self)
    }

    /// Adds what the weights of a file are worth to what it says of itself.
    static func note(
        on views: ViewFeatures, in file: URL, by network: Segmenter, clusters count: Int
    ) throws {
        let tensors = try SafeTensors.read(file)
        try network.load(tensors)
        network.evaluate()
        var facts = try SafeTensors.metadata(file)
        facts[fact] = try withoutGradient {
            try SegmenterValidation(network.learner, on: views, clusters: count)
        }.text
        try SafeTensors.write(tensors, metadata: facts, to: file)
    }
}
