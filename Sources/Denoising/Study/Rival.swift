import Figures
import Scintigraphy
public import Training

/// The methods without training that a network is compared with, by the names that configurations use.
public enum Rival: String, Choice {
    /// The image of few counts as it is.
    case none
    /// A Gaussian of 8 mm at all levels, as departments use it.
    case gaussian8 = "gaussian-8-mm"
    /// A Gaussian, its width chosen for each level on validation patients; so are the settings of those below.
    case gaussian
    /// Nonlinear diffusion.
    case diffusion
    /// The median.
    case median
    /// Non-local means in the Anscombe domain.
    case nonLocalMeans = "non-local-means"

    /// As it stands in tables.
    var title: String {
        switch self {
        case .none: "not restored"
        case .gaussian8: "Gaussian, 8 mm"
        case .gaussian: "Gaussian, tuned"
        case .diffusion: "nonlinear diffusion"
        case .median: "median"
        case .nonLocalMeans: "non-local means"
        }
    }

    /// As a method stands in tables: networks have the names that the configuration gives them.
    static func title(of method: String) -> String { Rival(rawValue: method)?.title ?? method }

    /// Among which the study chooses; one of them needs no choice.
    var candidates: [RestorationMethod] {
        switch self {
        case .none: [.none]
        case .gaussian8: [.gaussian(fwhmMillimetres: 8)]
        case .gaussian: RestorationMethod.candidates(for: .gaussian)
        case .diffusion: RestorationMethod.candidates(for: .diffusion)
        case .median: RestorationMethod.candidates(for: .median)
        case .nonLocalMeans: RestorationMethod.candidates(for: .nonLocalMeans)
        }
    }
}
