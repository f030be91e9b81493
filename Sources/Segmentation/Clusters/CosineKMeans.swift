import Figures
public import Foundation

/// Groups of feature vectors that point the same way.
///
/// Dhillon, Modha: Concept decompositions for large sparse text data using clustering. Mach Learn 42:143-175, 2001: each
/// vector goes to the centre with which it has the largest cosine, the first of equals; a centre becomes the direction of
/// the sum of its vectors' unit vectors, until no vector changes sides. A centre without vectors goes to the vector that
/// fits its own centre worst.
public struct CosineKMeans: Equatable, Sendable {
    /// How many numbers a vector has.
    public let dimension: Int
    /// Unit vectors, centre by centre.
    public let centres: [Float]
    /// The centre of each vector, from 0.
    public let assignments: [Int]
    /// The mean cosine between vectors and their centres.
    public let meanCosine: Double
    /// How often the centres were moved.
    public let iterations: Int

    /// From centres drawn by k-means++: each next one is a vector, the likelier the less its cosine with the nearest.
    ///
    /// Arthur, Vassilvitskii: k-means++: the advantages of careful seeding. SODA 2007; on the sphere, where half the
    /// square of a distance is 1 - cosine.
    ///
    /// - Parameters:
    ///   - features: vector by vector.
    ///   - dimension: how many numbers a vector has.
    ///   - clusters: how many centres to find.
    ///   - iterations: how often the centres may be moved.
    ///   - workers: how many threads may work; the answer does not depend on it.
    ///   - generator: draws the first centres.
    /// - Throws: where there are fewer vectors than clusters, or a number is not finite.
    /// - Precondition: whole vectors, at least one cluster.
    public init(
        _ features: [Float], dimension: Int, clusters: Int, iterations: Int = 300,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount,
        using generator: inout some RandomNumberGenerator
    ) throws {
        precondition(clusters > 0)
        let vectors = try UnitVectors(features, dimension: dimension)
        let first = try vectors.spreadCentres(clusters, workers: workers, using: &generator)
        try self.init(vectors, centres: first, iterations: iterations, workers: workers)
    }

    /// From these centres.
    ///
    /// - Throws: where there are fewer vectors than centres, or a number is not finite.
    /// - Precondition: whole vectors and centres, at least one.
    public init(
        _ features: [Float], dimension: Int, centres: [Float], iterations: Int = 300,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount
    ) throws {
        let vectors = try UnitVectors(features, dimension: dimension)
        let first = try UnitVectors(centres, dimension: dimension)
        try vectors.check(clusters: first.count)
        try self.init(vectors, centres: first, iterations: iterations, workers: workers)
    }

    private init(_ vectors: UnitVectors, centres first: UnitVectors, iterations: Int, workers: Int) throws {
        var centres = first
        var nearest = try vectors.nearest(of: centres, workers: workers)
        var moves = 0
        while moves < iterations {
            centres = vectors.means(of: nearest, clusters: first.count)
            let before = nearest.map(\.centre)
            nearest = try vectors.nearest(of: centres, workers: workers)
            moves += 1
            if nearest.map(\.centre) == before { break }
        }
        dimension = vectors.dimension
        self.centres = centres.values
        assignments = nearest.map(\.centre)
        meanCosine = nearest.reduce(0) { $0 + Double($1.cosine) } / Double(max(nearest.count, 1))
        self.iterations = moves
    }
}
