public import Scintigraphy

/// What STEGO learns from in the place of a whole image: each of its quarters and its middle, half as high and wide.
public enum FiveCrop: String, CaseIterable, Sendable {
    /// A quarter.
    case topLeft, topRight, bottomLeft, bottomRight
    /// What is left when a quarter of the height goes above and below, and of the width on both sides.
    case middle

    /// Which rows and columns of an image; of an odd number the smaller half, the middle nearer to an even place.
    public func range(rows: Int, columns: Int) -> (rows: Range<Int>, columns: Range<Int>) {
        func range(_ size: Int, _ first: Bool) -> Range<Int> {
            let half = max(1, size / 2)
            guard self != .middle else {
                let start = Int((Double(size - half) / 2).rounded(.toNearestOrEven))
                return start..<start + half
            }
            return first ? 0..<half : size - half..<size
        }
        return (
            range(rows, self == .topLeft || self == .topRight),
            range(columns, self == .topLeft || self == .bottomLeft)
        )
    }

    /// The crop of an image.
    public func callAsFunction(_ image: CountImage) -> CountImage {
        let (rows, columns) = range(rows: image.rows, columns: image.columns)
        return CountImage(
            rows: rows.count, columns: columns.count,
            pixels: cropped(image.pixels, rows, columns, of: image.columns), view: image.view,
            spacing: image.spacing, meaning: image.meaning)
    }

    /// The crop of a mask.
    public func callAsFunction(_ mask: LabelImage) -> LabelImage {
        let (rows, columns) = range(rows: mask.rows, columns: mask.columns)
        return LabelImage(
            rows: rows.count, columns: columns.count,
            labels: cropped(mask.labels, rows, columns, of: mask.columns), view: mask.view)
    }

    private func cropped<Value>(
        _ values: [Value], _ rows: Range<Int>, _ columns: Range<Int>, of width: Int
    ) -> [Value] {
        rows.flatMap { values[$0 * width + columns.lowerBound..<$0 * width + columns.upperBound] }
    }
}
