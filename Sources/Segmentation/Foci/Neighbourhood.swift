import Scintigraphy

/// The pixels near some of an image's, these among them, each with its distance to the nearest of them.
struct Neighbourhood {
    /// Of middles of pixels, in millimetres.
    let pixels: [(pixel: Int, millimetres: Double)]

    /// - Parameters:
    ///   - members: pixels of the image, one or more.
    ///   - radius: how far it reaches.
    init(of members: [Int], in image: CountImage, spacing: PixelSpacing, millimetres radius: Double) {
        let columns = image.columns
        func reach(_ size: Double, _ places: [Int], of count: Int) -> (range: ClosedRange<Int>, pixels: Int) {
            let pixels = Int(min(radius / size, Double(count)))
            let (first, last) = (places.min() ?? 0, places.max() ?? 0)
            return (max(0, first - pixels)...min(count - 1, last + pixels), pixels)
        }
        let down = reach(spacing.rowMillimetres, members.map { $0 / columns }, of: image.rows)
        let across = reach(spacing.columnMillimetres, members.map { $0 % columns }, of: columns)
        let width = across.range.count
        // First along each row, then over rows.
        var along = [Double](repeating: .infinity, count: down.range.count * width)
        for pixel in members {
            along[
                (pixel / columns - down.range.lowerBound) * width + pixel % columns - across.range.lowerBound] =
                0
        }
        for row in 0..<down.range.count {
            let start = row * width
            for place in start + 1..<start + width { along[place] = min(along[place], along[place - 1] + 1) }
            for place in (start..<start + width - 1).reversed() {
                along[place] = min(along[place], along[place + 1] + 1)
            }
        }
        let found = down.range.flatMap { row in
            across.range.compactMap { column -> (pixel: Int, millimetres: Double)? in
                let rows =
                    max(
                        down.range.lowerBound, row - down.pixels)...min(
                        down.range.upperBound, row + down.pixels)
                let square = rows.reduce(Double.infinity) { least, other in
                    let place = (other - down.range.lowerBound) * width + column - across.range.lowerBound
                    let (x, y) = (
                        along[place] * spacing.columnMillimetres, Double(other - row) * spacing.rowMillimetres
                    )
                    return min(least, x * x + y * y)
                }
                return square <= radius * radius ? (row * columns + column, square.squareRoot()) : nil
            }
        }
        pixels = found
    }
}
