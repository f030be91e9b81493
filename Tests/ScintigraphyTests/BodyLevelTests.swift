import Testing

@testable import Scintigraphy

@Suite struct BodyLevelTests {
    /// Air, soft tissue, and bones.
    let body: [Float] =
        [Float](repeating: 0, count: 600) + (0..<300).map { Float($0 % 3) }
        + (0..<100).map { Float($0 % 9 + 6) }

    @Test func isTheMedianOfAllAboveTheMean() {
        #expect(bodyLevel(of: [0, 0, 1, 5, 6, 7]) == 6)
        #expect(bodyLevel(of: [3, 3]) == 3)
        #expect(bodyLevel(of: [0]) == 0)
    }

    /// With it the mean is above all bones.
    @Test(arguments: [50, 500, 5000] as [Float])
    func bagOfACatheterDoesNotMatter(counts: Float) {
        let alone = bodyLevel(of: body)
        let beside = bodyLevel(of: body + [Float](repeating: counts, count: 30))
        #expect(beside >= alone && beside <= 2 * alone)
    }
}
