import Foundation
import Torch
import Training

/// Judges a backbone without labels: of two large crops of a view, changed by chance, does each find the other again
/// among the crops of all views for validation, by the direction of its class token from their mean?
///
/// The loss alone could not tell: it is lowest where all images are told the same of.
struct BackboneJudge {
    private let crops: Tensor
    private let views, batch: Int

    init(_ recipe: BackboneRecipe, views: [PreparedView]) throws {
        let pairs = try CropSampler(recipe, views: views).pairs()
        crops = Tensor(pairs.values, shape: pairs.shape)
        (self.views, batch) = (views.count, 2 * recipe.batch)
    }

    /// The share of crops that find their other, which is the score; the loss; and among how many of the head's answers
    /// the teacher's are spread out: 1 where it says the same of all.
    func callAsFunction(
        _ network: SelfDistillation, _ loss: DistillationLoss, _ device: Device
    ) -> TrainingLoop.Judgement {
        let tokens = concatenate(
            stride(from: 0, to: 2 * views, by: batch).map { start in
                network.backbone.classToken(crops[start..<min(start + batch, 2 * views)].to(device))
            })
        let directions = (tokens - tokens.mean(dim: 0, keepdim: true)).normalised(dim: 1)
        let similarities = directions[0..<views].matmul(directions[views...].transposed(0, 1))
        let own = Tensor.arange(views, device: device)
        let found = [0, 1].map { dim in
            (similarities.argmax(dim: dim) .== own).to(.float32).mean().item
        }
        let answers = network.head(tokens).reshaped(2, views, -1)
        let mean = loss.probabilities(answers, centre: network.centre.value).mean(dim: 0, 1)
        let entropy = -(mean * (mean + 1e-12).log()).sum().item
        return .init(
            score: (found[0] + found[1]) / 2,
            metrics: [
                "loss on validation": loss(answers, targets: answers, centre: network.centre.value).item,
                "answers in use": exp(entropy),
            ])
    }
}
