/// A size in the plane of an image: one number for both directions, or a ``Pair``.
public protocol Planar {
    /// The size from top to bottom.
    var rows: Int { get }
    /// The size from left to right.
    var columns: Int { get }
}

extension Int: Planar {
    public var rows: Int { self }
    public var columns: Int { self }
}

/// Rows and columns, where they differ: `kernel: Pair(1, 7)`.
public struct Pair: Planar, Hashable, Sendable {
    /// From top to bottom, and from left to right.
    public var rows, columns: Int

    /// Rows first, as in the shape of an image.
    public init(_ rows: Int, _ columns: Int) {
        (self.rows, self.columns) = (rows, columns)
    }

    init(_ size: some Planar) { self.init(size.rows, size.columns) }
}

extension Planar {
    /// As C takes it.
    var int64: [Int64] { [Int64(rows), Int64(columns)] }

    /// As C takes borders of so many rows above and below, and columns left and right.
    var borders: [Int64] { int64 + int64 }
}
