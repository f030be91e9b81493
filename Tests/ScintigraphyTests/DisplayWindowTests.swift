import Testing

@testable import Scintigraphy

@Suite struct DisplayWindowTests {
    func image(_ pixels: [Float]) -> CountImage {
        CountImage(rows: 1, columns: pixels.count, pixels: pixels, view: .anterior, spacing: nil)
    }

    @Test(
        arguments: [(-5, 0), (10, 0), (10.1, 0), (60, 128), (110, 255), (1e9, 255), (.nan, 0)]
            as [(Float, Int)])
    func countsToIndex(counts: Float, index: Int) throws {
        #expect(try DisplayWindow(lower: 10, upper: 110).index(of: counts) == index)
    }

    @Test func fractionOfTheMaximum() throws {
        #expect(try DisplayWindow(of: image([0, 50, 200]), upperFraction: 0.4).upper == 80)
    }

    /// 990 pixels of body, 10 of bladder, and any amount of empty surroundings.
    @Test(arguments: [0, 500, 5000])
    func bladderAndSurroundingsDoNotMatter(empty: Int) {
        let body = (0..<1000).map { Float($0 % 100 + 1) }
        let alone = DisplayWindow(of: image(body))
        let bladder: [Float] = [9000, 9000, 9000]
        let crowded = DisplayWindow(of: image(body + bladder + Array(repeating: 0, count: empty)))
        #expect(abs(alone.upper - crowded.upper) <= 1)
        #expect(alone.upper > 95)
    }

    /// A bag that holds ten times the counts of the body in 2 % of its pixels.
    @Test func bagOfACatheterDoesNotMatter() {
        let body = (0..<1000).map { Float($0 % 10 + 1) }
        let bag = [Float](repeating: 2750, count: 20)
        #expect(DisplayWindow(of: image(body + bag)) == DisplayWindow(of: image(body)))
    }

    @Test func emptyImageHasAWindow() throws {
        #expect(DisplayWindow(of: image([0, 0])).upper == 1)
        #expect(try DisplayWindow(of: image([0, 0]), upperFraction: 0.4).upper == 1)
    }

    @Test func refusesWhatShowsNothing() {
        #expect(throws: ScintigraphyError.self) { try DisplayWindow(lower: 5, upper: 5) }
        #expect(throws: ScintigraphyError.self) { try DisplayWindow(upper: .nan) }
        #expect(throws: ScintigraphyError.self) { try DisplayWindow(of: image([1]), upperFraction: 0) }
    }
}
