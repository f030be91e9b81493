public import Scintigraphy

/// What a network asks of its images: N×channels×rows×columns.
public struct InputShape: Sendable, CustomStringConvertible {
    /// The size of the second dimension.
    public let channels: Int
    /// Whose channels they are, in order, where the network takes views of a body.
    public let views: [View]
    /// What divides rows and columns; 1 where images of any size do.
    public let sidesAreMultiplesOf: Int
    /// The least number of rows and of columns.
    public let smallestSide: Int

    init(channels: Int, views: [View] = [], sidesAreMultiplesOf: Int = 1, smallestSide: Int = 1) {
        (self.channels, self.views) = (channels, views)
        (self.sidesAreMultiplesOf, self.smallestSide) = (sidesAreMultiplesOf, smallestSide)
    }

    /// Such as “N×1×rows×columns, rows and columns multiples of 4”.
    public var description: String {
        let named = views.isEmpty ? "" : ", \(views.map(\.rawValue).joined(separator: " then "))"
        let multiples =
            sidesAreMultiplesOf > 1 ? ", rows and columns multiples of \(sidesAreMultiplesOf)" : ""
        let least = smallestSide > 1 ? ", rows and columns at least \(smallestSide)" : ""
        return "N×\(channels)×rows×columns\(named)\(multiples)\(least)"
    }

    /// Whether a tensor of this shape holds such images, one at least.
    func admits(_ shape: [Int]) -> Bool {
        shape.count == 4 && shape[1] == channels && !shape.contains(0)
            && shape[2...].allSatisfy { $0 >= smallestSide && $0.isMultiple(of: sidesAreMultiplesOf) }
    }
}
