import Figures
import Scintigraphy
import Segmentation

/// A smoothed view with pixels of some 5 mm, for what needs no more, and which of them show the body.
struct CoarseView {
    let rows, columns: Int
    let spacing: PixelSpacing
    /// How many pixels of the view lie between two of these.
    let step: Int
    /// Row by row, in counts a pixel of the view.
    let pixels: [Float]
    /// The largest part of the view that holds counts.
    let body: [Int]
    /// The same, pixel by pixel.
    let isBody: [Bool]
    /// Whether a pixel is one of any part that holds counts: the body, or what lies beside it.
    private let isFilled: [Bool]
    /// What three quarters of the pixels with counts lie below. What is hotter, such as a catheter's bag, must not hide the
    /// rest.
    let limit: Float

    /// `nil` where it holds no counts.
    ///
    /// - Parameter smoothed: row by row, smoothed enough that noise makes no holes.
    init?(_ smoothed: [Float], rows: Int, columns: Int, spacing: PixelSpacing) {
        let step = max(1, Int(5 / spacing.columnMillimetres))
        let (coarseRows, coarseColumns) = (rows / step, columns / step)
        guard coarseRows > 1, coarseColumns > 1 else { return nil }
        var pixels: [Float] = []
        pixels.reserveCapacity(coarseRows * coarseColumns)
        for row in 0..<coarseRows {
            for column in 0..<coarseColumns { pixels.append(smoothed[row * step * columns + column * step]) }
        }
        let faint = quantile(of: pixels, 0.99) / 20
        let filled = pixels.filter { $0 > faint }
        guard !filled.isEmpty else { return nil }
        let limit = quantile(of: filled, 0.75)
        let parts = Foci(rows: coarseRows, columns: coarseColumns, mask: pixels.map { $0 > 0.12 * limit })
        var sizes = [Int](repeating: 0, count: parts.count)
        for part in parts.focus { if let part { sizes[part] += 1 } }
        guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return nil }
        isBody = parts.focus.map { $0 == largest }
        isFilled = parts.focus.map { $0 != nil }
        body = isBody.indices.filter { [isBody] in isBody[$0] }
        (self.rows, self.columns, self.step, self.pixels) = (coarseRows, coarseColumns, step, pixels)
        self.limit = limit
        self.spacing = PixelSpacing(
            rowMillimetres: spacing.rowMillimetres * Double(step),
            columnMillimetres: spacing.columnMillimetres * Double(step))
    }

    /// What lies from 15 to 60 mm beside the body, along or across, and as far from all else that holds counts.
    var aroundBody: [Int] {
        let (near, far) = (grown(isFilled, millimetres: 15), grown(isBody, millimetres: 60))
        return pixels.indices.filter { far[$0] && !near[$0] }
    }

    /// These pixels, and what lies within so many millimetres of one, along or across.
    private func grown(_ mask: [Bool], millimetres: Double) -> [Bool] {
        let across = Int(millimetres / spacing.columnMillimetres)
        let along = Int(millimetres / spacing.rowMillimetres)
        var wide = [Bool](repeating: false, count: pixels.count)
        for row in 0..<rows {
            spread(from: row * columns, by: 1, count: columns, reach: across, mask, into: &wide)
        }
        var grown = wide
        for column in 0..<columns {
            spread(from: column, by: columns, count: rows, reach: along, wide, into: &grown)
        }
        return grown
    }

    private func spread(
        from start: Int, by stride: Int, count: Int, reach: Int, _ source: [Bool], into target: inout [Bool]
    ) {
        var last = -reach - 1
        for i in 0..<count {
            if source[start + i * stride] { last = i }
            if i - last <= reach { target[start + i * stride] = true }
        }
        last = count + reach
        for i in (0..<count).reversed() {
            if source[start + i * stride] { last = i }
            if last - i <= reach { target[start + i * stride] = true }
        }
    }
}

/// A part of the body, in heights of it: how far below the vertex, and how far to the right of the mid-line in the picture.
struct BodyBand {
    let down, across: Range<Double>

    /// On both sides of the mid-line alike.
    init(_ down: Range<Double>, within beside: Double) {
        (self.down, across) = (down, -beside..<beside)
    }

    init(_ down: Range<Double>, across: Range<Double>) { (self.down, self.across) = (down, across) }
}

extension SmoothedView {
    /// The coarse pixels of a part of the body, whether or not they show it.
    func pixels(of band: BodyBand) -> [Int] {
        let top = body.top / Double(coarse.step)
        let middle = body.middle / Double(coarse.step)
        let height = body.heightMillimetres / coarse.spacing.rowMillimetres
        let width = body.heightMillimetres / coarse.spacing.columnMillimetres
        func range(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
            let first = min(max(0, Int(low.rounded())), count)
            return first..<min(max(first, Int(high.rounded())), count)
        }
        let rows = range(
            top + band.down.lowerBound * height, top + band.down.upperBound * height, of: coarse.rows)
        let columns = range(
            middle + band.across.lowerBound * width, middle + band.across.upperBound * width,
            of: coarse.columns)
        return rows.flatMap { row in columns.map { row * coarse.columns + $0 } }
    }

    /// The mean counts of a part of the body, in which nothing counts for more than three times the body's level; `nil`
    /// where it lies outside of the view, or is empty.
    func mean(of band: BodyBand) -> Double? {
        let places = pixels(of: band)
        guard !places.isEmpty else { return nil }
        let sum = places.reduce(0) { $0 + Double(min(coarse.pixels[$1], 3 * body.level)) }
        return sum > 0 ? sum / Double(places.count) : nil
    }

    /// What the share `q` of the pixels of a part of the body that show it lies below; `nil` where none does.
    func quantile(_ q: Double, of band: BodyBand) -> Double? {
        let counts = pixels(of: band).filter { coarse.isBody[$0] }.map { coarse.pixels[$0] }
        return counts.isEmpty ? nil : Double(Scintigraphy.quantile(of: counts, q))
    }
}
