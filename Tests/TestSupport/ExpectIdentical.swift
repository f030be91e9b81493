public import Testing
public import Torch

/// Expects two tensors to be the same 32-bit numbers, bit for bit.
public func expectIdentical(
    _ x: Tensor?, _ reference: Tensor?, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let x = try #require(x, comment, sourceLocation: sourceLocation)
    let reference = try #require(reference, comment, sourceLocation: sourceLocation)
    try #require(x.shape == reference.shape, comment, sourceLocation: sourceLocation)
    let differing = zip(x.floats, reference.floats).count { $0.bitPattern != $1.bitPattern }
    #expect(differing == 0, comment, sourceLocation: sourceLocation)
}
