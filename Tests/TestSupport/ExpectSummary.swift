import Testing
public import Torch

/// Expects the norm, the projection and the 50 elements that `summary` of Fixtures/weights.py keeps of a tensor.
public func expectSummary(
    of tensor: Tensor, asIn peer: [String: Tensor], _ name: String, within tolerance: Float
) throws {
    let values = tensor.floats
    let elements = Tensor((0..<50).map { values[$0 * values.count / 50] })
    try expectClose(elements, peer["\(name).elements"], within: tolerance, "\(name)")
    let norm = Double(try #require(peer["\(name).norm"]).floats[0])
    let found = values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(abs(found - norm) <= Double(tolerance) * norm, "\(name)")
    let projection = zip(values, CounterNumbers.values(tensor: 0, count: values.count))
        .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let peers = Double(try #require(peer["\(name).projection"]).floats[0])
    #expect(abs(projection - peers) <= Double(tolerance) * norm, "\(name)")
}
