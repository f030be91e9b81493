import Foundation
public import Scintigraphy

/// The energy window lies beside the photopeak: fewer primary photons, more scatter, and the tubes show.
public struct OffPeakWindow: Codable, Equatable, Sendable {
    /// The share of primary photons that is still counted.
    public let primaryShare: Double
    /// How much more scatter is counted.
    public let scatterFactor: Double
    /// The depth of the stripes that the photomultipliers draw along the moving bed, as a share of the counts.
    public let tubeModulation: Double

    static func sample(using generator: inout SeededGenerator) -> OffPeakWindow {
        OffPeakWindow(
            primaryShare: generator.uniform(in: 0.3...0.7), scatterFactor: generator.uniform(in: 1.5...3),
            tubeModulation: generator.uniform(in: 0.08...0.25))
    }
}

/// A photomultiplier whose gain drifted: the moving bed draws it to a stripe along the body.
public struct DetunedTube: Codable, Equatable, Sendable {
    /// Where across the field of view, in mm from its middle, as the detector has it.
    public let acrossMillimetres: Double
    /// Counts gained (above 0) or lost (below 0) in the stripe's middle, as a share.
    public let gain: Double
    /// Which head has it.
    public let view: View

    static func sample(using generator: inout SeededGenerator) -> DetunedTube {
        DetunedTube(
            acrossMillimetres: generator.uniform(in: -150...150),
            gain: generator.uniform(in: 0.12...0.4) * (generator.chance(0.6) ? -1 : 1),
            view: generator.chance(0.5) ? .anterior : .posterior)
    }
}

/// Photomultipliers are 60 to 76 mm wide and lie in rows that alternate: stripes come at half of that.
private let stripePeriodMillimetres: Float = 38

extension OffPeakWindow {
    /// Draws the tubes' stripes; the other effects belong to the projection.
    func drawStripes(on pixels: inout [Float], of frame: ImageFrame) {
        let wave = 2 * Float.pi / stripePeriodMillimetres
        scaleColumns(of: &pixels, frame) { 1 + Float(tubeModulation) * cos(wave * $0) }
    }
}

extension DetunedTube {
    /// Draws the stripe on the view that it belongs to: a tube's response, 30 mm wide (standard deviation).
    func drawStripe(on pixels: inout [Float], of frame: ImageFrame) {
        guard frame.view == view else { return }
        scaleColumns(of: &pixels, frame) { across in
            let distance = (across - Float(acrossMillimetres)) / 30
            return 1 + Float(gain) * exp(-distance * distance / 2)
        }
    }
}

/// Multiplies each column by `factor` of its place in the detector, in mm from the middle.
private func scaleColumns(of pixels: inout [Float], _ frame: ImageFrame, by factor: (Float) -> Float) {
    let factors = (0..<frame.columns).map { column in
        factor((Float(column) - Float(frame.columns - 1) / 2) * frame.pixel)
    }
    for row in 0..<frame.rows {
        for column in 0..<frame.columns { pixels[row * frame.columns + column] *= factors[column] }
    }
}
