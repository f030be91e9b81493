public import Scintigraphy
import Torch

/// An answer, and where in the scan it was found.
public struct Explanation: Sendable {
    /// The network's log odds of “yes”, as ``TrainedClassifier/logit(of:)`` has them.
    public let logit: Double
    /// A map over each view that the network takes, anterior first, all in one unit: the highest value of all is 1, or
    /// all are 0 where nothing spoke for “yes”.
    public let maps: [ActivationMap]

    /// By a network of so many views; the images are those views as acquired.
    init(
        _ images: [CountImage], by network: any Classifier, seeing input: ClassifierInput,
        on device: Device = .cpu
    ) {
        let found = network.activationMaps(of: input.tensor(of: images).to(device))
        logit = found.logits.to(.cpu).item
        let planes = found.maps.to(.cpu).split(into: images.count, dim: 1)
        let laid = zip(planes, images).map { input.laid($0, over: $1) }
        let most = laid.joined().max() ?? 0
        maps = zip(laid, images).map { values, image in
            ActivationMap(over: image, values: most > 0 ? values.map { $0 / most } : values)
        }
    }
}

extension TrainedClassifier {
    /// What the network thinks of “yes”, and where it found what speaks for it: Grad-CAM,
    /// ``Classifier/activationMaps(of:)``, laid over the pixels of the scan.
    ///
    /// A map is coarse: the network's features have a 32nd of its input's rows and columns, between which the map is
    /// interpolated. It tells a region of the body, not the outline of a lesion.
    ///
    /// Throws where a view that it takes is missing, or holds no counts.
    public func explanation(of scan: BoneScan) throws -> Explanation {
        let images = try recipe.input.images(of: scan, architecture.views)
        return try torchErrors { Explanation(images, by: network, seeing: recipe.input, on: device) }
    }
}
