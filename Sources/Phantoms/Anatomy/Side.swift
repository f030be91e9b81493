/// The patient's own left or right.
public enum Side: String, CaseIterable, Codable, Sendable {
    /// Where x is positive.
    case left
    /// Where x is negative.
    case right

    /// +1 for left, -1 for right: the sign of x.
    var sign: Float { self == .left ? 1 : -1 }

    /// The other one.
    var opposite: Side { self == .left ? .right : .left }
}
