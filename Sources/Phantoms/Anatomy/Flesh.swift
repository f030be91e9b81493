/// How thick muscle and fat lie on a patient's bones.
struct Flesh: Equatable {
    /// Factor on lengths of the reference body.
    let size: Float
    /// Factor on the thickness of muscle.
    var muscle: Float
    /// The thickness of fat where it is one unit thick, in mm.
    var fat: Float
    /// How much of the fat lies about the belly, 0 to 1.
    let abdominal: Float
    /// Fat on hips, thighs and upper arms relative to a man's.
    let gluteal: Float

    init(_ physique: Physique) {
        size = physique.size
        let index = Float(physique.bodyMassIndex)
        muscle =
            Float(physique.muscularity) * (1 + 0.008 * (index - 24)) * (physique.sex == .female ? 1.02 : 1.13)
        fat = physique.expectedFat
        abdominal = Float(physique.abdominalFat)
        gluteal = physique.sex == .female ? 1.45 : 1
    }

    /// The same body with more fat, or with less muscle once there is hardly any fat: by 1 for 1 mm of fat.
    func heavier(by step: Float) -> Flesh {
        var other = self
        let wanted = fat + step
        other.fat = max(2.5, wanted)
        other.muscle *= 1 + min(0, max(-30, wanted - 2.5)) * 0.02
        return other
    }
}
