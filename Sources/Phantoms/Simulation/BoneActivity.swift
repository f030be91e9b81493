/// How much tracer each point of a patient's skeleton has, and what of it is the lesions'.
struct BoneActivity {
    /// What one lesion changes at the points that belong to it.
    struct Excess {
        /// Places in the flat list of all points.
        let points: [Int]
        /// How far each belongs to the lesion, 0 to 1.
        let weights: [Float]
        /// The activity relative to a lumbar vertebral body's concentration × mm³, added or (below 0) taken away.
        let uptakes: [Float]
    }

    /// Of normal bone at each point, in units of a lumbar vertebral body's concentration × mm³.
    private(set) var uptakes: [Float]
    /// The sum of the normal ones.
    let normal: Double
    /// In the order of the patient's lesions.
    let excesses: [Excess]

    /// The sum of what lesions change, over ``normal``; E in ``Uptake/activity(skeleton:lesions:softTissue:)``.
    var lesionShare: Double { (uptakes.reduce(0) { $0 + Double($1) } - normal) / normal }

    /// What a posed patient's bones have.
    init(_ patient: Patient, posed: PosedSkeleton, skeleton: Skeleton, atlas: UptakeAtlas) {
        var healthy = atlas.concentrations(for: patient.uptake)
        healthy.withUnsafeMutableBufferPointer { healthy in
            for (range, volume) in zip(posed.ranges, posed.pointVolumes) {
                for point in range { healthy[point] *= volume }
            }
        }
        self.init(healthy: healthy, ranges: posed.ranges, lesions: patient.lesions, skeleton: skeleton)
    }

    /// Lets lesions change what healthy bone has: `ranges` says where each bone's points are, by label - 1.
    ///
    /// A lesion multiplies by its ratio; where several overlap, their changes add up, and cold ones leave nothing, not
    /// less.
    init(healthy: [Float], ranges: [Range<Int>], lesions: [Lesion], skeleton: Skeleton) {
        normal = healthy.reduce(0) { $0 + Double($1) }
        var uptakes = healthy
        excesses = lesions.map { lesion in
            let (indices, weights) = lesion.membership(in: skeleton)
            let first = ranges[Int(lesion.bone.label) - 1].lowerBound
            let points = indices.map { $0 + first }
            let added = zip(points, weights).map { point, weight in
                let change = max(healthy[point] * (lesion.ratio - 1) * weight, -uptakes[point])
                uptakes[point] += change
                return change
            }
            return Excess(points: points, weights: weights, uptakes: added)
        }
        self.uptakes = uptakes
    }
}
