/// A body's measures: what makes one patient's skeleton and outline differ from another's.
public struct Physique: Codable, Equatable, Sendable {
    /// The patient's sex.
    public var sex: Sex
    /// In years.
    public var age: Double
    /// The present height in mm, standing.
    public var statureMillimetres: Double
    /// What age has taken from the height at 30, in mm.
    public var statureLossMillimetres: Double
    /// The body's mass in kg.
    public var weightKilograms: Double
    /// Bone mineral density far below a young adult's.
    public var osteoporosis: Bool
    /// Lengths and widths relative to those of a reference skeleton of the same stature.
    public var proportions: Proportions
    /// The bend of the trunk.
    public var spine: SpineCurve
    /// How much of the fat lies about the belly rather than about hips and thighs, 0 to 1.
    public var abdominalFat: Double
    /// Muscle thickness relative to the typical for sex, weight and age.
    public var muscularity: Double
    /// The volume of one breast in millilitres; 0 for men.
    public var breastMillilitres: Double

    /// Weight over squared height, in kg/m².
    public var bodyMassIndex: Double {
        weightKilograms / (statureMillimetres * statureMillimetres * 1e-6)
    }

    /// Factors on lengths of the reference skeleton, which is a man's.
    public struct Proportions: Codable, Equatable, Sendable {
        /// Length of the legs; the trunk makes up for it.
        public var legs: Double
        /// Length of the arms.
        public var arms: Double
        /// From side to side at the shoulders.
        public var shoulders: Double
        /// From side to side of the rib cage.
        public var thoraxWidth: Double
        /// From spine to sternum.
        public var thoraxDepth: Double
        /// From side to side of the pelvis.
        public var pelvisWidth: Double
        /// From rim to sitting bones.
        public var pelvisHeight: Double
        /// All of the head.
        public var head: Double
        /// All of hands and feet.
        public var extremities: Double
        /// Thickness of the limbs' bones.
        public var boneThickness: Double
    }
}
