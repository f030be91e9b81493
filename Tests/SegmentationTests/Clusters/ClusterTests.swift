import Scintigraphy
import Segmentation
import TestSupport
import Testing

/// Against NumPy: Fixtures/scipy/cosine_kmeans.py.
@Suite struct ClusterTests {
    struct Peer: Decodable {
        struct Case: Decodable {
            let seed, count, dimension, iterations: Int
            let first: [Float]
            let centres, direction: [Double]
            let assignments: [Int]
            let meanCosine: Double
        }
        let cases: [Case]
    }
    let peer: Peer

    init() throws { peer = try decodedFixture("scipy/cosine_kmeans.json") }

    /// The vectors that the script makes: about four directions in turn.
    private func features(_ row: Peer.Case) -> [Float] {
        let directions = CounterNumbers.values(tensor: 100 + row.seed, count: 4 * row.dimension)
        let noise = CounterNumbers.values(tensor: 200 + row.seed, count: row.count * row.dimension)
        return noise.enumerated().map { place, noise in
            directions[place / row.dimension % 4 * row.dimension + place % row.dimension] + 1.5 * noise
        }
    }

    /// The second case has a cluster that is empty at first.
    @Test(.tags(.golden)) func clustersMatchPeer() throws {
        for row in peer.cases {
            let found = try CosineKMeans(features(row), dimension: row.dimension, centres: row.first)
            #expect(found.assignments == row.assignments)
            #expect(found.iterations == row.iterations)
            #expect(worstRelativeError(found.centres.map { Double($0) }, row.centres, floor: 1) < 2e-6)
            #expect(abs(found.meanCosine - row.meanCosine) < 1e-6)
        }
    }

    @Test(.tags(.golden)) func principalDirectionsMatchPeer() throws {
        for row in peer.cases {
            let found = try #require(try principalDirection(of: features(row), dimension: row.dimension))
            #expect(worstRelativeError(found.map { Double($0) }, row.direction, floor: 1) < 1e-4)
        }
    }

    /// The same seed gives the same clusters, on any number of threads; four directions are found as four.
    @Test(.tags(.property)) func firstCentresAreSpread() throws {
        let row = peer.cases[0]
        let directions = CounterNumbers.values(tensor: 7, count: 4 * 19)
        let noise = CounterNumbers.values(tensor: 8, count: 3000 * 19)
        let vectors = noise.enumerated().map { directions[$0 / 19 % 4 * 19 + $0 % 19] + 0.1 * $1 }
        for seed: UInt64 in 1...5 {
            var generators = (SeededGenerator(seed: seed), SeededGenerator(seed: seed))
            let one = try CosineKMeans(
                vectors, dimension: row.dimension, clusters: 4, workers: 1, using: &generators.0)
            let three = try CosineKMeans(
                vectors, dimension: row.dimension, clusters: 4, workers: 3, using: &generators.1)
            #expect(one == three)
            #expect(one.assignments.indices.allSatisfy { one.assignments[$0] == one.assignments[$0 % 4] })
            #expect(Set(one.assignments).count == 4)
        }
    }

    @Test func whatCannotBeClustered() throws {
        var generator = SeededGenerator(seed: 1)
        #expect(throws: SegmentationError.self) {
            try CosineKMeans([1, 0, 0, 1], dimension: 2, clusters: 3, using: &generator)
        }
        #expect(throws: SegmentationError.self) {
            try CosineKMeans([1, .nan], dimension: 2, clusters: 1, using: &generator)
        }
        #expect(throws: SegmentationError.self) { try principalDirection(of: [.infinity], dimension: 1) }
        // Copies of one vector, and a vector without direction.
        let same = try CosineKMeans([1, 1, 2, 2, 0, 0], dimension: 2, clusters: 3, using: &generator)
        #expect(same.assignments.count == 3 && same.centres.allSatisfy(\.isFinite))
        #expect(try principalDirection(of: [3, 4, 3, 4], dimension: 2) == nil)
        #expect(try principalDirection(of: [], dimension: 2) == nil)
    }
}
