import Torch

/// STEGO's loss: codes of places are drawn together where their features correspond, and apart where they do not.
///
/// Of features f, g and codes s, t at random places of two images, F = cos(f, g) and S = cos(s, t), for every place of the
/// one with every place of the other: - mean max(S, 0) (F - shift). F is centred first: less its mean over the other
/// image's places, and with the mean over all of them put back, which the paper's formula leaves out and its code does not.
struct CorrespondenceLoss {
    let settings: CorrespondenceSettings

    /// One number.
    ///
    /// - Parameters:
    ///   - images: N of them.
    ///   - neighbours: one for each.
    ///   - draw: what chance decides.
    func callAsFunction(_ images: Seen, neighbours: Seen, by draw: CorrespondenceDraw) -> Tensor {
        let own = images.sampled(at: draw.places)
        let others = neighbours.sampled(at: draw.otherPlaces)
        let random = draw.partners.map {
            own.loss(with: images[$0].sampled(at: draw.otherPlaces), settings.random.shift)
        }
        let mean = random.dropFirst().reduce(random[0], +) / Double(random.count)
        return own.loss(with: own, settings.itself.shift) * settings.itself.weight
            + own.loss(with: others, settings.neighbour.shift) * settings.neighbour.weight
            + mean * settings.random.weight
    }
}

/// What is seen in a batch of images: their features, N×width×h×w, and the codes that the head makes of them.
struct Seen {
    let features, code: Tensor

    /// Some of the images, by their numbers.
    subscript(images: Tensor) -> Seen {
        Seen(features: features.selected(images, dim: 0), code: code.selected(images, dim: 0))
    }

    /// The directions of both at places, N×p×p×2 from -1 to 1 over the centres of the outermost patches.
    func sampled(at places: Tensor) -> SeenPlaces {
        func directions(_ x: Tensor) -> Tensor {
            x.sampled(at: places, outside: .border, aligningCorners: true).flattened(from: 2)
                .normalised(dim: 1)
        }
        return SeenPlaces(features: directions(features), code: directions(code))
    }
}

/// Directions at places of images: N×width×places, and the codes'.
struct SeenPlaces {
    let features, code: Tensor

    /// The loss of these images, each with one of the others.
    func loss(with others: SeenPlaces, _ shift: Double) -> Tensor {
        -(agreement(with: others).clamped(from: 0) * (correspondences(with: others) - shift)).mean()
    }

    /// The centred cosines of the features of each place with those of each of the others': N×places×places. No gradient
    /// goes through them.
    func correspondences(with others: SeenPlaces) -> Tensor {
        withoutGradient { centred(cosines(features, others.features)) }
    }

    /// The cosines of the codes likewise.
    func agreement(with others: SeenPlaces) -> Tensor { cosines(code, others.code) }

    private func cosines(_ x: Tensor, _ y: Tensor) -> Tensor { x.transposed(1, 2).matmul(y) }

    private func centred(_ features: Tensor) -> Tensor {
        let centred = features - features.mean(dim: 2, keepdim: true)
        return centred - centred.mean() + features.mean()
    }
}

/// What chance decides of a step: where a batch's images are compared, and with which of each other.
struct CorrespondenceDraw {
    /// Places of the images, N×p×p×2.
    let places: Tensor
    /// Places of those that they are compared with.
    let otherPlaces: Tensor
    /// Several times, for each image another one of the batch.
    let partners: [Tensor]
}
