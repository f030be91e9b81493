import Scintigraphy
import Testing

/// In what a view is unlike those that models learn from.
@Suite struct CautionTests {
    private func cautions(_ rows: Int, _ columns: Int, _ meaning: PixelMeaning) -> [String] {
        CountImage(
            rows: rows, columns: columns, pixels: [Float](repeating: 1, count: rows * columns),
            view: .posterior, spacing: nil, meaning: meaning
        ).cautions
    }

    @Test func whatIsUnlikeIsSaid() {
        #expect(cautions(8, 4, .counts).isEmpty && cautions(8, 4, .processedCounts).isEmpty)
        #expect(
            cautions(7, 4, .counts) == [
                "the posterior view of 7 x 4 pixels is no whole body: no model has learnt from such"
            ])
        let both = cautions(4, 4, .notForQuantification("8 bits"))
        #expect(both.count == 2 && both[0].contains("is a display (8 bits)"))
    }
}
