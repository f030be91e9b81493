public import Scintigraphy

/// What a denoiser makes of an image of few counts.
public struct RestoredImage: Sendable {
    /// The expected counts on the scale of the image's own counts; as many in all as the image has.
    public let image: CountImage
    /// How sure the network is of them, as their standard deviation in counts; `nil` where it does not say.
    public let deviation: CountImage?
    /// What the network's expected counts were multiplied by to have the image's total.
    public let countFactor: Double
}
