import Scintigraphy

extension RestorationMethod {
    /// The kinds of method, whatever their settings.
    public enum Family: String, CaseIterable, Codable, Sendable {
        case none, gaussian, diffusion, median, nonLocalMeans

        /// As it stands in tables.
        public var name: String {
            switch self {
            case .none: "Not restored"
            case .gaussian: "Gaussian filter"
            case .diffusion: "Nonlinear diffusion"
            case .median: "Median filter"
            case .nonLocalMeans: "Non-local means"
            }
        }
    }

    /// The kind of this method.
    public var family: Family {
        switch self {
        case .none: .none
        case .gaussian: .gaussian
        case .diffusion: .diffusion
        case .median: .median
        case .nonLocalMeans: .nonLocalMeans
        }
    }

    /// The settings of a family among which a study chooses for each count level, on validation images.
    ///
    /// They reach from next to no smoothing, which is best where the counts are many and the reference is
    /// as noisy, to more than is good at a tenth of the counts of a chest view, so that the best lies inside.
    public static func candidates(for family: Family) -> [RestorationMethod] {
        switch family {
        case .none: [.none]
        case .gaussian: gaussianWidths.map { .gaussian(fwhmMillimetres: $0) }
        case .diffusion: diffusions.map { .diffusion($0) }
        case .median:
            [3, 5, 7].flatMap { size in
                [true, false].map { .median(size: size, keepingTotal: $0) }
            }
        case .nonLocalMeans: nonLocalMeans.map { .nonLocalMeans($0) }
        }
    }

    /// From hardly wider than nothing to 16 mm.
    private static let gaussianWidths =
        [1, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 9, 10, 11, 12, 14, 16]

    /// 2 domains × 2 conductances × 5 edge thresholds × 7 durations.
    private static let diffusions = [true, false].flatMap { anscombe in
        NonlinearDiffusion.Conductance.allCases.flatMap { conductance in
            [0.5, 1, 1.5, 2.5, 4].flatMap { factor in
                [1, 2, 3, 5, 10, 20, 40].map { iterations in
                    NonlinearDiffusion(
                        conductance: conductance, edgeThreshold: .timesNoise(factor), iterations: iterations,
                        anscombe: anscombe)
                }
            }
        }
    }

    /// 7 strengths × 3 patches × 2 searches.
    private static let nonLocalMeans = [0.2, 0.3, 0.4, 0.6, 0.8, 1.1, 1.5].flatMap { strength in
        [3, 5, 7].flatMap { patch in
            [9, 13].map { NonLocalMeans(strength: strength, patchSize: patch, searchSize: $0) }
        }
    }
}
