import Foundation
import Torch

/// What a U-Net is worth on the patients for validation, and what follows for its use. Part of its file's metadata.
public struct UNetValidation: Codable, Equatable, Sendable {
    /// How well it tells bones, background and other bones.
    public let bones: OverlapScores
    /// From which probability on a pixel is called a focus; `nil` where no focus was seen.
    public let focusThreshold: Double?
    /// Dice's coefficient of pixels called so; the threshold was chosen for it.
    public let focusDice: Double?

    /// What a file's metadata call it.
    static let fact = "validation"

    /// `nil` where the metadata's text is broken.
    init?(_ text: String) {
        guard let found = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
        self = found
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Of what the network, which is in evaluation, makes of views; those without labels do not count.
    init(_ network: UNet, on views: [LabelledView], _ recipe: UNetRecipe, device: Device) throws {
        let matrix = recipe.matrix
        var bones = ConfusionCounts(clusters: BoneClass.labels, classes: BoneClass.labels)
        var foci = FocusCounts()
        for start in stride(from: 0, to: views.count, by: recipe.batch) {
            let some = views[start..<min(start + recipe.batch, views.count)]
            let images = Tensor(
                some.flatMap { matrix.seen($0.view) }, shape: [some.count, 1, matrix.rows, matrix.columns])
            let answers = UNetAnswers(network.meanLogits(images.to(device)))
            let (called, probable) = (answers.classes.argmax(dim: 1), sigmoid(answers.foci))
            for (index, view) in some.enumerated() {
                if let truth = view.bones { try bones.add(called[index].array(of: UInt8.self), truth: truth) }
                if let truth = view.foci { foci.add(probable[index].floats, truth: truth) }
            }
        }
        self.bones = OverlapScores(bones, matching: Array(0..<BoneClass.labels))
        (focusThreshold, focusDice) = (foci.best?.threshold, foci.best?.dice)
    }

    /// By which the best weights are chosen: the mean of Dice's coefficients of bones, as their mean, and of foci.
    var score: Double { ((bones.meanDice ?? 0) + (focusDice ?? 0)) / 2 }

    /// What is noted in training.
    var metrics: [String: Double] {
        [
            "mean IoU of bones": bones.meanIntersectionOverUnion, "accuracy of bones": bones.accuracy,
            "mean Dice of bones": bones.meanDice, "Dice of foci": focusDice,
        ].compactMapValues(\.self)
    }
}
