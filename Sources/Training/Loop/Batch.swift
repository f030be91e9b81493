/// What one step learns from, as plain numbers: one array for each tensor that the loss takes, such as images and
/// what they should become.
public struct Batch: Sendable {
    /// A tensor's numbers, row by row.
    public struct Array: Equatable, Sendable {
        /// The sizes of the dimensions, that of the batch first.
        public let shape: [Int]
        /// As many numbers as `shape` says.
        public let values: [Float]

        /// - Precondition: `values` fills `shape`.
        public init(_ values: [Float], shape: [Int]) {
            precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill \(shape)")
            self.shape = shape
            self.values = values
        }
    }

    /// In the order in which the loss takes them; of the same shapes in every batch of a run.
    public let arrays: [Array]

    /// A batch of these.
    public init(_ arrays: [Array]) { self.arrays = arrays }
}
