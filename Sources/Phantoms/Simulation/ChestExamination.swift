import Scintigraphy

/// How a patient's chest was placed under heads that stand still.
public struct ChestExamination: Codable, Equatable, Sendable {
    /// At how many counts each head stops.
    public var presetCounts: Int
    /// From the upper edge of the detectors' field down to the higher shoulder, in mm.
    public var marginMillimetres: Double
    /// From the seventh thoracic vertebra to the field's middle, to the patient's left, in mm.
    public var offsetMillimetres: Double

    /// As technologists place it: all of the shoulders, the spine in the middle (assumed).
    static func sample(_ view: ChestView, using generator: inout SeededGenerator) -> ChestExamination {
        ChestExamination(
            presetCounts: view.presetCounts, marginMillimetres: generator.uniform(in: 15...50),
            offsetMillimetres: generator.normal(mean: 0, sd: 8, in: -20...20))
    }

    /// The anterior matrix over a patient.
    func frame(over posed: PosedSkeleton, _ camera: GammaCamera) -> ImageFrame {
        let shoulders = Side.allCases.flatMap { side in
            ["clavicle", "scapula", "humerus"].map { posed.box(.sided($0, side)).high.y }
        }
        let upper = (shoulders.max() ?? 0) + Float(marginMillimetres)
        let middle = upper - Float(camera.fieldOfView) / 2
        let pixel = Float(camera.pixel)
        return ImageFrame(
            rows: camera.rows, columns: camera.columns, pixel: pixel,
            top: middle + Float(camera.rows - 1) / 2 * pixel,
            centre: posed.centroid(.thoracic(7)).x + Float(offsetMillimetres), view: .anterior)
    }
}

extension GammaCamera {
    /// The same camera set to spot views: Ito's matrix, pixel and, unless another was asked for, energy window.
    func forSpotViews(energyWindow window: Double?) -> GammaCamera {
        var camera = self
        (camera.rows, camera.columns, camera.pixel) = (256, 256, 2.46)
        camera.energyWindow = window ?? 0.15
        return camera
    }
}
