public import Scintigraphy

/// Local contrast less that of the body's other side: joints and other bones that are warm on both sides stand out less.
public struct SideContrast: Codable, Equatable, Sendable {
    /// The contrast.
    public var contrast = LocalContrast()
    /// How far from the mirrored place its counterpart may lie, along the body and across, in millimetres.
    public var reachMillimetres = 15.0
    /// How much of the other side's highest contrast is taken off.
    public var share = 0.5

    /// What found most metastases of simulated patients.
    public init() {}

    /// The score of each pixel, row by row, in standard deviations of the noise.
    ///
    /// Throws where the view holds no counts or has no pixel spacing, or a width cannot be used.
    public func callAsFunction(_ view: CountImage) throws -> [Float] {
        let map = try ContrastMap(view, contrast)
        let line = BodyMidline(map.surroundings, rows: view.rows, columns: view.columns)
        let highest = map.values.highestNearby(view, millimetres: reachMillimetres)
        return (0..<view.rows).flatMap { row in
            let twice = 2 * line.column(row)
            return (0..<view.columns).map { column -> Float in
                let other = Int((twice - Double(column)).rounded())
                let value = map.values[row * view.columns + column]
                guard (0..<view.columns).contains(other) else { return value / map.noise }
                return (value - Float(share) * max(0, highest[row * view.columns + other])) / map.noise
            }
        }
    }
}

/// The line about which a body's sides mirror each other: straight, through the middle of each row's counts.
///
/// Counts weigh by what they are over those of the body, 1 at most: a hot focus does not draw it aside.
struct BodyMidline {
    private let middle, slope, centre: Double

    /// - Parameter image: smoothed counts over those of the body, row by row.
    init(_ image: [Float], rows: Int, columns: Int) {
        var (weight, rowSum, columnSum, square, product) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in 0..<rows {
            for column in 0..<columns {
                let counts = Double(min(image[row * columns + column], 1))
                weight += counts
                rowSum += counts * Double(row)
                columnSum += counts * Double(column)
                square += counts * Double(row * row)
                product += counts * Double(row * column)
            }
        }
        (centre, middle) = (rowSum / weight, columnSum / weight)
        let spread = square / weight - centre * centre
        slope = spread > 0 ? (product / weight - centre * middle) / spread : 0
    }

    /// Where it crosses a row.
    func column(_ row: Int) -> Double { middle + slope * (Double(row) - centre) }
}

extension [Float] {
    /// The highest of each pixel's neighbours in a rectangle that reaches so far along the body and across.
    func highestNearby(_ view: CountImage, millimetres: Double) -> [Float] {
        func pixels(_ size: Double?) -> Int { Int((millimetres / (size ?? 1)).rounded()) }
        return highestNearby(
            rows: view.rows, columns: view.columns, along: pixels(view.spacing?.rowMillimetres),
            across: pixels(view.spacing?.columnMillimetres))
    }

    /// The same in pixels.
    func highestNearby(rows: Int, columns: Int, along: Int, across: Int) -> [Float] {
        var wide = self
        for row in 0..<rows {
            for column in 0..<columns {
                let (first, last) = (Swift.max(0, column - across), Swift.min(columns - 1, column + across))
                wide[row * columns + column] =
                    self[row * columns + first...row * columns + last].max() ?? 0
            }
        }
        var highest = wide
        for row in 0..<rows {
            for near in Swift.max(0, row - along)...Swift.min(rows - 1, row + along) where near != row {
                for column in 0..<columns {
                    let place = row * columns + column
                    highest[place] = Swift.max(highest[place], wide[near * columns + column])
                }
            }
        }
        return highest
    }
}
