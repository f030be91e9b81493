/// The skin of an arm or a leg: muscle and fat about the lines between its joints, and everywhere outside the bones.
struct LimbOutline {
    /// A place on the limb's line: lean half width and depths, and units of fat.
    private struct Station {
        let place: SIMD3<Float>
        let half, front, back, fat: Float
    }

    private let part: BodyMember.Part
    private let bones: BoneOutline
    /// From the joint that is nearest to the trunk, for some flesh.
    private let stations: (Flesh) -> [Station]
    /// Whether the upper end is round: a shoulder.
    private let round: Bool

    /// From shoulder to wrist.
    init(arm side: Side, _ skeleton: PosedSkeleton) {
        part = .arm(side)
        round = true
        bones = BoneOutline(
            of: ["humerus", "ulna", "radius"].map { .sided($0, side) }, in: skeleton)
        let joints = skeleton.joints[side]
        let out = side.sign
        let humeral = skeleton.box(.sided("humerus", side)).high.y
        stations = { flesh in
            let (size, muscle, fat) = (flesh.size, flesh.muscle * flesh.size, flesh.gluteal)
            func along(_ from: SIMD3<Float>, _ to: SIMD3<Float>, _ t: Float, _ x: Float = 0) -> SIMD3<Float> {
                from + (to - from) * t + SIMD3(x * out * size, 0, 0)
            }
            let (shoulder, elbow, wrist) = (joints.shoulder, joints.elbow, joints.wrist)
            func upper(
                _ t: Float, _ half: Float, _ depth: Float, _ units: Float, x: Float = 0
            ) -> Station {
                Station(
                    place: along(shoulder, elbow, t, x), half: half * muscle, front: depth * muscle,
                    back: depth * muscle, fat: units * fat)
            }
            func lower(_ t: Float, _ half: Float, _ depth: Float, _ units: Float) -> Station {
                Station(
                    place: along(elbow, wrist, t), half: half * muscle, front: depth * muscle,
                    back: depth * muscle, fat: units)
            }
            let cap = SIMD3(shoulder.x, humeral + 22 * muscle, shoulder.z)
            return [
                Station(place: cap, half: 30 * muscle, front: 34 * muscle, back: 34 * muscle, fat: 0.3),
                upper(0.02, 40, 46, 0.4, x: 8), upper(0.2, 43, 48, 0.45, x: 4), upper(0.45, 38, 42, 0.45),
                upper(0.75, 35, 37, 0.4), upper(1, 36, 33, 0.25), lower(0.17, 39, 35, 0.25),
                lower(0.4, 35, 31, 0.22), lower(0.75, 26, 22, 0.15), lower(0.95, 23, 16, 0.08),
                lower(1.04, 22, 14, 0.06),
            ]
        }
    }

    /// From hip to ankle.
    init(leg side: Side, _ skeleton: PosedSkeleton, crotch: Float) {
        part = .leg(side)
        round = false
        let below = crotch + 40
        bones = BoneOutline(
            of: ["femur", "patella", "tibia", "fibula", "talus"].map { .sided($0, side) }, in: skeleton,
            heights: -Float.greatestFiniteMagnitude...below)
        let joints = skeleton.joints[side]
        let out = side.sign
        let tibia = skeleton.box(.sided("tibia", side))
        stations = { flesh in
            let (size, muscle) = (flesh.size, flesh.muscle * flesh.size)
            let (hip, knee) = (joints.hip, joints.knee)
            let ankle = SIMD3((tibia.low.x + tibia.high.x) / 2, joints.ankle.y, joints.ankle.z)
            let foot = SIMD3(joints.ankle.x, ankle.y, ankle.z)
            func upper(
                _ t: Float, _ half: Float, _ front: Float, _ back: Float, _ units: Float, x: Float = 0
            ) -> Station {
                let place = hip + (knee - hip) * t + SIMD3(x * out * size, 0, 0)
                return Station(
                    place: place, half: half * muscle, front: front * muscle, back: back * muscle,
                    fat: units * (1 + (flesh.gluteal - 1) * (1 - t)))
            }
            func lower(
                _ t: Float, _ half: Float, _ front: Float, _ back: Float, _ units: Float, bony: Float = 0
            ) -> Station {
                let thick = muscle + (size - muscle) * bony
                return Station(
                    place: knee + (foot - knee) * t, half: half * thick, front: front * thick,
                    back: back * thick, fat: units)
            }
            return [
                upper(0, 76, 68, 78, 0.9, x: 6), upper(0.2, 79, 74, 80, 0.9, x: 4),
                upper(0.45, 72, 72, 72, 0.75, x: 2), upper(0.7, 61, 62, 58, 0.55),
                upper(0.9, 53, 54, 48, 0.4), upper(1, 52, 50, 46, 0.35), lower(0.1, 50, 42, 50, 0.3),
                lower(0.28, 54, 40, 66, 0.4), lower(0.45, 50, 38, 60, 0.35),
                lower(0.7, 38, 34, 43, 0.25, bony: 0.4), lower(0.88, 31, 31, 34, 0.12, bony: 0.8),
                lower(1.04, 33, 33, 38, 0.08, bony: 1),
            ]
        }
    }

    /// - Parameter flesh: muscle and fat on it.
    func member(_ flesh: Flesh) -> BodyMember {
        let stations = stations(flesh)
        let top = stations[0].place.y
        let bottom = stations[stations.count - 1].place.y
        let count = max(2, Int((top - bottom) / BodyMember.spacing) + 1)
        var sections: [BodySection] = []
        var next = 1
        for row in 0..<count {
            let y = top - Float(row) * BodyMember.spacing
            while next < stations.count - 1, stations[next].place.y > y { next += 1 }
            sections.append(Self.section(at: y, stations[next - 1], stations[next], flesh.fat))
        }
        bones.enclose(&sections, top: top, margin: 4 * flesh.size)
        if round {
            // The cap of the shoulder closes like a sphere.
            let reach = 30 * flesh.size
            for index in sections.indices {
                let depth = Float(index) * BodyMember.spacing / reach
                guard depth < 1 else { break }
                let closing = max(0.15, (1 - (1 - depth) * (1 - depth)).squareRoot())
                sections[index].halfWidth *= closing
                sections[index].front *= closing
                sections[index].back *= closing
            }
        }
        return BodyMember(part: part, top: top, sections: sections.smoothed(times: 10))
    }

    private static func section(at y: Float, _ upper: Station, _ lower: Station, _ fat: Float) -> BodySection
    {
        let height = upper.place.y - lower.place.y
        let t = height > 1 ? min(1, max(0, (upper.place.y - y) / height)) : 1
        let s = t * t * (3 - 2 * t) * 0.4 + t * 0.6
        func mix(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }
        let place = upper.place + (lower.place - upper.place) * t
        let units = mix(upper.fat, lower.fat, s)
        return BodySection(
            x: place.x, z: place.z, halfWidth: mix(upper.half, lower.half, s) + units * fat,
            front: mix(upper.front, lower.front, s) + units * fat,
            back: mix(upper.back, lower.back, s) + units * fat, exponent: 2.1, fat: units * fat)
    }
}
