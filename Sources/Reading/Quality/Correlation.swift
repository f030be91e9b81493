/// Pearson's correlation, in one pass.
struct Correlation {
    private var (count, x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ a: Double, _ b: Double) {
        count += 1
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }

    /// `nil` where one of them does not vary.
    var value: Double? {
        let spread = (xx - x * x / count) * (yy - y * y / count)
        return count > 1 && spread > 0 ? (xy - x * y / count) / spread.squareRoot() : nil
    }
}
