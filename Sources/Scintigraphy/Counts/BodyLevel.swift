extension CountImage {
    /// How hot the body is, in counts a pixel: see ``Scintigraphy/bodyLevel(of:limit:)``.
    public var bodyLevel: Float { Scintigraphy.bodyLevel(of: pixels) }

    /// What is hotter than this many times the body is no bone: a bladder, a place of injection, a catheter's bag.
    public static let hottestBone: Float = 16
}

/// How hot the body is: the median of all that is above the mean, in which nothing counts for more than `limit` times the
/// body; the mean where nothing is above it.
///
/// The limit is for a catheter's bag, which may hold most of a scan's counts: it would raise the mean above all bones.
///
/// - Parameter values: of pixels, 0 or more; one or more of them.
public func bodyLevel(of values: [Float], limit: Float = CountImage.hottestBone) -> Float {
    let filled = values.filter { $0 > 0 }
    guard !filled.isEmpty else { return 0 }
    // From below: from above, a bag that is hot enough would be taken for the body.
    var level = quantile(of: filled, 0.5)
    while true {
        let next = medianAboveMean(of: values.map { min($0, limit * level) })
        guard next > level else { return level }
        level = next
    }
}

private func medianAboveMean(of values: [Float]) -> Float {
    let mean = Float(values.reduce(0) { $0 + Double($1) } / Double(values.count))
    var above = values.filter { $0 > mean }
    return above.isEmpty ? mean : above.selectSmallest(above.count / 2)
}
