import Figures
import Foundation

/// Vectors of length 1, one after the other.
struct UnitVectors {
    let dimension, count: Int
    let values: [Float]

    /// Of any length; a vector of zeros stays one, and has the cosine 0 with all others.
    init(_ features: [Float], dimension: Int) throws(SegmentationError) {
        precondition(dimension > 0 && features.count.isMultiple(of: dimension))
        guard features.allSatisfy(\.isFinite) else {
            throw SegmentationError(
                "a feature is not a finite number; look whether the network that gave it was trained")
        }
        self.init(scaling: features, dimension: dimension)
    }

    private init(scaling features: [Float], dimension: Int) {
        self.dimension = dimension
        count = features.count / dimension
        var values = features
        for vector in 0..<count {
            let range = vector * dimension..<(vector + 1) * dimension
            let square = features[range].reduce(0) { $0 + Double($1) * Double($1) }
            guard square > 0 else { continue }
            let scale = 1 / square.squareRoot()
            for place in range { values[place] = Float(Double(features[place]) * scale) }
        }
        self.values = values
    }

    func check(clusters: Int) throws(SegmentationError) {
        guard count >= clusters else {
            throw SegmentationError(
                "\(count) vectors cannot make \(clusters) clusters; give more images or ask for fewer clusters"
            )
        }
    }

    /// For each vector the centre with the largest cosine, the first of equals.
    func nearest(of centres: UnitVectors, workers: Int) throws -> [(centre: Int, cosine: Float)] {
        let share = 1024
        return try inParallel((count + share - 1) / share, workers: workers) { number in
            (number * share..<min(count, (number + 1) * share)).map { vector in
                var best = (centre: 0, cosine: -Float.infinity)
                for centre in 0..<centres.count {
                    let cosine = dot(vector, centres, centre)
                    if cosine > best.cosine { best = (centre, cosine) }
                }
                return best
            }
        }.flatMap(\.self)
    }

    /// The directions of the sums of each centre's vectors; a centre without any takes the vector that fits worst.
    func means(of nearest: [(centre: Int, cosine: Float)], clusters: Int) -> UnitVectors {
        var sums = [Double](repeating: 0, count: clusters * dimension)
        var members = [Int](repeating: 0, count: clusters)
        for (vector, (centre, _)) in nearest.enumerated() {
            members[centre] += 1
            for place in 0..<dimension {
                sums[centre * dimension + place] += Double(values[vector * dimension + place])
            }
        }
        if members.contains(0) {
            var worst = nearest.indices.sorted { nearest[$0].cosine < nearest[$1].cosine }[...]
            for centre in 0..<clusters where members[centre] == 0 {
                guard let vector = worst.popFirst() else { break }
                for place in 0..<dimension {
                    sums[centre * dimension + place] = Double(values[vector * dimension + place])
                }
            }
        }
        return UnitVectors(scaling: sums.map { Float($0) }, dimension: dimension)
    }

    /// Some of the vectors, by k-means++.
    func spreadCentres(
        _ clusters: Int, workers: Int, using generator: inout some RandomNumberGenerator
    ) throws -> UnitVectors {
        try check(clusters: clusters)
        func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        var chosen = [Int(uniform() * Double(count))]
        var distances = [Double](repeating: .infinity, count: count)
        while chosen.count < clusters {
            let last = try nearest(of: subset([chosen[chosen.count - 1]]), workers: workers)
            for vector in 0..<count {
                distances[vector] = min(distances[vector], max(0, 1 - Double(last[vector].cosine)))
            }
            for vector in chosen { distances[vector] = 0 }
            var left = uniform() * distances.reduce(0, +)
            // Where all that is left are copies of the chosen, any other will do.
            let next = distances.firstIndex { distance in
                left -= distance
                return left < 0
            }
            chosen.append(next ?? (0..<count).first { !chosen.contains($0) } ?? 0)
        }
        return subset(chosen)
    }

    private func subset(_ vectors: [Int]) -> UnitVectors {
        UnitVectors(
            scaling: vectors.flatMap { values[$0 * dimension..<($0 + 1) * dimension] }, dimension: dimension)
    }

    private func dot(_ vector: Int, _ others: UnitVectors, _ other: Int) -> Float {
        values.withUnsafeBufferPointer { a in
            others.values.withUnsafeBufferPointer { b in
                let (a, b) = (a.baseAddress! + vector * dimension, b.baseAddress! + other * dimension)
                var sums = SIMD8<Float>.zero
                let whole = dimension / 8 * 8
                for place in stride(from: 0, to: whole, by: 8) {
                    let x = UnsafeRawPointer(a + place).loadUnaligned(as: SIMD8<Float>.self)
                    let y = UnsafeRawPointer(b + place).loadUnaligned(as: SIMD8<Float>.self)
                    sums += x * y
                }
                var sum = sums.sum()
                for place in whole..<dimension { sum += a[place] * b[place] }
                return sum
            }
        }
    }
}
