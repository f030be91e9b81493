import Testing

@testable import Figures

@Suite struct NumbersTests {
    @Test(arguments: [
        (0.0, "0"), (999, "999"), (1000, "1,000"), (3_596_452, "3,596,452"), (-1234.6, "-1,235"), (-0.2, "0"),
        (.nan, "nan"), (1e20, "100,000,000,000,000,000,000"),
    ])
    func thousandsAreApart(number: Double, text: String) { #expect(number.grouped == text) }

    @Test(arguments: [(2.26, 3, "2.26"), (40, 1, "40"), (0.5, 2, "0.5"), (100, 0, "100"), (-0.25, 1, "-0.2")])
    func zerosAreDropped(number: Double, decimals: Int, text: String) {
        #expect(number.formatted(decimals: decimals) == text)
    }
}
