import Testing
import Training

@Suite struct PartTests {
    @Test func namesAreThoseOfTheSplitColumn() {
        #expect(Part.allCases.map(\.rawValue) == ["training", "validation", "test"])
    }
}
