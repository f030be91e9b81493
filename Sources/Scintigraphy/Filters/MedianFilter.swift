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
        let padded = MirroredPixels(pixels, rows: rows, columns: columns, margin: size / 2)
        var filtered: [Float] = []
        filtered.reserveCapacity(pixels.count)
        var medians = RowMedians(size: size, columns: columns)
        for row in 0..<rows { filtered.append(contentsOf: medians(of: padded, row: row)) }
        return processed(into: filtered)
    }
}

/// The medians about all pixels of a row at once, by forgetful selection.
///
/// Of so many numbers that the smallest and the largest of them cannot be the median, those two are
/// dropped and the next number is taken up, until one is left. Each step is a minimum and a maximum of
/// two whole rows, which vectorises.
/// Paeth: Median finding on a 3 × 3 grid. In: Graphics Gems, Academic Press, 1990.
private struct RowMedians {
    private let size, columns: Int
    /// The numbers in hand: as many rows as half the window has, and two.
    private var hand: [Float]

    init(size: Int, columns: Int) {
        self.size = size
        self.columns = columns
        hand = [Float](repeating: 0, count: (size * size / 2 + 2) * columns)
    }

    mutating func callAsFunction(of padded: MirroredPixels, row: Int) -> ArraySlice<Float> {
        let columns = columns
        let size = size
        padded.pixels.withUnsafeBufferPointer { pixels in
            hand.withUnsafeMutableBufferPointer { hand in
                guard let pixels = pixels.baseAddress, let hand = hand.baseAddress else { return }
                func neighbours(_ number: Int) -> UnsafePointer<Float> {
                    pixels + (row + number / size) * padded.columns + number % size
                }
                var held = size * size / 2 + 2
                for number in 0..<held {
                    (hand + number * columns).update(from: neighbours(number), count: columns)
                }
                var next = held
                while held > 1 {
                    // The smallest goes to the first row, the largest to the last.
                    let last = hand + (held - 1) * columns
                    for other in 1..<held { exchange(hand, hand + other * columns, count: columns) }
                    for other in 1..<held - 1 { exchange(hand + other * columns, last, count: columns) }
                    held -= 1
                    if next < size * size {
                        hand.update(from: neighbours(next), count: columns)
                        next += 1
                    } else {
                        held -= 1
                        hand.update(from: hand + held * columns, count: columns)
                    }
                }
            }
        }
        return hand[..<columns]
    }
}

/// The smaller number of each pair to `a`, the larger to `b`.
@inline(__always)
private func exchange(_ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, count: Int) {
    for i in 0..<count {
        let (x, y) = (a[i], b[i])
        a[i] = x < y ? x : y
        b[i] = x < y ? y : x
    }
}
