import Scintigraphy

/// The skin of the trunk: half widths and depths at levels that bones mark, in between by smooth curves, and
/// everywhere outside the bones.
struct TrunkOutline {
    /// A level: how far skin lies from the midline, in front and behind; lean measures and units of fat.
    private struct Level {
        let y, x, half, front, back: Float
        /// Units of fat at the sides, in front and behind.
        let fat: SIMD3<Float>
        let exponent: Float
    }

    private let skeleton: PosedSkeleton
    private let bones: BoneOutline
    /// The lower border, where only legs go on.
    let crotch: Float

    init(_ skeleton: PosedSkeleton) {
        self.skeleton = skeleton
        let hips = Side.allCases.map { skeleton.box(.sided("hip bone", $0)).low.y }
        crotch = min(hips[0], hips[1]) - 12
        bones = BoneOutline(
            of: Bone.all.filter(Self.carries), in: skeleton, heights: crotch...Float.greatestFiniteMagnitude)
    }

    private static func carries(_ bone: Bone) -> Bool {
        switch bone.region {
        case .thoracicSpine, .lumbarSpine, .sacrum, .pelvis, .ribs, .sternum, .clavicles, .scapulae: true
        case .lowerLimbs: bone.part == "femur"
        default: bone == .c7
        }
    }

    /// - Parameter flesh: muscle and fat on it.
    func member(_ flesh: Flesh) -> BodyMember {
        let levels = levels(flesh)
        let top = levels[0].y
        let count = Int((top - crotch) / BodyMember.spacing) + 1
        let slope = -skeleton.rotation
        var sections = (0..<count).map { row in
            let y = top - Float(row) * BodyMember.spacing
            return Self.section(at: y, levels, slope: slope, fat: flesh.fat)
        }
        bones.enclose(&sections, top: top, margin: 4 * flesh.size)
        return BodyMember(part: .trunk, top: top, sections: sections.smoothed(times: 40))
    }

    private static func section(at y: Float, _ levels: [Level], slope: Float, fat: Float) -> BodySection {
        let next = levels.firstIndex { $0.y <= y } ?? levels.count - 1
        let (upper, lower) = (levels[max(0, next - 1)], levels[next])
        let t = upper.y > lower.y ? (upper.y - y) / (upper.y - lower.y) : 1
        let s = t * t * (3 - 2 * t) * 0.5 + t * 0.5
        func mix(_ value: (Level) -> Float) -> Float { value(upper) + (value(lower) - value(upper)) * s }
        let front = mix { $0.front + $0.fat.y * fat }
        let back = mix { $0.back - $0.fat.z * fat }
        // Widest behind the middle: a lying body sinks.
        let widest = back + (front - back) * 0.44
        return BodySection(
            x: mix(\.x), z: widest, halfWidth: mix { $0.half + $0.fat.x * fat }, front: front - widest,
            back: widest - back, exponent: mix(\.exponent), slope: slope,
            fat: fat * mix { 0.7 * min($0.fat.x, $0.fat.y) })
    }

    private func levels(_ flesh: Flesh) -> [Level] {
        let size = flesh.size
        let muscle = flesh.muscle * size
        func z(_ bone: Bone) -> (low: Float, high: Float) {
            (skeleton.box(bone).low.z, skeleton.box(bone).high.z)
        }
        func middle(_ bone: Bone) -> SIMD3<Float> { skeleton.centroid(bone) }
        func bothSides(_ part: String, _ value: ((low: SIMD3<Float>, high: SIMD3<Float>)) -> Float) -> [Float]
        {
            Side.allCases.map { value(skeleton.box(.sided(part, $0))) }
        }
        func half(_ part: String) -> Float {
            (bothSides(part) { $0.high.x }[0] - bothSides(part) { $0.low.x }[1]) / 2
        }
        let scapulaTop = bothSides("scapula") { $0.high.y }.max() ?? 0
        let scapulaBack = bothSides("scapula") { $0.low.z }.min() ?? 0
        let clavicleFront = bothSides("clavicle") { $0.high.z }.max() ?? 0
        let ribHalf = half("rib 8")
        let iliumTop = bothSides("hip bone") { $0.high.y }.max() ?? 0
        let iliumHalf = half("hip bone")
        let pelvisFront = bothSides("hip bone") { $0.high.z }.max() ?? 0
        let trochanter = half("femur")
        let hipY = (skeleton.joints.left.hip.y + skeleton.joints.right.hip.y) / 2
        let thighs = (skeleton.joints.left.hip.x - skeleton.joints.right.hip.x) / 2 + 6 * size + 76 * muscle
        let hipZ = (skeleton.joints.left.hip.z + skeleton.joints.right.hip.z) / 2
        let sternum = z(.sternum)
        let sternumY = skeleton.box(.sternum)
        let abdominal = 0.55 + 0.9 * flesh.abdominal
        let navel = middle(.lumbar(3)).z + 78 * size * (0.6 + 0.4 * flesh.muscle)
        return [
            Level(
                y: max(middle(.c7).y, scapulaTop + 22 * size), x: middle(.c7).x, half: 62 * size,
                front: middle(.c7).z + 36 * size, back: z(.c7).low - 10 * muscle, fat: SIMD3(0.3, 0.25, 0.35),
                exponent: 2),
            Level(
                y: scapulaTop + 2 * size, x: middle(.thoracic(2)).x, half: half("scapula") - 24 * size,
                front: clavicleFront - 2 * muscle, back: min(scapulaBack, z(.thoracic(2)).low) - 6 * muscle,
                fat: SIMD3(0.3, 0.3, 0.4), exponent: 2),
            Level(
                y: scapulaTop - 60 * size, x: middle(.thoracic(4)).x, half: half("scapula") + 2 * muscle,
                front: z(.manubrium).high + 10 * muscle, back: scapulaBack - 12 * muscle,
                fat: SIMD3(0.3, 0.5, 0.5), exponent: 2.2),
            Level(
                y: middle(.thoracic(6)).y, x: middle(.thoracic(6)).x, half: ribHalf + 22 * muscle,
                front: sternum.high + 14 * muscle, back: scapulaBack - 11 * muscle,
                fat: SIMD3(0.9, 0.8, 0.6), exponent: 2.5),
            Level(
                y: sternumY.low.y, x: middle(.thoracic(9)).x, half: ribHalf + 13 * muscle,
                front: sternum.high + 8 * muscle, back: z(.thoracic(9)).low - 10 * muscle,
                fat: SIMD3(1, 0.9 + 0.3 * abdominal, 0.6), exponent: 2.5),
            Level(
                y: middle(.lumbar(2)).y, x: middle(.lumbar(2)).x,
                half: 0.5 * (ribHalf + iliumHalf) + 9 * muscle, front: max(navel, sternum.high - 14 * size),
                back: z(.lumbar(2)).low - 12 * muscle,
                fat: SIMD3(0.8 + 0.4 * abdominal, 1 + abdominal, 0.8), exponent: 2.4),
            Level(
                y: iliumTop - 25 * size, x: middle(.lumbar(5)).x, half: iliumHalf + 6 * muscle,
                front: navel - 2 * size, back: z(.sacrum).low - 12 * muscle,
                fat: SIMD3(0.9 + 0.2 * abdominal, 0.9 + abdominal, 0.9), exponent: 2.4),
            Level(
                y: hipY + 12 * size, x: middle(.sacrum).x, half: max(trochanter + 14 * muscle, thighs),
                front: pelvisFront + 16 * muscle, back: z(.sacrum).low - 26 * muscle,
                fat: SIMD3(0.9 * flesh.gluteal, 1, 0.8 * flesh.gluteal), exponent: 2.4),
            Level(
                y: crotch, x: middle(.sacrum).x, half: thighs - 2 * size,
                front: hipZ + 70 * muscle, back: hipZ - 79 * muscle,
                fat: SIMD3(repeating: 0.9 * flesh.gluteal), exponent: 2.2),
        ]
    }
}

extension Array where Element == BodySection {
    /// Nowhere smaller than before, with hollows filled: again and again the larger of a section and the mean of its
    /// neighbours.
    func smoothed(times: Int) -> [BodySection] {
        guard count > 2 else { return self }
        var result = self
        for _ in 0..<times {
            let before = result
            for index in 1..<count - 1 {
                let mean = before[index - 1].blended(with: before[index + 1], 0.5)
                result[index].halfWidth = Swift.max(before[index].halfWidth, mean.halfWidth)
                result[index].front = Swift.max(before[index].front, mean.front)
                result[index].back = Swift.max(before[index].back, mean.back)
                result[index].exponent = Swift.max(before[index].exponent, mean.exponent)
            }
        }
        return result
    }
}
