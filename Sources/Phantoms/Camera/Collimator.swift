import Foundation

/// A parallel-hole collimator with hexagonal holes: what it resolves and what it lets through.
///
/// Cherry, Sorenson, Phelps: Physics in Nuclear Medicine, 4th ed. 2012, chapter 14: resolution
/// d (Le + z + c) / Le, geometric efficiency (K d / Le)² (d / (d + t))², where Le = L - 2 / μ takes off
/// what gamma rays pass of the lead at both ends.
public struct Collimator: Equatable, Codable, Sendable {
    /// What it is called.
    public var name: String
    /// The distance between opposite flats of a hole, in mm.
    public var holeWidth: Double
    /// The thickness of the lead between two holes, in mm.
    public var septum: Double
    /// The length of a hole, in mm.
    public var holeLength: Double
    /// From its back to the plane in the crystal where gamma rays are absorbed, in mm.
    public var crystalGap: Double

    /// Holes and lead of these sizes, in mm.
    public init(name: String, holeWidth: Double, septum: Double, holeLength: Double, crystalGap: Double = 5) {
        self.name = name
        self.holeWidth = holeWidth
        self.septum = septum
        self.holeLength = holeLength
        self.crystalGap = crystalGap
    }

    /// Low energy, high resolution, as in Siemens Symbia and Intevo (the geometry of OpenGATE's model).
    public static let lowEnergyHighResolution = Collimator(
        name: "LEHR", holeWidth: 1.11, septum: 0.16, holeLength: 24.05)

    /// Attenuation of lead at 140 keV, in 1/mm.
    static let lead = 2.7
    /// The factor K of hexagonal holes.
    static let hexagonal = 0.26

    /// The length of a hole less what gamma rays pass at its ends, in mm.
    public var effectiveLength: Double { holeLength - 2 / Self.lead }

    /// The full width at half maximum of what it makes of a point so far from its face, in mm.
    public func fwhm(atDistance distance: Double) -> Double {
        holeWidth * (effectiveLength + max(0, distance) + crystalGap) / effectiveLength
    }

    /// The fraction of the gamma rays emitted in all directions that passes, at any distance.
    public var geometricEfficiency: Double {
        let seen = Self.hexagonal * holeWidth / effectiveLength * holeWidth / (holeWidth + septum)
        return seen * seen
    }
}
