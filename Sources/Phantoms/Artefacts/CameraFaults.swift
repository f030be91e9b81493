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

/// A photomultiplier whose gain drifted: the moving bed draws it to a stripe along the body; without that it is a spot.
public struct DetunedTube: Codable, Equatable, Sendable {
    /// Where across the field of view, in mm from its middle, as the detector has it.
    public let acrossMillimetres: Double
    /// Counts gained (above 0) or lost (below 0) in the stripe's middle, as a share.
    public let gain: Double
    /// Which head has it.
    public let view: View
    /// Where along the body, in mm below the field's middle, where the bed stands still; else `nil`.
    public internal(set) var alongMillimetres: Double?

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
    /// Draws all tubes as spots in a hexagonal lattice, as detectors that stand still show them.
    func drawTubes(on pixels: inout [Float], of frame: ImageFrame) {
        let wave = 2 * Float.pi / stripePeriodMillimetres
        let directions = (0..<3).map { turn in
            let angle = Float(turn) * .pi / 3
            return SIMD2(cos(angle), sin(angle)) * wave
        }
        scalePixels(of: &pixels, frame) { place in
            let sum = directions.reduce(0) { $0 + cos(($1 * place).sum()) }
            return 1 + Float(tubeModulation) * sum / 3
        }
    }

    /// Draws the tubes' stripes; the other effects belong to the projection.
    func drawStripes(on pixels: inout [Float], of frame: ImageFrame) {
        let wave = 2 * Float.pi / stripePeriodMillimetres
        scaleColumns(of: &pixels, frame) { 1 + Float(tubeModulation) * cos(wave * $0) }
    }
}

extension DetunedTube {
    /// Draws the stripe or spot on the view that it belongs to: a tube's response, 30 mm wide (standard deviation).
    func draw(on pixels: inout [Float], of frame: ImageFrame) {
        guard frame.view == view else { return }
        if let along = alongMillimetres {
            return scalePixels(of: &pixels, frame) { place in
                let way = (place - SIMD2(Float(acrossMillimetres), Float(along))) / 30
                return 1 + Float(gain) * exp(-(way * way).sum() / 2)
            }
        }
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

/// Multiplies each pixel by `factor` of its place in the detector, in mm to the right of and below the middle.
private func scalePixels(
    of pixels: inout [Float], _ frame: ImageFrame, by factor: (SIMD2<Float>) -> Float
) {
    let middle = SIMD2(Float(frame.columns - 1), Float(frame.rows - 1)) / 2
    for row in 0..<frame.rows {
        for column in 0..<frame.columns {
            let place = (SIMD2(Float(column), Float(row)) - middle) * frame.pixel
            pixels[row * frame.columns + column] *= factor(place)
        }
    }
}
