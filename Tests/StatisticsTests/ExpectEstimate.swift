import Statistics
import TestSupport
import Testing

/// Expects value and bounds, each relative to itself or to 1.
func expect(
    _ found: Estimate?, _ expected: [Double], within tolerance: Double, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let numbers = found.map { [$0.value, $0.interval.lowerBound, $0.interval.upperBound] } ?? []
    let error = worstRelativeError(numbers, expected, floor: 1)
    #expect(error < tolerance, "\(name): \(numbers), not \(expected)", sourceLocation: sourceLocation)
}
