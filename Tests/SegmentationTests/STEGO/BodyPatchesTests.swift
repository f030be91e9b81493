import Scintigraphy
import TestSupport
import Testing
import Torch

@testable import Segmentation

/// What of a view is body, and what air.
@Suite struct BodyPatchesTests {
    /// A body of 100 counts a pixel in the left half, and air of one count beside it.
    private let view = CountImage(
        rows: 64, columns: 32, pixels: (0..<64 * 32).map { $0 % 32 < 16 ? 100 : 1 }, view: .anterior,
        spacing: nil)
    private let matrix = BackboneInput(rows: 64, columns: 32)

    @Test func airHasFewCounts() throws {
        let body = matrix.body(of: try matrix.prepared(view), patch: 16)
        #expect(body == [1, 0, 1, 0, 1, 0, 1, 0])
    }

    /// Air is a cluster of its own, the last, and body is none of it.
    @Test func airIsTheLastCluster() {
        let clusters = Tensor([0.6, 0.4, 0.4, 0.6] as [Float], shape: [1, 2, 1, 2]).log()
        let answers = SegmenterAnswers(classes: clusters, clusters: clusters, foci: .zeros([1, 1, 2]))
        let told = answers.withAir(body: Tensor([1, 0] as [Float], shape: [1, 1, 1, 2])).clusters
        #expect(told.argmax(dim: 1).floats == [0, 2])
        #expect(abs(told.exp().sum().item - 2) < 1e-5)
    }

    /// Places lie in the patches that show body: here those of the left, of rows 1 and 2 of four.
    @Test(.tags(.property)) func placesLieInTheBody() {
        let body = Tensor([0, 0, 1, 0, 1, 0, 0, 0] as [Float], shape: [1, 4, 2])
        let bodies = BodyPlaces(body)
        var generator = SeededGenerator(seed: 3)
        let places = bodies.places(500, of: 0, using: &generator)
        for place in stride(from: 0, to: places.count, by: 2) {
            #expect(places[place] <= 0)  // the left one of two columns, up to the border between them
            let row = (places[place + 1] + 1) * 3 / 2
            #expect((0.5...2.5).contains(row))
        }
        #expect(Set(bodies.patches(9, of: 0, using: &generator)) == [2, 4])
        #expect(BodyPlaces(.zeros([1, 4, 2])).patches(9, of: 0, using: &generator).count == 8)
    }
}
