/// All that skin encloses, made so thick that the body weighs what the patient does.
struct BodyOutline {
    /// From head to feet.
    private(set) var members: [BodyMember]
    /// What made them.
    private(set) var flesh: Flesh

    /// A body's mass over its volume, in kg/L.
    static let density = 1.0

    init(_ skeleton: PosedSkeleton, _ physique: Physique) {
        let trunk = TrunkOutline(skeleton)
        let neck = NeckOutline(skeleton)
        let limbs = Side.allCases.flatMap {
            [LimbOutline(arm: $0, skeleton), LimbOutline(leg: $0, skeleton, crotch: trunk.crotch)]
        }
        let covers =
            [CoverOutline(head: skeleton)]
            + Side.allCases.flatMap { [CoverOutline(hand: $0, skeleton), CoverOutline(foot: $0, skeleton)] }
        let fixed = covers.map { $0.member(Flesh(physique)) }
        func build(_ flesh: Flesh) -> [BodyMember] {
            fixed + [neck.member(flesh), trunk.member(flesh)] + limbs.map { $0.member(flesh) }
        }
        let wanted = physique.weightKilograms / Self.density
        let first = Flesh(physique)
        // The secant method on the thickness of fat; skin is about 2 m².
        var (step, next) = (Float(0), Float(0))
        flesh = first
        members = build(first)
        var litres = Self.litres(members)
        var slope: Float = 1.6
        for _ in 0..<4 where abs(litres - wanted) > 0.01 * wanted {
            next = step + min(25, max(-25, Float(wanted - litres) / slope))
            flesh = first.heavier(by: next)
            members = build(flesh)
            let now = Self.litres(members)
            if abs(next - step) > 0.1 { slope = min(4, max(0.4, Float(now - litres) / (next - step))) }
            (litres, step) = (now, next)
        }
    }

    /// The volume of all members together, what they share counted once.
    private static func litres(_ members: [BodyMember]) -> Double {
        let top = members.map(\.top).max() ?? 0
        let bottom = members.map(\.bottom).min() ?? 0
        let (height, width): (Float, Float) = (12, 8)
        var sum = 0.0
        var y = top - height / 2
        var spans = DepthSpans()
        while y > bottom {
            let sections = members.compactMap { $0.section(atY: y) }
            let left = sections.map { $0.x - $0.halfWidth }.min() ?? 0
            let right = sections.map { $0.x + $0.halfWidth }.max() ?? 0
            var x = left + width / 2
            while x < right {
                spans.removeAll()
                for section in sections {
                    if let depths = section.depths(atX: x) { spans.insert(depths.low, depths.high) }
                }
                sum += Double(spans.total)
                x += width
            }
            y -= height
        }
        return sum * Double(height * width) * 1e-6
    }
}
