public import Testing
public import Torch

/// Records one failure, with the worst element, where `actual` strays from `expected` by more than
/// `tolerance` times the largest absolute value expected.
public func expectClose(
    _ actual: Tensor?, _ expected: Tensor?, within tolerance: Float, _ what: String = "",
    at location: SourceLocation = #_sourceLocation
) throws {
    let actual = try #require(actual, "\(what): nothing to compare", sourceLocation: location)
    let expected = try #require(expected, "\(what): the peer has no number", sourceLocation: location)
    try #require(actual.shape == expected.shape, "\(what)", sourceLocation: location)
    let (values, references) = (actual.floats, expected.floats)
    let scale = references.map(abs).max() ?? 0
    let errors = zip(values, references).map { abs($0 - $1) }
    guard let worst = errors.indices.max(by: { errors[$0] < errors[$1] }) else { return }
    #expect(
        errors.allSatisfy { $0 <= tolerance * scale },  // not-a-number fails too
        "\(what)[\(worst)]: \(values[worst]), expected \(references[worst]), largest \(scale)",
        sourceLocation: location)
}

/// Records a failure where two tensors are not the same numbers, bit for bit.
public func expectIdentical(
    _ actual: Tensor?, _ expected: Tensor?, _ what: String = "",
    at location: SourceLocation = #_sourceLocation
) throws {
    let actual = try #require(actual, "\(what)", sourceLocation: location)
    let expected = try #require(expected, "\(what)", sourceLocation: location)
    try #require(actual.shape == expected.shape, "\(what)", sourceLocation: location)
    let differing = zip(actual.floats, expected.floats).count { $0.bitPattern != $1.bitPattern }
    #expect(differing == 0, "\(what): \(differing) numbers differ", sourceLocation: location)
}
