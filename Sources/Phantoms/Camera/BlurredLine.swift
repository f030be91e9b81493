/// A line of an image on its way into a blurred image.
///
/// - Precondition: `line` and `spread` have `reach` + 8 zeros, and room, on both sides of `width` pixels.
struct BlurredLine {
    let line, spread: UnsafeMutablePointer<Float>

    /// Adds what a Gaussian makes of the pixels `occupied` of the line to the image, whose row `row` holds it.
    ///
    /// - Parameters:
    ///   - radius: The rows and columns that a pixel reaches.
    ///   - samples: From the middle outwards.
    ///   - target: Where the line's first pixel lies in the image; rows are `stride` apart.
    @inline(__always)
    func add(
        _ occupied: Range<Int>, radius: Int, samples: UnsafePointer<Float>,
        to target: UnsafeMutablePointer<Float>, stride: Int
    ) {
        let columns = Swift.stride(
            from: occupied.lowerBound - radius, to: occupied.upperBound + radius, by: 8)
        for column in columns {
            let here = line + column
            var sum = here.lanes * samples[0]
            for k in 1...radius { sum += ((here - k).lanes + (here + k).lanes) * samples[k] }
            (spread + column).lanes = sum
        }
        for column in columns {
            let value = (spread + column).lanes
            let here = target + column
            here.lanes += value * samples[0]
            for k in 1...radius {
                let share = value * samples[k]
                (here - k * stride).lanes += share
                (here + k * stride).lanes += share
            }
        }
    }
}
