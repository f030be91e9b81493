public import Training

/// What a denoiser is to make of an image of few counts.
public enum DenoiserTarget: String, Choice {
    /// The reference, of which the image is a part, as in Ito 2022. Of what the image y lacks, only the expectation
    /// can be guessed: the best answer is y + (1 - p) λ, on the reference's scale, which keeps the noise of y.
    case full
    /// The counts of the reference that the image has not. They know nothing of the image's noise, so that the best
    /// answer is the expected counts themselves, though no image ever showed them. Lehtinen et al.: Noise2Noise,
    /// ICML 2018, https://arxiv.org/abs/1803.04189, by binomial thinning.
    case independent
    /// The expected counts, which only simulation knows.
    case mean
}
