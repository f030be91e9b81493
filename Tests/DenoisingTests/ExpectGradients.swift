import TestSupport
import Testing
import Torch

/// Expects the gradients of a counter-filled network to be a peer's, of which the fixture keeps norm, projection
/// on counter numbers and 50 elements: `summary` of Fixtures/weights.py. The tolerance is a part of the largest
/// kept element, and of the norm.
func expectGradients(
    of network: Module, asIn expected: [String: Tensor], _ prefix: String, within tolerance: Float
) throws {
    for (index, (name, parameter)) in network.parameters.sorted(by: { $0.name < $1.name }).enumerated() {
        let gradient = try #require(parameter.gradient, "\(name)").floats
        func kept(_ what: String) throws -> Tensor { try #require(expected["\(prefix)\(name).\(what)"]) }
        let elements = Tensor((0..<50).map { gradient[$0 * gradient.count / 50] }, shape: [50])
        try expectClose(elements, try kept("elements"), within: tolerance, "\(name)")
        let norm = Double(try kept("norm").floats[0])
        let found = gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        #expect(abs(found - norm) <= Double(tolerance) * norm, "\(name)")
        let projection = zip(gradient, CounterNumbers.values(tensor: index, count: gradient.count))
            .reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let peers = Double(try kept("projection").floats[0])
        #expect(abs(projection - peers) <= Double(tolerance) * norm, "\(name)")
    }
}
