extension CountImage {
    /// Each pixel replaced by the median of the `size` × `size` pixels about it.
    ///
    /// Mirrored at the border about the edge of the last pixel, as `scipy.ndimage.median_filter` does.
    /// The median of a few Poisson numbers lies below their mean: the total is not kept.
    ///
    /// Throws unless `size` is odd, at least 3 and at most 31.
    public func medianFiltered(size: Int) throws(ScintigraphyError) -> CountImage {
        guard (3...31).contains(size), !size.isMultiple(of: 2) else {
            throw ScintigraphyError(
                "a median filter cannot be \(size) pixels wide; give an odd number from 3 to 31, such as 3")
        }
        let padded = MirroredPixels(pixels, rows: rows, columns: columns, margin: size / 2 + 7)
        let filtered = [Float](unsafeUninitializedCapacity: pixels.count) { filtered, count in
            var medians = ForgetfulSelection(size: size)
            for row in 0..<rows {
                for column in stride(from: 0, to: columns, by: 8) {
                    let eight = medians.ofEight(in: padded, row: row, column: column)
                    for i in 0..<min(8, columns - column) { filtered[row * columns + column + i] = eight[i] }
                }
            }
            count = pixels.count
        }
        return processed(into: filtered)
    }
}

/// The medians about eight neighbouring pixels at once, of which up to seven lie over the border.
///
/// Of so many numbers that the smallest and the largest of them cannot be the median, those two are
/// dropped and the next number is taken up, until one is left.
/// Paeth: Median finding on a 3 × 3 grid. In: Graphics Gems, Academic Press, 1990.
private struct ForgetfulSelection {
    private let size: Int
    /// The numbers in hand: half the window, and two.
    private var hand: [SIMD8<Float>]

    init(size: Int) {
        self.size = size
        hand = Array(repeating: .zero, count: size * size / 2 + 2)
    }

    mutating func ofEight(in padded: MirroredPixels, row: Int, column: Int) -> SIMD8<Float> {
        let size = size
        return hand.withUnsafeMutableBufferPointer { hand in
            padded.pixels.withUnsafeBytes { pixels in
                func neighbours(_ number: Int) -> SIMD8<Float> {
                    let pixel = (row + 7 + number / size) * padded.columns + column + 7 + number % size
                    return pixels.loadUnaligned(fromByteOffset: 4 * pixel, as: SIMD8<Float>.self)
                }
                var held = hand.count
                for number in 0..<held { hand[number] = neighbours(number) }
                for next in held...size * size {
                    var (least, most) = (hand[0], hand[held - 1])
                    exchange(&least, &most)
                    for other in 1..<held - 1 {  // the rest keeps what is neither
                        exchange(&least, &hand[other])
                        exchange(&hand[other], &most)
                    }
                    held -= 1
                    if next < size * size { hand[0] = neighbours(next) }
                }
                return hand[1]
            }
        }
    }
}

/// The smaller number of each pair to `a`, the larger to `b`.
@inline(__always)
private func exchange(_ a: inout SIMD8<Float>, _ b: inout SIMD8<Float>) {
    let wrong = b .< a
    let smaller = a.replacing(with: b, where: wrong)
    b.replace(with: a, where: wrong)
    a = smaller
}
