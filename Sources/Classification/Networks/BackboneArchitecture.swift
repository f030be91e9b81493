public import Torch

/// The ten networks of Hajianfar et al., Z Med Phys 2024;34:242-257, as Keras ships them without their top, by the
/// names that recipes and weight files use.
public enum BackboneArchitecture: String, CaseIterable, Sendable {
    /// ``VGG19``.
    case vgg19
    /// ``MobileNetV2``.
    case mobileNetV2 = "mobilenetv2"
    /// ``ResNetV2`` of 50 layers.
    case resNet50V2 = "resnet50v2"
    /// ``ResNetV2`` of 101 layers.
    case resNet101V2 = "resnet101v2"
    /// ``ResNetV2`` of 152 layers.
    case resNet152V2 = "resnet152v2"
    /// ``InceptionV3``.
    case inceptionV3 = "inceptionv3"
    /// ``InceptionResNetV2``.
    case inceptionResNetV2 = "inceptionresnetv2"
    /// ``DenseNet`` of 121 layers.
    case denseNet121 = "densenet121"
    /// ``DenseNet`` of 169 layers.
    case denseNet169 = "densenet169"
    /// ``DenseNet`` of 201 layers.
    case denseNet201 = "densenet201"

    /// As it stands in tables.
    public var title: String {
        switch self {
        case .vgg19: "VGG19"
        case .mobileNetV2: "MobileNetV2"
        case .resNet50V2: "ResNet50V2"
        case .resNet101V2: "ResNet101V2"
        case .resNet152V2: "ResNet152V2"
        case .inceptionV3: "InceptionV3"
        case .inceptionResNetV2: "InceptionResNetV2"
        case .denseNet121: "DenseNet121"
        case .denseNet169: "DenseNet169"
        case .denseNet201: "DenseNet201"
        }
    }

    /// Where it is described.
    public var publication: String {
        switch self {
        case .vgg19: "Simonyan, Zisserman, ICLR 2015, https://arxiv.org/abs/1409.1556"
        case .mobileNetV2: "Sandler et al., CVPR 2018, https://arxiv.org/abs/1801.04381"
        case .resNet50V2, .resNet101V2, .resNet152V2: "He et al., ECCV 2016, https://arxiv.org/abs/1603.05027"
        case .inceptionV3: "Szegedy et al., CVPR 2016, https://arxiv.org/abs/1512.00567"
        case .inceptionResNetV2: "Szegedy et al., AAAI 2017, https://arxiv.org/abs/1602.07261"
        case .denseNet121, .denseNet169, .denseNet201:
            "Huang et al., CVPR 2017, https://arxiv.org/abs/1608.06993"
        }
    }

    /// The channels of its answer, whose rows and columns are about a 32nd of the image's.
    public var featureChannels: Int {
        switch self {
        case .vgg19: 512
        case .mobileNetV2: 1280
        case .resNet50V2, .resNet101V2, .resNet152V2, .inceptionV3: 2048
        case .inceptionResNetV2: 1536
        case .denseNet121: 1024
        case .denseNet169: 1664
        case .denseNet201: 1920
        }
    }

    /// The smallest images that leave something to see, in rows and in columns.
    public var smallestSide: Int {
        switch self {
        case .inceptionV3, .inceptionResNetV2: 75
        default: 32
        }
    }

    /// The network with untrained weights: N×channels×H×W to N×``featureChannels``×h×w.
    public func make(channels: Int = 3, using generator: Generator) -> any Layer {
        switch self {
        case .vgg19: VGG19(channels: channels, using: generator)
        case .mobileNetV2: MobileNetV2(channels: channels, using: generator)
        case .resNet50V2: ResNetV2(.d50, channels: channels, using: generator)
        case .resNet101V2: ResNetV2(.d101, channels: channels, using: generator)
        case .resNet152V2: ResNetV2(.d152, channels: channels, using: generator)
        case .inceptionV3: InceptionV3(channels: channels, using: generator)
        case .inceptionResNetV2: InceptionResNetV2(channels: channels, using: generator)
        case .denseNet121: DenseNet(.d121, channels: channels, using: generator)
        case .denseNet169: DenseNet(.d169, channels: channels, using: generator)
        case .denseNet201: DenseNet(.d201, channels: channels, using: generator)
        }
    }
}
