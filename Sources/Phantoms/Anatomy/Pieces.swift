/// Which bone is which among the separate surfaces of one file, by place and size; nil when they do not add up.
enum Pieces {
    typealias Named = [(String, SurfaceMesh)]

    /// C1 to L5 by height. The discs between them, open sheets of few triangles, are left out.
    static func vertebrae(_ pieces: [SurfaceMesh]) -> Named? {
        let names = [("C", 7), ("T", 12), ("L", 5)].flatMap { letter, count in
            (1...count).map { "\(letter)\($0)" }
        }
        guard pieces.count >= names.count else { return nil }
        let vertebrae = pieces.prefix(names.count).sorted { $0.middle.y > $1.middle.y }
        return Array(zip(names, vertebrae))
    }

    /// Ribs by the height of their heads; clavicles, which stay in front of the spine; scapulae, the largest at the
    /// side; and the breast bone.
    static func thorax(_ pieces: [SurfaceMesh]) -> Named? {
        guard pieces.count == 29,
            let breastBone = pieces.first(where: { $0.lowest.x < 0 && $0.highest.x > 0 })
        else { return nil }
        var named: Named = [("manubrium", breastBone), ("sternum", breastBone)]
        for side in Side.allCases {
            let ownSide = pieces.filter { $0.lowest.x * side.sign > 0 && $0.highest.x * side.sign > 0 }
            let clavicles = ownSide.filter { $0.lowest.z > -30 }
            let rest = ownSide.filter { $0.lowest.z <= -30 }.sorted { $0.volume > $1.volume }
            guard clavicles.count == 1, rest.count == 13 else { return nil }
            named.append(("\(side.rawValue) clavicle", clavicles[0]))
            named.append(("\(side.rawValue) scapula", rest[0]))
            for (place, rib) in rest.dropFirst().sorted(by: { $0.highest.y > $1.highest.y }).enumerated() {
                named.append(("\(side.rawValue) rib \(place + 1)", rib))
            }
        }
        return named
    }

    /// The heel bone by its size, the metatarsals by their reach from medial to lateral, the rest by how far back
    /// they begin.
    static func hindfoot(_ pieces: [SurfaceMesh], _ side: Side) -> Named? {
        guard pieces.count == 11, let heel = pieces.max(by: { $0.volume < $1.volume }) else { return nil }
        let others = pieces.filter { $0.middle != heel.middle }.sorted { $0.highest.z > $1.highest.z }
        guard others.count == 10 else { return nil }
        let metatarsals = others.prefix(5).sorted { $0.middle.x * side.sign < $1.middle.x * side.sign }
        let tarsals = others.dropFirst(5).sorted { $0.lowest.z < $1.lowest.z }
        return [("\(side.rawValue) calcaneus", heel)]
            + metatarsals.enumerated().map { ("\(side.rawValue) metatarsal \($0.offset + 1)", $0.element) }
            + zip(
                ["cuboid", "navicular", "lateral cuneiform", "intermediate cuneiform", "medial cuneiform"],
                tarsals
            ).map { ("\(side.rawValue) \($0)", $1) }
    }

    /// Two phalanges of the great toe and three of each other, from medial to lateral and from behind.
    static func toes(_ pieces: [SurfaceMesh], _ side: Side) -> Named? {
        guard pieces.count == 14 else { return nil }
        let across = pieces.sorted { $0.middle.x * side.sign < $1.middle.x * side.sign }
        var named: Named = []
        for toe in 1...5 {
            let rows = toe == 1 ? ["proximal", "distal"] : ["proximal", "middle", "distal"]
            let start = toe == 1 ? 0 : toe * 3 - 4
            let ray = across[start..<(start + rows.count)].sorted { $0.middle.z < $1.middle.z }
            named += zip(rows, ray).map { ("\(side.rawValue) \($0) phalanx of toe \(toe)", $1) }
        }
        return named
    }
}
