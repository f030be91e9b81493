/// Smoothing that stops at edges: ∂I/∂t = div(g(|∇I|) ∇I).
///
/// Perona, Malik: Scale-space and edge detection using anisotropic diffusion. IEEE Trans. Pattern
/// Anal. Mach. Intell. 12(7):629-639, 1990. Their explicit scheme: differences to the four neighbours,
/// none across the border, so that the sum of the pixels stays the same.
public struct NonlinearDiffusion: Codable, Hashable, Sendable {
    /// How much passes between two pixels that differ by s.
    public enum Conductance: String, CaseIterable, Codable, Sendable {
        /// g₁ = exp(-(s/K)²): favours high-contrast edges over low-contrast ones.
        case exponential
        /// g₂ = 1 / (1 + (s/K)²): favours wide regions over smaller ones.
        case rational
    }

    /// K, the difference that begins to count as an edge, in the units of what is diffused.
    public enum EdgeThreshold: Codable, Hashable, Sendable {
        /// So many times the noise of a difference, see `differenceNoise`.
        case timesNoise(Double)
        /// The same for every image.
        case fixed(Double)
    }

    /// g.
    public var conductance: Conductance
    /// K.
    public var edgeThreshold: EdgeThreshold
    /// The number of time steps, not negative.
    public var iterations: Int
    /// At most 0.25, beyond which the scheme is not stable.
    public var timeStep: Double
    /// Whether to diffuse 2√(x + 3/8), in which Poisson noise is the same everywhere, see `anscombe(_:)`.
    public var anscombe: Bool

    /// As set, the best of 100 combinations on the real scan NM1 split to 20 % of its counts, by the
    /// squared distance to the other 80 %. Fewer counts want more iterations (20 at 5 %), more counts
    /// fewer (5 at 50 %). One patient and one split: a place to start from, not a tuned setting.
    public init(
        conductance: Conductance = .rational, edgeThreshold: EdgeThreshold = .timesNoise(1),
        iterations: Int = 10, timeStep: Double = 0.25, anscombe: Bool = true
    ) {
        self.conductance = conductance
        self.edgeThreshold = edgeThreshold
        self.iterations = iterations
        self.timeStep = timeStep
        self.anscombe = anscombe
    }

    /// The standard deviation of the difference of neighbours that noise alone makes: 1.4826 times the
    /// median of its absolute value.
    ///
    /// Over all pairs of neighbours of which at least one is above `background`: empty surroundings,
    /// half of a whole-body view, say nothing about the noise in the body. 0 where there is no such pair.
    static func differenceNoise(of pixels: [Float], rows: Int, columns: Int, background: Float) -> Double {
        var differences: [Float] = []
        differences.reserveCapacity(2 * pixels.count)
        func append(_ a: Float, _ b: Float) {
            if max(a, b) > background { differences.append(abs(a - b)) }
        }
        for row in 0..<rows {
            let start = row * columns
            for i in start..<start + columns - 1 { append(pixels[i], pixels[i + 1]) }
            if row + 1 < rows {
                for i in start..<start + columns { append(pixels[i], pixels[i + columns]) }
            }
        }
        return differences.isEmpty ? 0 : 1.4826 * Double(quantile(of: differences, 0.5))
    }
}

extension CountImage {
    /// Smoothed by nonlinear diffusion, with the same total.
    ///
    /// The Anscombe domain is for events as detected: scale thinned counts up after this, not before.
    /// There the way back is the unbiased inverse, whose small remaining error in the total is scaled
    /// away. Where K comes out as 0, there is no noise, and the image stays as it is.
    ///
    /// Throws where the settings cannot be used, or a pixel is negative in the Anscombe domain.
    public func diffused(_ settings: NonlinearDiffusion) throws(ScintigraphyError) -> CountImage {
        guard settings.timeStep > 0, settings.timeStep <= 0.25 else {
            throw ScintigraphyError(
                "diffusion with a time step of \(settings.timeStep) is not stable; "
                    + "give one above 0 and at most 0.25")
        }
        guard settings.iterations >= 0 else {
            throw ScintigraphyError(
                "diffusion cannot take \(settings.iterations) steps; give a number from 0, such as 20")
        }
        var field = settings.anscombe ? try anscombePixels() : pixels
        let edge: Double
        switch settings.edgeThreshold {
        case .fixed(let value): edge = value
        case .timesNoise(let factor):
            let background = settings.anscombe ? Scintigraphy.anscombe(0) : 0
            edge =
                factor
                * NonlinearDiffusion.differenceNoise(
                    of: field, rows: rows, columns: columns, background: background)
        }
        guard edge >= 0, edge.isFinite else {
            throw ScintigraphyError("diffusion needs an edge threshold above 0, not \(edge)")
        }
        if edge == 0 { return processed(into: pixels) }
        DiffusionScheme(
            conductance: settings.conductance, edge: Float(edge), timeStep: Float(settings.timeStep)
        )
        .run(&field, columns: columns, steps: settings.iterations)
        return settings.anscombe ? restored(fromAnscombe: field) : processed(into: field)
    }
}
