import Foundation

/// A peer's numbers from Fixtures/`path`, a JSON file.
public func decodedFixture<Numbers: Decodable>(_ path: String, as type: Numbers.Type = Numbers.self) throws
    -> Numbers
{
    try JSONDecoder().decode(type, from: Data(contentsOf: fixture(path)))
}

/// The largest distance between two runs of numbers, each over `floor` or the expected number's size,
/// whichever is larger; infinite where their lengths differ or a number is not one.
public func worstRelativeError(
    _ found: some Collection<Double>, _ expected: some Collection<Double>,
    floor: Double = .leastNormalMagnitude
) -> Double {
    guard found.count == expected.count else { return .infinity }
    return zip(found, expected).reduce(0) { worst, pair in
        let error = abs(pair.0 - pair.1) / max(abs(pair.1), floor)
        return error.isNaN ? (pair.0 == pair.1 ? worst : .infinity) : max(worst, error)
    }
}
