import Foundation
import Scintigraphy

/// The bladder of one view: a hot spot in the mid-line at the hips, and what of its surroundings belongs to it.
struct BladderOutline {
    /// The hottest pixel.
    let seed: (row: Int, column: Int)
    /// All of its pixels, row by row.
    let pixels: [Int]

    /// `nil` where nothing there is 1.8 times as hot as the hips.
    ///
    /// - Parameter seen: where the other view, mirrored, shows it.
    init?(_ view: SmoothedView, seen: (row: Int, column: Int)? = nil) {
        guard let seed = Self.seed(in: view, seen: seen) else { return nil }
        let peak = view.pixels[seed.row * view.columns + seed.column]
        let usual = Self.usual(in: view)
        guard peak > 1.8 * usual else { return nil }
        self.seed = seed
        pixels = Self.outline(of: seed, in: view, down: usual + 0.2 * (peak - usual))
    }

    /// The local maximum that lies most where bladders do, and is hottest.
    private static func seed(
        in view: SmoothedView, seen: (row: Int, column: Int)?
    ) -> (row: Int, column: Int)? {
        let body = view.body
        let usual = body.pixel(below: 0.012, beside: 0)
        let centre = seen.map { (row: Double($0.row), column: Double($0.column)) } ?? usual
        let middle = body.place(row: centre.row, column: centre.column)
        let (down, across) = seen == nil ? (0.055, 0.025) : (0.02, 0.02)
        var best: (row: Int, column: Int, weight: Double)?
        let low = body.pixel(below: middle.below - down, beside: middle.beside - across)
        let high = body.pixel(below: middle.below + down, beside: middle.beside + across)
        let rows = max(0, Int(low.row))..<max(0, min(view.rows, Int(high.row) + 1))
        let columns = max(0, Int(low.column))..<max(0, min(view.columns, Int(high.column) + 1))
        let reach = (
            down: max(1, Int(10 / view.spacing.rowMillimetres)),
            across: max(1, Int(10 / view.spacing.columnMillimetres))
        )
        for row in rows {
            for column in columns where view.isHighest(row, column, within: reach) {
                let place = body.place(row: Double(row), column: Double(column))
                let (y, x) = ((place.below - middle.below) / 0.03, (place.beside - middle.beside) / 0.015)
                let weight = Double(view.pixels[row * view.columns + column]) * exp(-(x * x + y * y) / 2)
                if weight > best?.weight ?? 0 { best = (row, column, weight) }
            }
        }
        return best.map { ($0.row, $0.column) }
    }

    /// The median about the hips.
    private static func usual(in view: SmoothedView) -> Float {
        let low = view.body.pixel(below: -0.06, beside: -0.09)
        let high = view.body.pixel(below: 0.06, beside: 0.09)
        let rows = max(0, Int(low.row))..<max(0, min(view.rows, Int(high.row)))
        let columns = max(0, Int(low.column))..<max(0, min(view.columns, Int(high.column)))
        let around = rows.flatMap { row in columns.map { view.pixels[row * view.columns + $0] } }
        return around.isEmpty ? 0 : quantile(of: around, 0.5)
    }

    /// From the seed outwards in all directions, down to `level` or to where it grows hot again: there the sacrum begins.
    private static func outline(
        of seed: (row: Int, column: Int), in view: SmoothedView, down level: Float
    ) -> [Int] {
        let directions = 64
        let step = min(view.spacing.rowMillimetres, view.spacing.columnMillimetres) / 2
        let farthest = 0.09 * view.body.heightMillimetres
        let peak = view.pixels[seed.row * view.columns + seed.column]
        let reaches = (0..<directions).map { direction in
            let angle = 2 * Double.pi * Double(direction) / Double(directions)
            var (low, reach, distance) = (peak, 0.0, step)
            while distance < farthest {
                let row = Int(
                    (Double(seed.row) + distance * sin(angle) / view.spacing.rowMillimetres).rounded())
                let column = Int(
                    (Double(seed.column) + distance * cos(angle) / view.spacing.columnMillimetres).rounded())
                guard (0..<view.rows).contains(row), (0..<view.columns).contains(column) else { break }
                let value = view.pixels[row * view.columns + column]
                if value < level || (value > 1.08 * low && low < 0.75 * peak) { break }
                low = min(low, value)
                if value <= 1.08 * low { reach = distance }
                distance += step
            }
            return reach
        }
        // The median of seven neighbours, so that no single ray runs away.
        let smooth = (0..<directions).map { direction in
            (-3...3).map { reaches[(direction + $0 + directions) % directions] }.sorted()[3]
        }
        let most = smooth.max() ?? 0
        let rows = Int(most / view.spacing.rowMillimetres) + 1
        let columns = Int(most / view.spacing.columnMillimetres) + 1
        var pixels: [Int] = []
        for row in max(0, seed.row - rows)...min(view.rows - 1, seed.row + rows) {
            for column in max(0, seed.column - columns)...min(view.columns - 1, seed.column + columns) {
                let y = Double(row - seed.row) * view.spacing.rowMillimetres
                let x = Double(column - seed.column) * view.spacing.columnMillimetres
                let turn = Int((atan2(y, x) / (2 * .pi) * Double(directions)).rounded())
                if (x * x + y * y).squareRoot() <= smooth[(turn + directions) % directions] {
                    pixels.append(row * view.columns + column)
                }
            }
        }
        return pixels
    }
}

extension SmoothedView {
    /// Whether no pixel in the rectangle about it is hotter.
    fileprivate func isHighest(_ row: Int, _ column: Int, within reach: (down: Int, across: Int)) -> Bool {
        let value = pixels[row * columns + column]
        for near in max(0, row - reach.down)...min(rows - 1, row + reach.down) {
            for beside in max(0, column - reach.across)...min(columns - 1, column + reach.across)
            where pixels[near * columns + beside] > value { return false }
        }
        return value > 0
    }
}
