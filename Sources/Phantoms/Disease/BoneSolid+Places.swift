import Scintigraphy

/// Places of a bone, always one of its points.
extension BoneSolid {
    /// The middle of the bone's points and half their extent along the three axes, in mm.
    var box: (middle: SIMD3<Float>, half: SIMD3<Float>) {
        var low = points[0]
        var high = points[0]
        for index in stride(from: 0, to: points.count, by: stride) {
            low = pointwiseMin(low, points[index])
            high = pointwiseMax(high, points[index])
        }
        return ((low + high) / 2, (high - low) / 2)
    }

    /// The point nearest to a place of the segment's frame. In a bone of many points one of about 4,000 spread over it.
    func point(nearestTo place: SIMD3<Float>) -> SIMD3<Float> {
        var best = points[0]
        var least = Float.infinity
        for index in stride(from: 0, to: points.count, by: stride) {
            let offset = points[index] - place
            let distance = (offset * offset).sum()
            if distance < least { (best, least) = (points[index], distance) }
        }
        return best
    }

    /// A point, all equally likely.
    func point(using generator: inout SeededGenerator) -> SIMD3<Float> {
        points[Int(generator.uniform() * Double(points.count))]
    }

    /// The direction in which the bone runs near a place: that of the greatest spread of its points within `radius` mm.
    func direction(at place: SIMD3<Float>, within radius: Float) -> SIMD3<Float> {
        var sum = SIMD3<Float>.zero
        var squares = SIMD3<Float>.zero
        var products = SIMD3<Float>.zero  // xy, yz, zx
        var count: Float = 0
        for index in stride(from: 0, to: points.count, by: stride) {
            let offset = points[index] - place
            guard (offset * offset).sum() < radius * radius else { continue }
            sum += offset
            squares += offset * offset
            products += offset * SIMD3(offset.y, offset.z, offset.x)
            count += 1
        }
        guard count > 2 else { return SIMD3(0, 1, 0) }
        let mean = sum / count
        let variance = squares / count - mean * mean
        let covariance = products / count - mean * SIMD3(mean.y, mean.z, mean.x)
        // The largest eigenvector, by powers of the covariance matrix.
        var direction = SIMD3<Float>(0.6, 0.64, 0.48)
        for _ in 0..<24 {
            let next = SIMD3(
                variance.x * direction.x + covariance.x * direction.y + covariance.z * direction.z,
                covariance.x * direction.x + variance.y * direction.y + covariance.y * direction.z,
                covariance.z * direction.x + covariance.y * direction.y + variance.z * direction.z)
            guard next.length > 0 else { break }
            direction = next / next.length
        }
        return direction
    }

    private var stride: Int { max(1, points.count / 4000) }

    private func stride(from start: Int, to end: Int, by step: Int) -> StrideTo<Int> {
        Swift.stride(from: start, to: end, by: step)
    }
}
