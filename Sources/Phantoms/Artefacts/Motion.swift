import Foundation
import Scintigraphy

/// A part of the patient moved, once, while the bed did: what was seen before and after lie side by side.
///
/// A row is seen for as long as the field of view passes over it. Rows that had passed before the move show the old
/// place, rows not yet seen the new one, and rows in the field of view both, each for its share of the time. Under heads
/// that stand still, all rows show both.
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
    /// Under heads that stand still, the share of the time that had passed.
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

    /// The same of all of the patient, under heads that stand still.
    static func sampleOfBody(using generator: inout SeededGenerator) -> Motion {
        let motion = sample(using: &generator)
        return Motion(
            part: .body, leftwardMillimetres: motion.leftwardMillimetres,
            headwardMillimetres: motion.headwardMillimetres, moment: motion.moment)
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
    /// How this motion looks in one image.
    struct Seen {
        let motion: Motion
        let frame: ImageFrame
        let parts: MovingParts
        /// Of a camera that the patient passes, in mm; `nil` where both stand still.
        let fieldOfView: Float?

        /// How far what moved lies from where it lay, in rows and columns of the image.
        var shift: (rows: Float, columns: Float) {
            (
                -Float(motion.headwardMillimetres) / frame.pixel,
                Float(motion.leftwardMillimetres) / frame.pixel * (frame.view == .anterior ? 1 : -1)
            )
        }

        /// The share of its time for which a row was seen after the move.
        func after(row: Int) -> Float {
            guard let fieldOfView else { return 1 - Float(motion.moment) }
            let (upper, lower) = parts.extent(of: motion.part)
            let leadingEdge = upper + Float(motion.moment) * (lower - upper)
            return min(1, max(0, (leadingEdge + fieldOfView - frame.y(row: row)) / fieldOfView))
        }

        /// How much of what is at a pixel belongs to the part that moves.
        func share(row: Int, column: Int) -> Float {
            parts.share(of: motion.part, x: frame.x(column: column), y: frame.y(row: row))
        }
    }
}

extension Motion.Seen {
    /// Mixes the mean image of the patient who lay still with that of the patient who had moved.
    func apply(to pixels: inout [Float]) {
        var moving = [Float](repeating: 0, count: pixels.count)
        for row in 0..<frame.rows {
            for column in 0..<frame.columns {
                let i = row * frame.columns + column
                moving[i] = pixels[i] * share(row: row, column: column)
                pixels[i] -= moving[i]
            }
        }
        let shift = shift
        for row in 0..<frame.rows {
            let after = after(row: row)
            for column in 0..<frame.columns {
                let moved = moving.sample(
                    row: Float(row) - shift.rows, column: Float(column) - shift.columns, in: frame)
                let i = row * frame.columns + column
                pixels[i] += (1 - after) * moving[i] + after * moved
            }
        }
    }

    /// Moves the labels of what was mostly seen after the move.
    func apply(to labels: inout [UInt8]) {
        let still = labels
        let (rows, columns) = (Int(shift.rows.rounded()), Int(shift.columns.rounded()))
        for row in 0..<frame.rows where after(row: row) > 0.5 {
            for column in 0..<frame.columns {
                let i = row * frame.columns + column
                let (r, c) = (row - rows, column - columns)
                let isInside = r >= 0 && r < frame.rows && c >= 0 && c < frame.columns
                let arrived = isInside ? still[r * frame.columns + c] : 0
                if arrived != 0, share(row: r, column: c) > 0.5 {
                    labels[i] = arrived
                } else if share(row: row, column: column) > 0.5 {
                    labels[i] = 0
                }
            }
        }
    }

    /// Where what lay at a place was mostly seen.
    func place(row: Double, column: Double) -> (row: Double, column: Double) {
        let (r, c) = (
            min(max(0, Int(row.rounded())), frame.rows - 1),
            min(max(0, Int(column.rounded())), frame.columns - 1)
        )
        let target = min(max(0, r + Int(shift.rows.rounded())), frame.rows - 1)
        guard share(row: r, column: c) > 0.5, after(row: target) > 0.5 else { return (row, column) }
        return (row + Double(shift.rows), column + Double(shift.columns))
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
