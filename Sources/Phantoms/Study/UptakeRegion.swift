/// A part of the skeleton whose mean concentration over lumbar vertebral bodies is known: the points that lie in
/// the inner half of a place, or in a stretch of a shaft, or in all of some bones.
struct UptakeRegion: Sendable {
    let name: String
    /// What planar scans and SPECT/CT show, the lumbar body having 1; section 6.3 of the literature notes.
    let expected: ClosedRange<Double>
    /// Where the simulation departs from that on purpose: the whole bone as bright as section 6.3 has its joint would be far
    /// brighter than in the real scan NM1.
    let departing: ClosedRange<Double>?
    let parts: [Part]

    /// Which points of some bones, written as in ``UptakeRow``.
    enum Part {
        case whole(String)
        /// The middle fifth of a long bone.
        case shaft(String)
        case place(String, String)
    }

    static let lumbar = UptakeRegion("lumbar bodies", 0.95...1.05, [.place("L*", "body")])

    static let all: [UptakeRegion] = [
        lumbar,
        UptakeRegion("thoracic bodies", 0.9...1.1, [.place("T*", "body")]),
        UptakeRegion("cervical bodies", 0.7...0.9, [.place("C*", "body")]),
        UptakeRegion("sacroiliac strip", 1...1.35, [.place("sacrum", "sacroiliac strip")]),
        UptakeRegion("iliac part of the joint", 0.9...1.3, [.place("hip bone", "sacroiliac part")]),
        UptakeRegion("iliac crest", 0.7...0.9, [.place("hip bone", "crest")]),
        UptakeRegion("acetabulum", 0.65...0.8, [.place("hip bone", "acetabulum")]),
        UptakeRegion("ischium", 0.4...0.6, [.place("hip bone", "ischium")]),
        UptakeRegion("pubis", 0.4...0.6, [.place("hip bone", "pubis")]),
        UptakeRegion("manubrium", 0.7...0.9, [.whole("manubrium")]),
        UptakeRegion("sternum", 0.6...0.8, [.whole("sternum")]),
        UptakeRegion("ribs", 0.35...0.45, [.whole("rib *")]),
        UptakeRegion("costochondral ends", 0.45...0.6, [.place("rib *", "costochondral end")]),
        UptakeRegion("clavicles", 0.45...0.6, [.whole("clavicle")]),
        UptakeRegion("sternal ends", 0.7...0.9, [.place("clavicle", "sternal end")]),
        UptakeRegion("scapulae", 0.35...0.45, [.whole("scapula")]),
        UptakeRegion("glenoids", 0.7...0.9, [.place("scapula", "glenoid")]),
        UptakeRegion("lower angles", 0.7...0.9, [.place("scapula", "lower angle")]),
        UptakeRegion("skull", 0.35...0.5, [.whole("skull")], departing: 0.28...0.45),
        UptakeRegion("facial bones", 0.5...0.75, [.place("skull", "facial bones")]),
        UptakeRegion("humeral heads", 0.5...0.7, [.place("humerus", "head")]),
        UptakeRegion("humeral shafts", 0.2...0.3, [.shaft("humerus")]),
        UptakeRegion("elbows", 0.35...0.45, [.place("humerus", "lower end")]),
        UptakeRegion("wrists", 0.3...0.5, [.place("radius", "lower end")]),
        UptakeRegion("metacarpals", 0.3...0.4, [.whole("metacarpal *")]),
        UptakeRegion("femoral heads", 0.5...0.7, [.place("femur", "head")]),
        UptakeRegion("trochanters", 0.5...0.7, [.place("femur", "greater trochanter")]),
        UptakeRegion("femoral shafts", 0.2...0.3, [.shaft("femur")]),
        UptakeRegion("knees", 0.5...0.7, [.place("femur", "medial condyle")], departing: 0.28...0.5),
        UptakeRegion(
            "tibial plateaus", 0.5...0.7, [.place("tibia", "medial plateau")], departing: 0.22...0.45),
        UptakeRegion("tibial shafts", 0.2...0.3, [.shaft("tibia")], departing: 0.12...0.25),
        UptakeRegion("ankles", 0.4...0.6, [.place("tibia", "lower end")], departing: 0.15...0.35),
        UptakeRegion(
            "tarsal bones", 0.4...0.55, [.whole("talus"), .whole("cuboid"), .whole("navicular")],
            departing: 0.23...0.45),
    ]

    private init(
        _ name: String, _ expected: ClosedRange<Double>, _ parts: [Part],
        departing: ClosedRange<Double>? = nil
    ) {
        self.name = name
        self.expected = expected
        self.parts = parts
        self.departing = departing
    }
}

extension UptakeRegion {
    /// The places of the region's points in the list of all points of the skeleton.
    func points(in skeleton: Skeleton, _ atlas: UptakeAtlas) -> [Int] {
        parts.flatMap { part in
            switch part {
            case .whole(let bones): Self.points(bones, skeleton, atlas) { _, _, _ in true }
            case .shaft(let bone):
                Self.points(bone, skeleton, atlas) { _, fraction, _ in (0.4...0.6).contains(fraction.y) }
            case .place(let bones, let place): Self.places(bones, place, skeleton, atlas)
            }
        }
    }

    private static func places(
        _ bones: String, _ place: String, _ skeleton: Skeleton, _ atlas: UptakeAtlas
    ) -> [Int] {
        let marks = UptakeMark.all.filter { $0.row.place == place }
        return points(bones, skeleton, atlas) { bone, fraction, extent in
            marks.contains { mark in
                var centre = mark.row.centre
                if mark.side == .right { centre.x = 1 - centre.x }
                let way = (fraction - centre) * extent / mark.row.reach
                return mark.bone == bone && way.length < 0.5
            }
        }
    }

    private static func points(
        _ bones: String, _ skeleton: Skeleton, _ atlas: UptakeAtlas,
        where isIn: (Bone, SIMD3<Float>, SIMD3<Float>) -> Bool
    ) -> [Int] {
        skeleton.solids.filter { UptakeRow.matches(bones, $0.bone) }.flatMap { solid -> [Int] in
            let lowest = solid.points.reduce(SIMD3(repeating: .infinity)) { pointwiseMin($0, $1) }
            let highest = solid.points.reduce(SIMD3(repeating: -.infinity)) { pointwiseMax($0, $1) }
            let first = atlas.starts[Int(solid.bone.label) - 1]
            return solid.points.indices.filter {
                let extent = highest - lowest
                return isIn(solid.bone, (solid.points[$0] - lowest) / extent, extent)
            }.map { first + $0 }
        }
    }
}

extension [Float] {
    /// The mean of the values at these places.
    func mean(at places: [Int]) -> Double {
        Double(places.reduce(0) { $0 + self[$1] }) / Double(places.count)
    }
}
