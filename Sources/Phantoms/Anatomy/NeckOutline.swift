/// The skin of the neck, from under the skull to between the shoulders.
struct NeckOutline {
    private let skeleton: PosedSkeleton
    private let bones: BoneOutline

    init(_ skeleton: PosedSkeleton) {
        self.skeleton = skeleton
        bones = BoneOutline(of: (1...7).map { .named("C\($0)") }, in: skeleton)
    }

    /// - Parameter flesh: muscle and fat on it.
    func member(_ flesh: Flesh) -> BodyMember {
        let size = flesh.size
        let muscle = flesh.muscle * size
        let (upper, lower) = (skeleton.centroid(.named("C1")), skeleton.centroid(.thoracic(1)))
        let top = upper.y + 12 * size
        let count = max(2, Int((top - lower.y) / BodyMember.spacing) + 1)
        var sections = (0..<count).map { row in
            let t = Float(row) / Float(count - 1)
            let place = upper + (lower - upper) * t
            let base = max(0, t - 0.5) * 2
            let under = min(1, 0.8 + t)
            let fat = 0.35 * flesh.fat * under
            return BodySection(
                x: place.x, z: place.z + 6 * size, halfWidth: (47 * under + 30 * base * base) * muscle + fat,
                front: (47 * under - 4 * base) * muscle + 0.8 * fat,
                back: (45 * under + 6 * base) * muscle + fat,
                exponent: 2.1, fat: fat)
        }
        bones.enclose(&sections, top: top, margin: 4 * size)
        return BodyMember(part: .neck, top: top, sections: sections)
    }
}
