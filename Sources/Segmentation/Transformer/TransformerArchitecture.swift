public import Torch

/// The vision transformers that system C sees with, by the names that recipes and weight files use. The number is the
/// side of a patch in pixels.
public enum TransformerArchitecture: String, CaseIterable, Sendable {
    /// 192 numbers for each patch, three heads.
    case tiny16 = "vit-tiny-16"
    /// 192 numbers for each patch, three heads.
    case tiny8 = "vit-tiny-8"
    /// 384 numbers for each patch, six heads.
    case small8 = "vit-small-8"
    /// 768 numbers for each patch, twelve heads.
    case base8 = "vit-base-8"

    /// Where they are described.
    public static let publication =
        "Dosovitskiy et al., ICLR 2021, https://arxiv.org/abs/2010.11929; Caron et al., ICCV 2021, "
        + "https://arxiv.org/abs/2104.14294"

    /// As it stands in tables.
    public var title: String {
        switch self {
        case .tiny16: "ViT-Tiny/16"
        case .tiny8: "ViT-Tiny/8"
        case .small8: "ViT-Small/8"
        case .base8: "ViT-Base/8"
        }
    }

    /// The rows and columns of a patch.
    public var patch: Int { self == .tiny16 ? 16 : 8 }

    /// The numbers that it tells of each patch.
    public var width: Int {
        switch self {
        case .tiny16, .tiny8: 192
        case .small8: 384
        case .base8: 768
        }
    }

    /// The patches on a side of the images, 224×224, from which the published weights learnt where a patch is.
    public var side: Int { 224 / patch }

    /// The network with untrained weights; `side` × `side` places have an embedding of their own.
    public func make(
        channels: Int = 3, side: Int? = nil, start: TransformerStart = .dino, using generator: Generator
    ) -> VisionTransformer {
        VisionTransformer(
            patch: patch, width: width, heads: width / 64, depth: 12, channels: channels,
            side: side ?? self.side, start: start, using: generator)
    }
}
