import Torch

/// What a frozen backbone tells of many views, computed once, with their labels.
struct ViewFeatures {
    /// Views×width×h×w in 16 bits: half the memory, and as good for cosines.
    let features: Tensor
    /// Views×rows×columns; ``STEGO/unknown`` where nothing is known.
    let bones, foci: Tensor
    /// Whether there are labels of bones.
    let isLabelled: Bool
    /// Who is most like whom.
    let neighbours: NearestNeighbours

    var count: Int { features.shape[0] }

    /// `nil` where it was asked to stop.
    init?(
        of views: [LabelledView], by backbone: FrozenBackbone, _ recipe: SegmenterRecipe, device: Device,
        shouldStop: () -> Bool, advance: () -> Void
    ) throws {
        let matrix = recipe.matrix
        var features: [Tensor] = []
        var means: [Tensor] = []
        for view in views {
            if shouldStop() { return nil }
            let seen = Tensor(
                recipe.input.seen(view.view, in: matrix),
                shape: [1, recipe.input.channels, matrix.rows, matrix.columns]
            ).to(device)
            let found = try torchErrors {
                withoutGradient { backbone.network.features(seen, recipe.features) }
            }
            means.append(found.mean(dim: 2, 3))
            features.append(found.to(.float16))
            advance()
        }
        self.features = concatenate(features)
        neighbours = NearestNeighbours(concatenate(means))
        func labels(_ known: (LabelledView) -> [UInt8]?) -> Tensor {
            let unknown = [UInt8](repeating: UInt8(STEGO.unknown), count: matrix.rows * matrix.columns)
            return Tensor(
                views.flatMap { known($0) ?? unknown }, shape: [views.count, matrix.rows, matrix.columns]
            ).to(device)
        }
        (bones, foci) = (labels(\.bones), labels(\.foci))
        isLabelled = views.contains { $0.bones != nil }
    }

    /// Those of some views, by their numbers, in 32 bits.
    subscript(views: Tensor) -> Tensor { features.selected(views, dim: 0).to(.float32) }
}
