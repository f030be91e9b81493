/// An image that eight columns of zeros stand before and behind, and two rows of zeros below.
///
/// Rows are `stride` numbers apart, a multiple of eight.
final class WorkImage {
    let rows, columns, stride: Int
    private let values: UnsafeMutablePointer<Float>

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        stride = (columns + 7) / 8 * 8 + 16
        values = .allocate(capacity: (rows + 2) * stride)
        values.initialize(repeating: 0, count: (rows + 2) * stride)
    }

    deinit { values.deallocate() }

    /// Where row `row` starts, its margin included.
    @inline(__always)
    func row(_ row: Int) -> UnsafeMutablePointer<Float> { values + row * stride }

    /// Where the first pixel of row `row` lies.
    @inline(__always)
    func pixels(_ row: Int) -> UnsafeMutablePointer<Float> { values + row * stride + 8 }
}
