/// How much tracer each point of a patient's skeleton has, and what of it is the lesions'.
struct BoneActivity {
    /// What one lesion changes at the points that belong to it.
    struct Excess {
        /// Places in the flat list of all points.
        let points: [Int]
        /// How far each belongs to the lesion, 0 to 1.
        let weights: [Float]
        /// The activity relative to a lumbar vertebral body's concentration × mm³, added or (below 0) taken away.
        fileprivate(set) var uptakes: [Float]
    }

    /// Of normal bone at each point, in units of a lumbar vertebral body's concentration × mm³.
    private(set) var uptakes: [Float]
    /// The sum of the normal ones.
    let normal: Double
    /// In the order of the patient's lesions.
    let excesses: [Excess]
    /// How much of each point is metal, 0 to 1; empty where there is none.
    let metal: [Float]

    /// The sum of what lesions change, over ``normal``; E in ``Uptake/activity(skeleton:lesions:softTissue:)``.
    var lesionShare: Double { (uptakes.reduce(0) { $0 + Double($1) } - normal) / normal }

    /// The standard deviation of the tracer's concentration within a bone, as a share of what the atlas says (assumed).
    private static let unevenness: Float = 0.1

    /// What a posed patient's bones have.
    init(
        _ patient: Patient, posed: PosedSkeleton, skeleton: Skeleton, atlas: UptakeAtlas, texture: Texture
    ) {
        var healthy = atlas.concentrations(for: patient.uptake)
        healthy.withUnsafeMutableBufferPointer { healthy in
            posed.points.withUnsafeBufferPointer { points in
                texture.withField { field in
                    for (range, volume) in zip(posed.ranges, posed.pointVolumes) {
                        for point in range {
                            healthy[point] *= volume * (1 + Self.unevenness * field[points[point]])
                        }
                    }
                }
            }
        }
        self.init(healthy: healthy, ranges: posed.ranges, lesions: patient.lesions, skeleton: skeleton)
    }

    /// Lets lesions change what healthy bone has: `ranges` says where each bone's points are, by label - 1.
    ///
    /// A lesion multiplies by its ratio; where several overlap, their changes add up, and cold ones leave nothing, not
    /// less. Metal comes last, for it takes the place of bone and of whatever was in it.
    init(healthy: [Float], ranges: [Range<Int>], lesions: [Lesion], skeleton: Skeleton) {
        normal = healthy.reduce(0) { $0 + Double($1) }
        var uptakes = healthy
        var excesses = lesions.map { lesion in
            let (indices, weights) = lesion.membership(in: skeleton)
            let first = ranges[Int(lesion.bone.label) - 1].lowerBound
            return Excess(points: indices.map { $0 + first }, weights: weights, uptakes: [])
        }
        for (place, lesion) in lesions.enumerated() where !lesion.isMetal {
            excesses[place].uptakes = zip(excesses[place].points, excesses[place].weights).map {
                point, weight in
                let change = max(healthy[point] * (lesion.ratio - 1) * weight, -uptakes[point])
                uptakes[point] += change
                return change
            }
        }
        var metal: [Float] = []
        if lesions.contains(where: \.isMetal) {
            metal = [Float](repeating: 0, count: healthy.count)
            var left = [Float](repeating: 1, count: healthy.count)
            for (place, lesion) in lesions.enumerated() where lesion.isMetal {
                excesses[place].uptakes = zip(excesses[place].points, excesses[place].weights).map {
                    point, weight in
                    metal[point] = max(metal[point], weight)
                    let before = left[point]
                    left[point] *= 1 - weight * (1 - lesion.ratio)
                    return healthy[point] * (left[point] - before)
                }
            }
            for point in uptakes.indices { uptakes[point] *= left[point] }
            for (place, lesion) in lesions.enumerated() where !lesion.isMetal {
                for (k, point) in excesses[place].points.enumerated() {
                    excesses[place].uptakes[k] *= left[point]
                }
            }
        }
        (self.uptakes, self.excesses, self.metal) = (uptakes, excesses, metal)
    }
}
