import Denoising
import Scintigraphy

/// A way back from fewer counts that a reading tries: a filter, or a trained network.
enum Restorer {
    case filter(RestorationMethod)
    case network(Denoiser)

    /// As it stands in tables.
    var name: String {
        switch self {
        case .filter(let method): method.name
        case .network(let denoiser): denoiser.title
        }
    }

    /// The settings by name, with their units.
    var parameters: [String: String] {
        switch self {
        case .filter(let method): method.parameters
        case .network(let denoiser): denoiser.parameters
        }
    }

    /// The restored view, on the scale of its own counts. Throws what the method throws.
    func callAsFunction(_ image: CountImage) throws -> CountImage {
        switch self {
        case .filter(let method): try method(image)
        case .network(let denoiser): try denoiser(image)
        }
    }
}
