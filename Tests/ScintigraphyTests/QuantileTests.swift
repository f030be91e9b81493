import TestSupport
import Testing

@testable import Scintigraphy

@Suite(.tags(.property)) struct QuantileTests {
    @Test(arguments: [1, 2, 3, 10, 101, 5000], [0, 0.001, 0.25, 0.5, 0.999, 1])
    func agreesWithSorting(count: Int, q: Double) {
        var generator = SeededGenerator(seed: UInt64(count))
        // Few different values, as counts have.
        let values = (0..<count).map { _ in Float(Int.random(in: 0...40, using: &generator)) }
        let sorted = values.sorted()
        let position = q * Double(count - 1)
        let below = sorted[Int(position)]
        let above = sorted[min(Int(position) + 1, count - 1)]
        let expected = below + (above - below) * Float(position - position.rounded(.down))
        #expect(quantile(of: values, q) == expected)
    }
}
