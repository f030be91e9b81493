public import Training

extension DenoiserRecipe {
    /// Recipes with names.
    public enum Preset: String, Choice {
        /// Ito 2022 at 100,000 counts of 1,000,000: one count level, squared error, Adam, the reference for a target.
        case paper
        /// Ito 2022 at 100,000 to 500,000 counts.
        case paperMixed = "paper-mixed"
        /// DnCNN-17 at 100,000 counts, as the article's rival.
        case paperDnCNN = "paper-dncnn"
        /// DnCNN-20 at 100,000 to 500,000 counts.
        case paperMixedDnCNN = "paper-mixed-dncnn"
        /// Any count level from a twentieth to three quarters, of any camera; needs no images but a department's
        /// ordinary scans.
        case ours
        /// The same, against the expected counts, which only simulation knows.
        case oursMean = "ours-mean"
        /// Expected counts and how sure of them the network is; needs simulated patients.
        case uncertainty

        /// The recipe.
        public var recipe: DenoiserRecipe {
            switch self {
            case .paper: Self.article(rawValue, .ddsrcnn, [0.1])
            case .paperMixed: Self.article(rawValue, .ddsrcnn, [0.1, 0.2, 0.3, 0.4, 0.5])
            case .paperDnCNN: Self.article(rawValue, .dncnn17, [0.1])
            case .paperMixedDnCNN: Self.article(rawValue, .dncnn20, [0.1, 0.2, 0.3, 0.4, 0.5])
            case .ours: Self.anyLevel(rawValue, .ddsrcnn, .independent, .poisson)
            case .oursMean: Self.anyLevel(rawValue, .ddsrcnn, .mean, .poisson)
            case .uncertainty: Self.anyLevel(rawValue, .ddsrcnnUncertainty, .mean, .gaussian)
            }
        }

        private static func article(
            _ name: String, _ architecture: DenoiserArchitecture, _ fractions: [Double]
        ) -> DenoiserRecipe {
            DenoiserRecipe(
                name: name, architecture: architecture, fractions: .these(fractions), target: .full,
                loss: .mse,
                scaling: .mean)
        }

        private static func anyLevel(
            _ name: String, _ architecture: DenoiserArchitecture, _ target: DenoiserTarget,
            _ loss: DenoiserLoss
        ) -> DenoiserRecipe {
            var recipe = DenoiserRecipe(
                name: name, architecture: architecture, fractions: .between(0.05, 0.75), target: target,
                loss: loss, scaling: .anscombe)
            recipe.averaging = 0.999
            return recipe
        }
    }
}
