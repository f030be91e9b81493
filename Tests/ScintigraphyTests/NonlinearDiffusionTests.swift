import TestSupport
import Testing

@testable import Scintigraphy

/// Against the same formulas in NumPy, in double precision: Fixtures/scipy/diffusion.py.
@Suite struct NonlinearDiffusionTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let conductance: String
            let anscombe: Bool
            let k: Double
            let result: [Double]
        }
        let rows, columns: Int
        let image: [Double]
        let cases: [Case]
        let transformed, inverse, exact_inverse: [Double]
    }
    let peer: Peer
    let image: CountImage

    init() throws {
        peer = try decodedFixture("scipy/diffusion.json")
        image = CountImage(
            rows: peer.rows, columns: peer.columns, pixels: peer.image.map { Float($0) }, view: .anterior,
            spacing: nil)
    }

    /// Single precision over 20 steps: a few parts in a million of the image's 50 counts.
    @Test(.tags(.golden), arguments: NonlinearDiffusion.Conductance.allCases, [false, true])
    func matchesPeer(conductance: NonlinearDiffusion.Conductance, anscombe: Bool) throws {
        let expected = try #require(
            peer.cases.first { $0.conductance == conductance.rawValue && $0.anscombe == anscombe })
        let settings = NonlinearDiffusion(
            conductance: conductance, edgeThreshold: .timesNoise(1), iterations: 20, timeStep: 0.25,
            anscombe: anscombe)
        let found = try image.diffused(settings)
        #expect(worstRelativeError(found.pixels.map { Double($0) }, expected.result, floor: 1) < 1e-5)
        #expect(found.meaning == .processedCounts)
    }

    @Test(.tags(.golden)) func inverseMatchesPeer() {
        let found = peer.transformed.map { Double(inverseAnscombe(Float($0))) }
        #expect(worstRelativeError(found, peer.inverse, floor: 0.1) < 1e-6)
        // The closed form is within 0.02 counts of the exact inverse (its paper's figure 1).
        #expect(zip(found, peer.exact_inverse).allSatisfy { abs($0 - $1) < 0.02 })
    }

    @Test(.tags(.property), arguments: [false, true])
    func keepsTheTotalAndTheRange(anscombe: Bool) throws {
        let found = try image.diffused(NonlinearDiffusion(iterations: 50, anscombe: anscombe))
        #expect(abs(found.total / image.total - 1) < 1e-5)
        #expect(found.pixels.allSatisfy { $0 >= 0 })
    }

    @Test(.tags(.property), arguments: NonlinearDiffusion.Conductance.allCases)
    func smoothsNoiseAndKeepsEdges(conductance: NonlinearDiffusion.Conductance) throws {
        var generator = SeededGenerator(seed: 1)
        let pixels = (0..<40 * 40).map { i in
            (i % 40 < 20 ? 20 : 100) + Float(Double.random(in: -5...5, using: &generator))
        }
        let image = CountImage(rows: 40, columns: 40, pixels: pixels, view: .anterior, spacing: nil)
        let found = try image.diffused(
            NonlinearDiffusion(conductance: conductance, iterations: 30, anscombe: false))
        #expect(found.pixels[10 * 40 + 19] < 30 && found.pixels[10 * 40 + 20] > 90)
        let flat = (0..<40).map { found.pixels[$0 * 40 + 10] }
        #expect((flat.max() ?? 0) - (flat.min() ?? 0) < 3)
    }

    @Test func flatImageStaysAsItIs() throws {
        let image = CountImage(
            rows: 5, columns: 5, pixels: Array(repeating: 3, count: 25), view: .anterior, spacing: nil)
        #expect(try image.diffused(NonlinearDiffusion()).pixels == image.pixels)
    }

    @Test(arguments: [
        NonlinearDiffusion(timeStep: 0.26), NonlinearDiffusion(timeStep: 0),
        NonlinearDiffusion(iterations: -1),
        NonlinearDiffusion(edgeThreshold: .fixed(-1)), NonlinearDiffusion(edgeThreshold: .fixed(.nan)),
    ])
    func refusesWhatIsNotStable(settings: NonlinearDiffusion) {
        #expect(throws: ScintigraphyError.self) { try image.diffused(settings) }
    }

    @Test func refusesNegativeCountsInTheAnscombeDomain() throws {
        let image = CountImage(rows: 1, columns: 2, pixels: [-1, 4], view: .anterior, spacing: nil)
        #expect(throws: ScintigraphyError.self) { try image.diffused(NonlinearDiffusion()) }
        _ = try image.diffused(NonlinearDiffusion(anscombe: false))
    }
}
