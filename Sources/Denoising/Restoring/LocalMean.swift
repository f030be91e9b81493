import Scintigraphy

extension CountImage {
    /// Each pixel the mean of the square around it, `2 * radius + 1` pixels wide; at the border of what there is.
    func localMean(radius: Int) -> [Float] {
        let across = Self.runningMeans(
            pixels.map(Double.init), lines: rows, length: columns, radius, stride: 1)
        let down = Self.runningMeans(across, lines: columns, length: rows, radius, stride: columns)
        return down.map { Float($0) }
    }

    /// The means along lines whose neighbouring pixels are `stride` apart.
    private static func runningMeans(
        _ values: [Double], lines: Int, length: Int, _ radius: Int, stride: Int
    ) -> [Double] {
        var means = values
        for line in 0..<lines {
            let first = stride == 1 ? line * length : line
            var sum = (0..<min(radius, length)).reduce(0) { $0 + values[first + $1 * stride] }
            for place in 0..<length {
                if place + radius < length { sum += values[first + (place + radius) * stride] }
                if place > radius { sum -= values[first + (place - radius - 1) * stride] }
                let count = min(length - 1, place + radius) - max(0, place - radius) + 1
                means[first + place * stride] = max(0, sum / Double(count))
            }
        }
        return means
    }
}
