import Torch

/// What a frozen backbone tells of many views, computed once, with their labels.
struct ViewFeatures {
    /// Views×width×h×w in 16 bits: half the memory, and as good for cosines.
    let features: Tensor
    /// What they were whitened by.
    let scale: FeatureWhitening
    /// The same of the views mirrored from left to right; `nil` where they were not looked at.
    let mirrored: Tensor?
    /// Views×rows×columns; ``unknown`` where nothing is known.
    let bones, foci: Tensor
    /// Whether there are labels of bones.
    let isLabelled: Bool
    /// 1 where a patch shows body, 0 where it shows air: views×h×w.
    let body: Tensor
    /// What PriMaPs learns from, views×h×w: the mask of each patch, from 1; 0 for none, in air, and everywhere where another
    /// method learns.
    let masks: Tensor
    /// Who is most like whom.
    let neighbours: NearestNeighbours

    /// The label of pixels of which nothing is known.
    static let unknown = 255

    var count: Int { features.shape[0] }
    /// How many patches a view has.
    var places: Int { features.shape[2] * features.shape[3] }

    /// `nil` where it was asked to stop.
    ///
    /// - Parameters:
    ///   - views: what is looked at.
    ///   - isMirrored: whether they are looked at mirrored, too.
    ///   - backbone: what looks.
    ///   - recipe: what it sees, and whether features are whitened.
    ///   - scale: by what; these views' own where `nil`.
    ///   - device: where features are kept.
    ///   - shouldStop: asked before each view.
    ///   - advance: told after each.
    init?(
        of views: [LabelledView], mirrored isMirrored: Bool, by backbone: FrozenBackbone,
        _ recipe: SegmenterRecipe, scale: FeatureWhitening? = nil, device: Device, shouldStop: () -> Bool,
        advance: () -> Void
    ) throws {
        let matrix = recipe.matrix
        var features: [Tensor] = []
        var mirrored: [Tensor] = []
        for view in views {
            if shouldStop() { return nil }
            let seen = Tensor(
                recipe.input.seen(view.view, in: matrix),
                shape: [1, recipe.input.channels, matrix.rows, matrix.columns]
            ).to(device)
            func told(_ image: Tensor) throws -> Tensor {
                try torchErrors {
                    withoutGradient { backbone.network.features(image, recipe.features) }.to(.float16)
                }
            }
            features.append(try told(seen))
            if isMirrored { mirrored.append(try told(seen.flipped(3))) }
            advance()
        }
        let patches = [views.count, features[0].shape[2], features[0].shape[3]]
        let patch = matrix.rows / patches[1]
        let body = Tensor(views.flatMap { matrix.body(of: $0.view, patch: patch) }, shape: patches).to(device)
        self.body = body
        let own = {
            recipe.whitened
                ? try FeatureWhitening(of: features, body: body) : FeatureWhitening(features[0].shape[1])
        }
        let chosen = try scale ?? own()
        chosen.move(device: device)
        self.scale = chosen
        func scaled(_ features: [Tensor]) -> [Tensor] {
            withoutGradient { features.map { chosen($0.to(.float32)).to(.float16) } }
        }
        features = scaled(features)
        self.features = concatenate(features)
        self.mirrored = isMirrored ? concatenate(scaled(mirrored)) : nil
        neighbours = NearestNeighbours(
            concatenate(
                features.enumerated().map { number, view in
                    // Of the body: air is like other air.
                    (view.to(.float32) * body[number]).sum(dim: 2, 3) / body[number].sum().clamped(from: 1)
                }))
        func labels(_ known: (LabelledView) -> [UInt8]?) -> Tensor {
            let unknown = [UInt8](repeating: UInt8(Self.unknown), count: matrix.rows * matrix.columns)
            return Tensor(
                views.flatMap { known($0) ?? unknown }, shape: [views.count, matrix.rows, matrix.columns]
            ).to(device)
        }
        let masks = try zip(views, features).flatMap { view, found -> [UInt8] in
            recipe.method == .primaps
                ? try view.masks(found.to(.float32), in: matrix)
                : [UInt8](repeating: 0, count: found.shape[2] * found.shape[3])
        }
        self.masks = Tensor(masks, shape: patches).to(device) * body.to(.uint8)
        (bones, foci) = (labels(\.bones), labels(\.foci))
        isLabelled = views.contains { $0.bones != nil }
    }

    /// Where some views show body, by their numbers as a batch has them: N×h×w.
    func body(of views: Tensor) -> Tensor { body.selected(views.to(.int64), dim: 0) }

    /// Those of some views, by their numbers, in 32 bits.
    subscript(views: Tensor) -> Tensor { features.selected(views, dim: 0).to(.float32) }
}
