import Foundation
public import Scintigraphy

/// What a head's detector gets wrong however well it is set.
///
/// A patient who passes over the whole length of the detector gets an uneven flood as stripes along the body: one factor
/// a column. A detector that stands still has one factor a pixel.
public struct DetectorFlaws: Equatable, Sendable {
    /// The factor of each column or of each pixel, as the view is acquired: 1 on average.
    public let gains: [Float]

    /// None.
    public static let none = DetectorFlaws(gains: [])

    init(gains: [Float]) { self.gains = gains }

    /// A smooth non-uniformity of this standard deviation (0.01 to 0.03 is usual; at most 0.2 counts), made of
    /// waves from the matrix's width to an eighth of it, and so many dead places of a pixel's size, each of which takes
    /// its share of the field's length from its column.
    public init(
        of camera: GammaCamera, nonUniformity: Double, deadPixels number: Int = 0,
        using generator: inout SeededGenerator
    ) {
        let waves = (1...8).map { (Double($0), generator.normal(), generator.uniform(in: 0...(2 * .pi))) }
        let columns = max(0, camera.columns)
        let power = waves.reduce(0) { $0 + $1.1 * $1.1 / 2 }
        let depth = min(max(0, nonUniformity), 0.2) / power.squareRoot()
        var gains = (0..<columns).map { column in
            let angle = 2 * Double.pi * Double(column) / Double(columns)
            return Float(max(0, 1 + depth * waves.reduce(0) { $0 + $1.1 * cos($1.0 * angle + $1.2) }))
        }
        let loss = Float(min(1, camera.pixel / camera.fieldOfView))
        for _ in 0..<(columns == 0 ? 0 : max(0, number)) {
            gains[Int.random(in: 0..<columns, using: &generator)] *= 1 - loss
        }
        self.gains = gains
    }
}
