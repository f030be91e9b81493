public import Denoising
import Scintigraphy

/// The network that a reading tries beside the filters, or why it does without one.
public enum LearnedRestoration {
    /// A trained model.
    case model(Denoiser)
    /// No model can be used, for this reason.
    case leftOut(because: String)

    /// What the reading tries.
    var restorers: [Restorer] {
        if case .model(let denoiser) = self { [.network(denoiser)] } else { [] }
    }

    /// The model, as the report names it.
    var facts: RestorationModel? {
        if case .model(let denoiser) = self { RestorationModel(denoiser) } else { nil }
    }

    /// Whether the counts of `image` speak against what the network makes of them, or has made already.
    func residual(
        of image: CountImage, restored: CountImage? = nil, seed: UInt64
    ) throws -> ResidualFindings? {
        guard case .model(let denoiser) = self else { return nil }
        return try ResidualTest()(image, restored: restored, restoredBy: { try denoiser($0) }, seed: seed)
    }

    /// Why there is none.
    var reason: String? {
        if case .leftOut(let reason) = self { reason } else { nil }
    }
}
