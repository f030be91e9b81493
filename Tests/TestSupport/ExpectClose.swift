public import Testing
public import Torch

/// Expects `x` to have the reference's shape and values: no element may be further off than `tolerance` times the
/// reference's largest magnitude (times 1 where the reference is zero). Reports the worst element.
public func expectClose(
    _ x: Tensor, _ reference: Tensor?, within tolerance: Float, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let reference = try #require(reference, comment, sourceLocation: sourceLocation)
    try #require(x.shape == reference.shape, comment, sourceLocation: sourceLocation)
    guard x.count > 0 else { return }
    let (values, expected) = (x.floats, reference.floats)
    let magnitude = expected.reduce(0) { max($0, abs($1)) }
    try #require(magnitude.isFinite, comment, sourceLocation: sourceLocation)
    let scale = magnitude > 0 ? magnitude : 1
    let distances = zip(values, expected).map { $0 == $1 ? 0 : abs($0 - $1) / scale }
    let worst = distances.indices.max { less(distances[$0], distances[$1]) } ?? 0
    guard !(distances[worst] <= tolerance) else { return }
    let message =
        "element \(worst) of \(x.shape) is \(values[worst]), not \(expected[worst]): "
        + "\(distances[worst]) of the largest magnitude \(magnitude), allowed \(tolerance)"
    Issue.record(
        comment.map { "\($0): \(message)" } ?? Comment(rawValue: message), sourceLocation: sourceLocation)
}

/// Whether `x` is less than `y`, where what is not a number is more than all others.
private func less(_ x: Float, _ y: Float) -> Bool { y.isNaN ? !x.isNaN : x < y }
