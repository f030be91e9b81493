import Scintigraphy
import Statistics

/// How much brighter than its surroundings each place of an image is.
struct FocusMap {
    private let image: CountImage
    private let spacing: PixelSpacing
    private let detector: FocusDetector
    /// The excess of the disc's mean over the ring's, as a share of the ring's.
    private let contrasts: [Double]
    /// The excess in counts over the standard deviation of Poisson counts in disc and ring.
    private let significances: [Double]

    init(_ image: CountImage, _ detector: FocusDetector) throws {
        let spacing = try image.requiredSpacing()
        self.spacing = spacing
        self.image = image
        self.detector = detector
        let (rows, columns) = (image.rows, image.columns)
        let discs = [detector.diameterMillimetres, detector.innerMillimetres, detector.outerMillimetres]
            .map { Disc(diameterMillimetres: $0, spacing: spacing) }
        let sums = discs.map { $0.sums(of: image.pixels, rows: rows, columns: columns) }
        let areas = discs.map { $0.counts(rows: rows, columns: columns) }
        // In air there is nothing to stand out from: at least a tenth of the image's mean is taken.
        let floor = max(0.1 * image.total / Double(image.pixels.count), .leastNormalMagnitude)
        let around = areas[0].indices.map { i in
            let ring = areas[2][i] - areas[1][i]
            return max(floor, ring > 0 ? (sums[2][i] - sums[1][i]) / ring : 0)
        }
        contrasts = around.indices.map { sums[0][$0] / areas[0][$0] / around[$0] - 1 }
        significances = around.indices.map { i in
            let area = areas[0][i]
            let share = area / max(areas[2][i] - areas[1][i], 1)
            return (sums[0][i] - area * around[i]) / (area * around[i] * (1 + share)).squareRoot()
        }
    }

    /// The local maxima of contrast, by the detector's measure, brightest first.
    var foci: [Focus] {
        let threshold = normalQuantile(1 - detector.falseFociPerScan / Double(contrasts.count))
        return contrasts.indices.compactMap { pixel in
            let contrast = contrasts[pixel]
            guard contrast >= detector.leastContrast, significances[pixel] >= threshold else { return nil }
            let (row, column) = (pixel / image.columns, pixel % image.columns)
            let isHighest = neighbours(row, column, within: detector.diameterMillimetres).allSatisfy {
                contrasts[$0] < contrast || (contrasts[$0] == contrast && $0 >= pixel)
            }
            guard isHighest else { return nil }
            return Focus(row: row, column: column, contrast: contrast, significance: significances[pixel])
        }.sorted { $0.contrast > $1.contrast }
    }

    /// The highest contrast within a distance of a place.
    func contrast(near focus: Focus, within millimetres: Double) -> Double {
        neighbours(focus.row, focus.column, within: millimetres).map { contrasts[$0] }.max() ?? 0
    }

    private func neighbours(_ row: Int, _ column: Int, within millimetres: Double) -> [Int] {
        let down = Int(millimetres / spacing.rowMillimetres)
        let right = Int(millimetres / spacing.columnMillimetres)
        return (max(0, row - down)...min(image.rows - 1, row + down)).flatMap { other in
            (max(0, column - right)...min(image.columns - 1, column + right)).compactMap { across in
                let y = Double(other - row) * spacing.rowMillimetres
                let x = Double(across - column) * spacing.columnMillimetres
                return y * y + x * x <= millimetres * millimetres ? other * image.columns + across : nil
            }
        }
    }
}
