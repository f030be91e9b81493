import Scintigraphy

/// How one patient was scanned.
public struct Examination: Codable, Equatable, Sendable {
    /// With which camera.
    public var camera: GammaCamera
    /// How fast the bed moved, in cm/min; 0 where it stood still.
    public var bedSpeedCentimetresPerMinute: Double
    /// The least distance from the patient's front to the anterior collimator, in mm.
    public var clearanceMillimetres: Double
    /// From the table's surface to the posterior collimator, in mm.
    public var tableGapMillimetres: Double
    /// The share of gamma rays that passes the table.
    public var tableTransmission: Double
    /// The standard deviation of the detector's response across the field, as a share.
    public var nonUniformity: Double
    /// How many places of each detector, a pixel in size, count nothing.
    public var deadPixels: Int
    /// How the chest was placed for a spot view; `nil` where the whole body was scanned.
    public var chest: ChestExamination?

    /// Distances and table as section 6.5 of the literature notes has them; a detector in ten has a dead pixel.
    static func sample(
        _ plan: CohortPlan, lowCounts: Artefacts.LowCounts?, using generator: inout SeededGenerator
    ) -> Examination {
        let preset = GammaCamera.presets[generator.index(weights: GammaCamera.presets.map { _ in 1 })]
        var camera = plan.camera ?? preset
        if let window = plan.energyWindow { camera.energyWindow = window }
        let speed = generator.uniform(in: plan.bedSpeedCentimetresPerMinute)
        let haste = lowCounts.map { $0.means == .speed ? $0.factor : 1 } ?? 1
        var examination = Examination(
            camera: camera,
            bedSpeedCentimetresPerMinute: speed * haste,
            clearanceMillimetres: generator.uniform(in: 20...45),
            tableGapMillimetres: generator.uniform(in: 30...50),
            tableTransmission: generator.uniform(in: 0.9...0.95),
            nonUniformity: generator.uniform(in: 0.008...0.02),
            deadPixels: generator.chance(0.1) ? 1 + generator.index(weights: [0.7, 0.2, 0.1]) : 0)
        if let chest = plan.chest {
            examination.camera = camera.forSpotViews(energyWindow: plan.energyWindow)
            examination.bedSpeedCentimetresPerMinute = 0
            examination.chest = .sample(chest, using: &generator)
        }
        return examination
    }
}
