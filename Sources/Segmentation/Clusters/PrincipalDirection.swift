/// The direction in which vectors differ most: the first of a principal component analysis.
///
/// By power iteration on their covariance, from the vector that lies farthest from the mean, until a step turns the
/// direction by less than a millionth.
///
/// - Parameters:
///   - features: vector by vector.
///   - dimension: how many numbers a vector has.
/// - Returns: a unit vector whose largest number, by magnitude, is positive; `nil` where all vectors are equal or there
///   is none.
/// - Throws: where a number is not finite.
/// - Precondition: whole vectors.
public func principalDirection(
    of features: [Float], dimension: Int
) throws(SegmentationError) -> [Float]? {
    precondition(dimension > 0 && features.count.isMultiple(of: dimension))
    guard features.allSatisfy(\.isFinite) else {
        throw SegmentationError(
            "a feature is not a finite number; look whether the network that gave it was trained")
    }
    let count = features.count / dimension
    let places = 0..<dimension
    var mean = [Double](repeating: 0, count: dimension)
    for vector in 0..<count {
        for place in places { mean[place] += Double(features[vector * dimension + place]) / Double(count) }
    }
    let centred = features.indices.map { Double(features[$0]) - mean[$0 % dimension] }
    let squares = (0..<count).map { vector in
        places.reduce(0) { $0 + centred[vector * dimension + $1] * centred[vector * dimension + $1] }
    }
    guard let farthest = squares.indices.max(by: { squares[$0] < squares[$1] }), squares[farthest] > 0
    else { return nil }
    var direction = places.map { centred[farthest * dimension + $0] / squares[farthest].squareRoot() }
    for _ in 0..<1000 {
        var next = [Double](repeating: 0, count: dimension)
        for vector in 0..<count {
            let start = vector * dimension
            var along = 0.0
            for place in places { along += centred[start + place] * direction[place] }
            for place in places { next[place] += along * centred[start + place] }
        }
        let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { break }
        let turn = places.reduce(0) { max($0, abs(next[$1] / length - direction[$1])) }
        direction = next.map { $0 / length }
        if turn < 1e-6 { break }
    }
    let largest = places.max { abs(direction[$0]) < abs(direction[$1]) } ?? 0
    let sign: Double = direction[largest] < 0 ? -1 : 1
    return direction.map { Float(sign * $0) }
}
