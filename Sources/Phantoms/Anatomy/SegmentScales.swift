/// How much larger each segment is than the skeleton's own, along x, y and z of its frame.
public struct SegmentScales: Codable, Equatable, Sendable {
    private var factors: [SIMD3<Float>]

    /// Every segment in its own size.
    public static let unit = SegmentScales(all: 1)

    /// Every segment larger by one factor.
    public init(all factor: Float) {
        factors = Array(repeating: SIMD3(repeating: factor), count: Segment.allCases.count)
    }

    /// The factors of a segment.
    public subscript(segment: Segment) -> SIMD3<Float> {
        get { factors[segment.index] }
        set { factors[segment.index] = newValue }
    }
}
