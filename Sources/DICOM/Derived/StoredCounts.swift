import Scintigraphy

/// Counts as the 16-bit words of a derived image: `counts = slope * word`.
///
/// Whole counts are stored as they are. Fractional ones are stored in the finest of 0.001, 0.01, 0.1 and 1 that
/// 16 bits can hold; what rounding takes from a pixel is carried to the next, so that a view keeps its total.
/// docs/decisions/002-derived-images.md says why.
struct StoredCounts: Equatable {
    /// View by view, row by row.
    let words: [UInt16]
    let slope: Double

    /// - Returns: nil where a pixel is negative, not finite, or beyond 65,535.
    init?(_ images: [CountImage]) {
        let pixels = images.lazy.flatMap(\.pixels)
        guard pixels.allSatisfy({ $0.isFinite && $0 >= 0 }), let largest = pixels.max() else { return nil }
        let isWhole = pixels.allSatisfy { $0 == $0.rounded() }
        // One step is kept free for what is carried.
        let stepsPerCount = (isWhole ? [1] : [1000, 100, 10, 1]).first { Double(largest) * $0 <= 65_534 }
        guard let stepsPerCount else { return nil }
        slope = 1 / stepsPerCount
        words = images.flatMap { Self.carried($0.pixels, stepsPerCount: stepsPerCount) }
    }

    private static func carried(_ pixels: [Float], stepsPerCount: Double) -> [UInt16] {
        var carry = 0.0
        return pixels.map { pixel in
            let steps = Double(pixel) * stepsPerCount + carry
            let word = max(steps.rounded(), 0)
            carry = steps - word
            return UInt16(word)
        }
    }

    /// The sum of all views, as it will be read back.
    var total: Double { Double(words.reduce(0) { $0 + Int($1) }) * slope }
    var isWhole: Bool { slope == 1 }
}
