/// The outermost points of some bones at each height, seen along the body: what skin must go around.
struct BoneOutline {
    /// The height of the first row, in mm; rows lie ``BodyMember/spacing`` apart, downwards.
    let top: Float
    /// By row: x and z of the outermost point in each of 16 directions; empty where there is no bone.
    let rows: [[SIMD2<Float>]]

    private static let directions: [SIMD2<Float>] = [
        SIMD2(1, 0), SIMD2(0.924, 0.383), SIMD2(0.707, 0.707), SIMD2(0.383, 0.924), SIMD2(0, 1),
        SIMD2(-0.383, 0.924), SIMD2(-0.707, 0.707), SIMD2(-0.924, 0.383), SIMD2(-1, 0), SIMD2(-0.924, -0.383),
        SIMD2(-0.707, -0.707), SIMD2(-0.383, -0.924), SIMD2(0, -1), SIMD2(0.383, -0.924),
        SIMD2(0.707, -0.707),
        SIMD2(0.924, -0.383),
    ]
    private static let cosines = SIMD16<Float>(directions.map(\.x))
    private static let sines = SIMD16<Float>(directions.map(\.y))

    /// - Parameter heights: only points between these heights count.
    init(
        of bones: [Bone], in skeleton: PosedSkeleton,
        heights: ClosedRange<Float> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    ) {
        var low = Float.infinity
        var high = -Float.infinity
        for bone in bones {
            let box = skeleton.box(bone)
            low = min(low, max(box.low.y, heights.lowerBound))
            high = max(high, min(box.high.y, heights.upperBound))
        }
        guard low <= high else {
            (top, rows) = (0, [])
            return
        }
        let spacing = BodyMember.spacing
        let count = Int((high - low) / spacing) + 2
        var best = Array(repeating: SIMD16<Float>(repeating: -.infinity), count: count)
        var xs = Array(repeating: SIMD16<Float>.zero, count: count)
        var zs = Array(repeating: SIMD16<Float>.zero, count: count)
        let (cosines, sines) = (Self.cosines, Self.sines)
        for bone in bones {
            skeleton.points.withUnsafeBufferPointer { points in
                // Points lie 2 mm apart: of a large bone each third is dense enough for rows of 5 mm.
                let range = skeleton.ranges[Int(bone.label) - 1]
                let step = range.count > 6000 ? 3 : 1
                for index in stride(from: range.lowerBound, to: range.upperBound, by: step) {
                    let point = points[index]
                    guard heights.contains(point.y) else { continue }
                    let row = Int((high - point.y) / spacing + 0.5)
                    let reach = cosines * point.x + sines * point.z
                    let further = reach .> best[row]
                    guard any(further) else { continue }
                    best[row].replace(with: reach, where: further)
                    xs[row].replace(with: point.x, where: further)
                    zs[row].replace(with: point.z, where: further)
                }
            }
        }
        top = high
        rows = best.indices.map { row in
            best[row][0] == -.infinity ? [] : (0..<16).map { SIMD2(xs[row][$0], zs[row][$0]) }
        }
    }

    /// The height of a row.
    func height(_ row: Int) -> Float { top - Float(row) * BodyMember.spacing }

    /// The box around the bones at a height and `reach` above and below it: x and z; nil without bone there.
    func box(atY y: Float, reach: Float) -> (low: SIMD2<Float>, high: SIMD2<Float>)? {
        let first = max(0, Int(((top - y - reach) / BodyMember.spacing).rounded()))
        let last = min(rows.count - 1, Int(((top - y + reach) / BodyMember.spacing).rounded()))
        guard first <= last else { return nil }
        var low = SIMD2<Float>(repeating: .infinity)
        var high = SIMD2<Float>(repeating: -.infinity)
        for row in first...last {
            for place in rows[row] {
                low = pointwiseMin(low, place)
                high = pointwiseMax(high, place)
            }
        }
        return low.x <= high.x ? (low, high) : nil
    }

    /// Makes sections, the first at the height `top`, go around the bones with `margin` to spare.
    func enclose(_ sections: inout [BodySection], top: Float, margin: Float) {
        for (row, places) in rows.enumerated() where !places.isEmpty {
            // Points of a row lie between two sections.
            let above = Int(((top - height(row)) / BodyMember.spacing).rounded(.down))
            for index in above...above + 1 where sections.indices.contains(index) {
                sections[index].enclose(places, margin: margin)
            }
        }
    }
}
