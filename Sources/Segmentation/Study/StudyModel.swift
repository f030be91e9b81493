/// What is compared in a study.
enum StudyModel: Hashable {
    /// What learns by a method on a frozen backbone that is shown so.
    case segmenter(SegmenterInput, SegmenterMethod)
    /// The upper bound: a network that learns all of it from labels.
    case unet
    /// The model of a file, as it is.
    case trained(String)
    /// What learns nothing, and tells foci alone.
    case score(FocusScore)

    /// As tables call it.
    var name: String {
        switch self {
        case .segmenter(let input, let method): "\(method.rawValue), \(input.rawValue)"
        case .unet: "u-net"
        case .trained(let file):
            file.replacing("../", with: "").replacing("/weights.safetensors", with: "")
        case .score(let score): score.rawValue
        }
    }

    /// As files call it.
    var fileName: String {
        name.replacing(", ", with: "-").replacing(" ", with: "-").replacing("/", with: "-")
    }
}
