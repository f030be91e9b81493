import TestSupport

@testable import Phantoms

/// A part of the skeleton whose mean concentration over lumbar vertebral bodies is known: the points that lie
/// in the inner half of a place, or in a stretch of a shaft, or in all of some bones.
struct UptakeRegion: Sendable {
    let name: String
    /// What planar scans and SPECT/CT show, the lumbar body having 1.
    let expected: ClosedRange<Double>
    let points: [Int]

    static let lumbar = UptakeRegion("lumbar bodies", 0.95...1.05, places("L*", "body"))

    static let all: [UptakeRegion] = [
        lumbar,
        UptakeRegion("thoracic bodies", 0.9...1.1, places("T*", "body")),
        UptakeRegion("cervical bodies", 0.7...0.9, places("C*", "body")),
        UptakeRegion("sacroiliac strip", 1...1.35, places("sacrum", "sacroiliac strip")),
        UptakeRegion("iliac part of the joint", 0.9...1.3, places("hip bone", "sacroiliac part")),
        UptakeRegion("iliac crest", 0.7...0.9, places("hip bone", "crest")),
        UptakeRegion("acetabulum", 0.65...0.8, places("hip bone", "acetabulum")),
        UptakeRegion("ischium", 0.4...0.6, places("hip bone", "ischium")),
        UptakeRegion("pubis", 0.4...0.6, places("hip bone", "pubis")),
        UptakeRegion("manubrium", 0.7...0.9, whole("manubrium")),
        UptakeRegion("sternum", 0.6...0.8, whole("sternum")),
        UptakeRegion("ribs", 0.35...0.45, whole("rib *")),
        UptakeRegion("costochondral ends", 0.45...0.6, places("rib *", "costochondral end")),
        UptakeRegion("clavicles", 0.45...0.6, whole("clavicle")),
        UptakeRegion("sternal ends", 0.7...0.9, places("clavicle", "sternal end")),
        UptakeRegion("scapulae", 0.35...0.45, whole("scapula")),
        UptakeRegion("glenoids", 0.7...0.9, places("scapula", "glenoid")),
        UptakeRegion("lower angles", 0.7...0.9, places("scapula", "lower angle")),
        UptakeRegion("skull", 0.35...0.5, whole("skull")),
        UptakeRegion("facial bones", 0.5...0.75, places("skull", "facial bones")),
        UptakeRegion("humeral heads", 0.5...0.7, places("humerus", "head")),
        UptakeRegion("humeral shafts", 0.2...0.3, shaft("humerus")),
        UptakeRegion("elbows", 0.35...0.45, places("humerus", "lower end")),
        UptakeRegion("wrists", 0.3...0.5, places("radius", "lower end")),
        UptakeRegion("metacarpals", 0.3...0.4, whole("metacarpal *")),
        UptakeRegion("femoral heads", 0.5...0.7, places("femur", "head")),
        UptakeRegion("trochanters", 0.5...0.7, places("femur", "greater trochanter")),
        UptakeRegion("femoral shafts", 0.2...0.3, shaft("femur")),
        UptakeRegion("knees", 0.5...0.7, places("femur", "medial condyle")),
        UptakeRegion("tibial plateaus", 0.4...0.6, places("tibia", "medial plateau")),
        UptakeRegion("tibial shafts", 0.14...0.3, shaft("tibia")),
        UptakeRegion("ankles", 0.25...0.5, places("tibia", "lower end")),
        UptakeRegion("tarsal bones", 0.23...0.45, whole("talus") + whole("cuboid") + whole("navicular")),
    ]

    private init(_ name: String, _ expected: ClosedRange<Double>, _ points: [Int]) {
        self.name = name
        self.expected = expected
        self.points = points
    }

    /// The region with no more than about `count` of its points.
    func thinned(to count: Int) -> UptakeRegion {
        let step = max(1, points.count / count)
        return UptakeRegion(name, expected, stride(from: 0, to: points.count, by: step).map { points[$0] })
    }

    /// The mean of `values` over the region.
    func mean(of values: [Float]) -> Double {
        Double(points.reduce(0) { $0 + values[$1] }) / Double(points.count)
    }
}

extension UptakeRegion {
    static let skeleton = try? Skeleton(folder: installed("skeleton"))
    static let atlas = skeleton.map(UptakeAtlas.init)

    private static func whole(_ bones: String) -> [Int] { points(bones) { _, _, _ in true } }

    private static func shaft(_ bone: String) -> [Int] {
        points(bone) { _, fraction, _ in (0.4...0.6).contains(fraction.y) }
    }

    private static func places(_ bones: String, _ place: String) -> [Int] {
        let marks = UptakeMark.all.filter { $0.row.place == place }
        return points(bones) { bone, fraction, extent in
            marks.contains { mark in
                var centre = mark.row.centre
                if mark.side == .right { centre.x = 1 - centre.x }
                let way = (fraction - centre) * extent / mark.row.reach
                return mark.bone == bone && way.length < 0.5
            }
        }
    }

    private static func points(
        _ bones: String, where isIn: (Bone, SIMD3<Float>, SIMD3<Float>) -> Bool
    ) -> [Int] {
        guard let skeleton, let atlas else { return [] }
        return skeleton.solids.filter { UptakeRow.matches(bones, $0.bone) }.flatMap { solid -> [Int] in
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
