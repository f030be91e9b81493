import Foundation

/// A gamma camera for technetium-99m as it scans a whole body: resolution, sensitivity, matrix.
public struct GammaCamera: Equatable, Codable, Sendable {
    /// What it is called.
    public var name: String
    /// What stands before the crystal of both heads.
    public var collimator: Collimator
    /// The full width at half maximum of the detector alone, in mm.
    public var intrinsicFWHM: Double
    /// The thickness of the sodium iodide, in mm.
    public var crystalThickness: Double
    /// The full width at half maximum of the photopeak at 140.5 keV, as a fraction of that energy.
    public var energyResolution: Double
    /// The width of the energy window about 140.5 keV, as a fraction of that energy: 0.15 or 0.20.
    public var energyWindow: Double
    /// The side of a pixel, in mm.
    public var pixel: Double
    /// The size of the matrix: along and across the body.
    public var rows: Int, columns: Int
    /// The length of the detector along the body, in mm.
    public var fieldOfView: Double

    /// A camera with LEHR collimators and a matrix of 1024 × 256, of typical figures where none are given.
    public init(
        name: String, collimator: Collimator = .lowEnergyHighResolution, intrinsicFWHM: Double = 3.9,
        crystalThickness: Double = 9.5, energyResolution: Double = 0.0945, energyWindow: Double = 0.2,
        pixel: Double = 2.4, rows: Int = 1024, columns: Int = 256, fieldOfView: Double = 400
    ) {
        self.name = name
        self.collimator = collimator
        self.intrinsicFWHM = intrinsicFWHM
        self.crystalThickness = crystalThickness
        self.energyResolution = energyResolution
        self.energyWindow = energyWindow
        self.pixel = pixel
        self.rows = rows
        self.columns = columns
        self.fieldOfView = fieldOfView
    }

    /// The full width at half maximum of a point so far from the collimator's face, in mm: collimator and
    /// detector in quadrature.
    public func fwhm(atDistance distance: Double) -> Double {
        let holes = collimator.fwhm(atDistance: distance)
        return (holes * holes + intrinsicFWHM * intrinsicFWHM).squareRoot()
    }

    /// The variance of the Gaussian of ``fwhm(atDistance:)``, in pixels².
    func variance(atDistance distance: Double) -> Double {
        let fwhm = fwhm(atDistance: distance)
        return fwhm * fwhm / (8 * log(2)) / (pixel * pixel)
    }

    /// Counts per second of 1 MBq in air: 10⁶ × `photonYield` × ``Collimator/geometricEfficiency`` ×
    /// ``detectionEfficiency`` × ``windowFraction``.
    ///
    /// 94 for LEHR and 20 %, 89 for 15 %, where the makers state 91 (202 counts/min/µCi). What escapes from
    /// the crystal and what penetrates the septa, a few percent each, is left out of both sides.
    public var sensitivity: Double {
        1e6 * Self.photonYield * collimator.geometricEfficiency * detectionEfficiency * windowFraction
    }

    /// Photons of 140.5 keV per decay of technetium-99m (MIRD).
    static let photonYield = 0.885
    /// Attenuation of sodium iodide at 140.5 keV, in 1/mm (NIST XCOM, interpolated).
    static let sodiumIodide = 0.264

    /// The fraction of what reaches the crystal that is stopped in it: 0.92 in 9.5 mm.
    public var detectionEfficiency: Double { 1 - exp(-Self.sodiumIodide * crystalThickness) }

    /// The fraction of a Gaussian photopeak that lies in the energy window: 0.987 in 20 %, 0.938 in 15 %.
    public var windowFraction: Double {
        erf(energyWindow / 2 * (8 * log(2)).squareRoot() / energyResolution / 2.0.squareRoot())
    }

    /// Scattered photons in the window as a part of those in a 20 % window: in proportion to its width.
    var scatterInWindow: Double { energyWindow / 0.2 }
}
