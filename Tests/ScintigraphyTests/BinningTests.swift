import Scintigraphy
import Testing

@Suite struct BinningTests {
    /// Counts of whole squares are added up, pixels grow, and what fills no square is left out.
    @Test func squaresAreAddedUp() {
        let image = CountImage(
            rows: 5, columns: 4, pixels: (0..<20).map(Float.init), view: .posterior,
            spacing: PixelSpacing(rowMillimetres: 2, columnMillimetres: 3))
        let binned = image.binned(by: 2)
        #expect((binned.rows, binned.columns) == (2, 2))
        #expect(binned.pixels == [10, 18, 42, 50])
        #expect(binned.spacing == PixelSpacing(rowMillimetres: 4, columnMillimetres: 6))
        #expect(binned.view == .posterior && binned.meaning == .counts)
        #expect(image.binned(by: 1) == image)
    }
}
