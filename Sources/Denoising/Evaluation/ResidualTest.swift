public import Scintigraphy
import Statistics

/// Whether a restoration agrees with the counts that it came from: a test on one scan, without a truth.
///
/// It looks twice. First the scan is held against its own restoration: events in the place of a lesion are
/// Poisson about the restored counts, or closer to them. Then the events are split by chance, the larger
/// part is restored, and the smaller, which the method has not seen and which is independent of it (White,
/// Lawson, Phys Med Biol 60:N167, 2015), is held against that.
///
/// In the second look what is restored may be as noisy as the events themselves: at each place the two
/// counts are compared as two Poisson numbers, given their sum (Przyborowski, Wilenski, Biometrika 31:313,
/// 1940). So smoothing little is never held against a method; smoothing away what is there, or making what is
/// not, is. The chance of a false alarm is at most `level` for each look, by Bonferroni over all places and
/// both signs, where the restored counts are right or are noise about the right ones.
public struct ResidualTest: Sendable {
    /// The share of the events that the second look withholds from the method.
    public var withheld = 0.2
    /// The diameter of the places that are looked at.
    public var lesionMillimetres = 15.0
    /// The difference that does not matter, as a share of the restored counts of a place, or of the mean
    /// place where that holds more.
    public var tolerance = 0.1
    /// The chance of a false alarm in a scan, for each of the two looks.
    public var level = 0.01

    /// A fifth withheld, places of 15 mm, a tenth tolerated, one false alarm in a hundred scans.
    public init() {}

    /// Looks at `image`, detected counts, and at what `method` makes of it and of a part of it: expected
    /// counts on the scale of what it was given. The same seed splits the events in the same way.
    ///
    /// - Parameter restored: what `method` has made of the image; `nil` where that is still to be done.
    /// - Throws: where the image holds no detected counts or no pixel spacing, and what `method` throws.
    public func callAsFunction(
        _ image: CountImage, restored: CountImage? = nil,
        restoredBy method: (CountImage) throws -> CountImage, seed: UInt64
    ) throws -> ResidualFindings {
        guard image.total > 0 else {
            throw EvaluationError(
                "the \(image.view.rawValue) view holds no counts to split and compare; use a scan that holds counts"
            )
        }
        guard withheld > 0, withheld < 1 else {
            throw EvaluationError(
                "no events are left to restore or to compare; withhold a share between 0 and 1, not \(withheld)"
            )
        }
        let disc = Disc(diameterMillimetres: lesionMillimetres, spacing: try image.requiredSpacing())
        var generator = SeededGenerator(seed: seed)
        let (seen, unseen) = try image.split(fraction: 1 - withheld, using: &generator)
        let odds = withheld / (1 - withheld)
        let whole = try Residual(counted: image, restored: restored ?? method(image), odds: 1, disc: disc)
        let apart = try Residual(counted: unseen, restored: method(seen), odds: odds, disc: disc)
        let discrepancies =
            whole.discrepancies(
                tolerance: tolerance, level: level, atLeast: { poissonAtLeast($0, mean: $1) },
                atMost: { poissonAtMost($0, mean: $1) })
            + apart.discrepancies(
                tolerance: tolerance, level: level,
                atLeast: { $0 == 0 ? 1 : regularisedIncompleteBeta($0, $1 + 1, withheld) },
                atMost: { $1 == 0 ? 1 : regularisedIncompleteBeta($1, $0 + 1, 1 - withheld) })
        return ResidualFindings(
            discrepancies: discrepancies.withoutNeighbours(closerThan: lesionMillimetres, in: image),
            dispersion: apart.dispersion, dispersionOfNoise: 1 / (1 - withheld),
            correlationAlong: apart.correlation(down: 1, right: 0),
            correlationAcross: apart.correlation(down: 0, right: 1), level: level)
    }
}
