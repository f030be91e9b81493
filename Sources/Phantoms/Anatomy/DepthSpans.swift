/// Stretches of a ray that do not touch, from back to front: the union of those put in.
struct DepthSpans {
    private var lows = SIMD16<Float>(repeating: 0)
    private var highs = SIMD16<Float>(repeating: 0)
    /// How many there are: 16 at most, which no ray through a body needs.
    private(set) var count = 0

    /// Their length together.
    var total: Float {
        var sum: Float = 0
        for index in 0..<count { sum += highs[index] - lows[index] }
        return sum
    }

    /// One of them.
    @inline(__always)
    subscript(index: Int) -> (low: Float, high: Float) { (lows[index], highs[index]) }

    mutating func removeAll() { count = 0 }

    /// Adds a stretch, merged with those that it touches.
    @inline(__always)
    mutating func insert(_ from: Float, _ to: Float) {
        var (low, high) = (from, to)
        var kept = 0
        var place = 0
        for index in 0..<count {
            if highs[index] < low || lows[index] > high {
                if highs[index] < low { place = kept + 1 }
                (lows[kept], highs[kept]) = (lows[index], highs[index])
                kept += 1
            } else {
                low = min(low, lows[index])
                high = max(high, highs[index])
            }
        }
        guard kept < 16 else { return }
        var index = kept
        while index > place {
            (lows[index], highs[index]) = (lows[index - 1], highs[index - 1])
            index -= 1
        }
        (lows[place], highs[place]) = (low, high)
        count = kept + 1
    }
}
