import Foundation
import Scintigraphy

/// A part of the patient moved, once, while the bed did: what was seen before and after lie side by side.
///
/// A row is seen for as long as the field of view passes over it. Rows that had passed before the move show the old
/// place, rows not yet seen the new one, and rows in the field of view both, each for its share of the time.
public struct Motion: Codable, Equatable, Sendable {
    /// What moved.
    public enum Part: String, CaseIterable, Codable, Sendable {
        /// Above the shoulders.
        case head
        /// Below the hip of one side.
        case leftLeg = "left leg", rightLeg = "right leg"
        /// All of the patient.
        case body
    }

    /// What moved.
    public let part: Part
    /// How far it moved towards the patient's left and towards the head, in mm.
    public let leftwardMillimetres, headwardMillimetres: Double
    /// Where the field of view's leading edge was at that moment: 0 at the upper end of the part, 1 at its lower end.
    public let moment: Double

    /// 5 to 30 mm (section 6.6 of the literature notes), mostly of the head or a leg, mostly across the body.
    static func sample(using generator: inout SeededGenerator) -> Motion {
        let part = [Part.head, .leftLeg, .rightLeg, .body][generator.index(weights: [0.45, 0.2, 0.2, 0.15])]
        let distance = generator.uniform(in: 5...30)
        let angle = generator.normal(sd: 0.5) + (generator.chance(0.5) ? .pi : 0)
        return Motion(
            part: part, leftwardMillimetres: distance * cos(angle),
            headwardMillimetres: distance * sin(angle), moment: generator.uniform(in: 0.25...0.95))
    }
}

/// Where the parts that can move begin and end, in mm.
struct MovingParts {
    let vertex, neck, hips, soles: Float
    /// x between the legs.
    let midline: Float

    /// y of the upper and lower end of `part`.
    func extent(of part: Motion.Part) -> (upper: Float, lower: Float) {
        switch part {
        case .head: (vertex, neck)
        case .leftLeg, .rightLeg: (hips, soles)
        case .body: (vertex, soles)
        }
    }

    /// How much of what is seen at (x, y) belongs to `part`: softly from 0 to 1 over 40 mm at its joint.
    func share(of part: Motion.Part, x: Float, y: Float) -> Float {
        func step(_ distance: Float) -> Float { min(1, max(0, distance / 40 + 0.5)) }
        return switch part {
        case .head: step(y - neck)
        case .leftLeg: step(hips - y) * min(1, max(0, (x - midline) / 10 + 0.5))
        case .rightLeg: step(hips - y) * min(1, max(0, (midline - x) / 10 + 0.5))
        case .body: 1
        }
    }
}

extension Motion {
    /// Mixes the mean image of the patient who lay still with that of the patient who had moved.
    func apply(to pixels: inout [Float], of frame: ImageFrame, parts: MovingParts, fieldOfView: Float) {
        let (upper, lower) = parts.extent(of: part)
        let leadingEdge = upper + Float(moment) * (lower - upper)
        let across = Float(leftwardMillimetres) / frame.pixel * (frame.view == .anterior ? 1 : -1)
        let along = -Float(headwardMillimetres) / frame.pixel
        var moving = [Float](repeating: 0, count: pixels.count)
        for row in 0..<frame.rows {
            let y = frame.y(row: row)
            for column in 0..<frame.columns {
                let i = row * frame.columns + column
                moving[i] = pixels[i] * parts.share(of: part, x: frame.x(column: column), y: y)
                pixels[i] -= moving[i]
            }
        }
        for row in 0..<frame.rows {
            let after = min(1, max(0, (leadingEdge + fieldOfView - frame.y(row: row)) / fieldOfView))
            for column in 0..<frame.columns {
                let moved = moving.sample(
                    row: Float(row) - along, column: Float(column) - across, in: frame)
                let i = row * frame.columns + column
                pixels[i] += (1 - after) * moving[i] + after * moved
            }
        }
    }
}

extension [Float] {
    /// The bilinear value between pixels; 0 outside.
    fileprivate func sample(row: Float, column: Float, in frame: ImageFrame) -> Float {
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        let (down, right) = (row - top, column - left)
        func at(_ r: Int, _ c: Int) -> Float {
            guard r >= 0, r < frame.rows, c >= 0, c < frame.columns else { return 0 }
            return self[r * frame.columns + c]
        }
        let (r, c) = (Int(top), Int(left))
        return (1 - down) * ((1 - right) * at(r, c) + right * at(r, c + 1))
            + down * ((1 - right) * at(r + 1, c) + right * at(r + 1, c + 1))
    }
}
