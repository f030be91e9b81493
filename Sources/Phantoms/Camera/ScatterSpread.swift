import Foundation

/// Spreads scattered photons with the isotropic kernel K₀(r / r₀) / (2π r₀²), whose line spread function is
/// exp(-|x| / r₀) / (2 r₀) in every direction.
///
/// That kernel is what (1 - r₀²∇²) u = s makes of a point, so that u is found by solving this equation in cells
/// of 4 × 4 pixels: sine transform across the body, elimination along it. With 2 cosh(h / r₀) - 2 in place of
/// (h / r₀)² for cells of h mm, line spread functions along both axes are the exponential itself. The cells
/// go on beyond the matrix for four ranges, where u is zero: a ten-thousandth of a line's photons is lost.
struct ScatterSpread {
    static let cell = 4

    let rows, columns: Int
    /// Cells along and across the body, those beyond the matrix included; a multiple of eight across.
    let long, wide: Int
    /// Cells beyond the matrix on each side.
    let beyond: Int
    /// (h / r₀)², discretely.
    let loss: Double
    /// Sine transform, its own inverse: wide × wide.
    private let sines: [Float]

    init(rows: Int, columns: Int, pixel: Float) {
        self.rows = rows
        self.columns = columns
        let ratio = Double(Float(Self.cell) * pixel / ScatterModel.range)
        beyond = min(Int((4 / ratio).rounded(.up)), 200)
        loss = 2 * cosh(ratio) - 2
        long = (rows + Self.cell - 1) / Self.cell + 2 * beyond
        wide = ((columns + Self.cell - 1) / Self.cell + 2 * beyond + 7) / 8 * 8
        let wave = Double.pi / Double(wide + 1)
        let scale = (2 / Double(wide + 1)).squareRoot()
        let once = (0..<2 * (wide + 1)).map { Float(scale * sin(wave * Double($0))) }
        let wide = wide
        sines = (0..<wide * wide).map { once[($0 / wide + 1) * ($0 % wide + 1) % once.count] }
    }

    /// What a head sees of photons that scatter where `source`, whose first pixel lies at `origin` of the
    /// matrix, says.
    func plane(of source: WorkImage, at origin: (row: Int, column: Int)) -> DetectorPlane {
        var cells = binned(source, at: origin)
        cells = transformed(cells)
        solve(&cells)
        return smooth(transformed(cells))
    }

    /// The sums over 4 × 4 pixels.
    private func binned(_ source: WorkImage, at origin: (row: Int, column: Int)) -> [Float] {
        var cells = [Float](repeating: 0, count: long * wide)
        let shift = beyond * Self.cell
        for row in 0..<source.rows {
            let r = row + origin.row + shift
            guard r >= 0, r / Self.cell < long else { continue }
            let line = source.pixels(row)
            let start = r / Self.cell * wide
            for column in 0..<source.columns {
                let c = column + origin.column + shift
                guard c >= 0, c / Self.cell < wide else { continue }
                cells[start + c / Self.cell] += line[column]
            }
        }
        return cells
    }

    /// The sine transform of each row of cells.
    private func transformed(_ cells: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: cells.count)
        cells.withUnsafeBufferPointer { cells in
            result.withUnsafeMutableBufferPointer { result in
                sines.withUnsafeBufferPointer { sines in
                    guard let result = result.baseAddress, let sines = sines.baseAddress else { return }
                    for row in 0..<long {
                        for column in 0..<wide {
                            let value = cells[row * wide + column]
                            if value == 0 { continue }
                            for wave in stride(from: 0, to: wide, by: 8) {
                                (result + row * wide + wave).lanes +=
                                    (sines + column * wide + wave).lanes * value
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// Solves -u(r - 1) + b u(r) - u(r + 1) = loss × s(r) along the body for each wave across it.
    private func solve(_ cells: inout [Float]) {
        let diagonal = (0..<wide).map { wave in
            Float(4 + loss - 2 * cos(Double.pi * Double(wave + 1) / Double(wide + 1)))
        }
        var upper = [Float](repeating: 0, count: long * wide)
        for row in 0..<long {
            for wave in 0..<wide {
                let i = row * wide + wave
                let above = row > 0 ? (upper[i - wide], cells[i - wide]) : (0, 0)
                let pivot = 1 / (diagonal[wave] - above.0)
                upper[i] = pivot
                cells[i] = (cells[i] * Float(loss) + above.1) * pivot
            }
        }
        for i in stride(from: (long - 1) * wide - 1, through: 0, by: -1) {
            cells[i] += upper[i] * cells[i + wide]
        }
    }

    /// The matrix, by linear interpolation between the cells' centres.
    private func smooth(_ cells: [Float]) -> DetectorPlane {
        var plane = DetectorPlane(rows: 0..<rows, columns: 0..<columns)
        let fractions: [Float] = [-0.375, -0.125, 0.125, 0.375]
        var line = [Float](repeating: 0, count: wide)
        for row in 0..<rows {
            let fraction = fractions[row % Self.cell]
            let here = (row / Self.cell + beyond) * wide
            let there = here + (fraction < 0 ? -wide : wide)
            for cell in 0..<wide {
                // Each cell's sum is shared by its sixteen pixels.
                line[cell] =
                    (cells[here + cell] * (1 - abs(fraction)) + cells[there + cell] * abs(fraction)) / 16
            }
            for column in 0..<columns {
                let fraction = fractions[column % Self.cell]
                let cell = column / Self.cell + beyond
                let value =
                    line[cell] * (1 - abs(fraction)) + line[cell + (fraction < 0 ? -1 : 1)] * abs(fraction)
                plane.values[row * columns + column] = value
            }
        }
        return plane
    }
}
