/// One patient's bones as they lie on the table: every point in the patient's frame, in mm.
///
/// y = 0 at the vertex of the skull, feet at negative y; z = 0 on the table, which the skin of the back touches; the
/// table's midline at x = 0.
public struct PosedSkeleton: Sendable {
    /// The points of all bones, those of `Bone.all`'s first bone first, each bone's in the order of its ``BoneSolid``.
    public private(set) var points: [SIMD3<Float>]
    /// Where each bone's points are, by label - 1.
    public let ranges: [Range<Int>]
    /// The volume for which each point of a bone stands, in mm³, by label - 1.
    public let pointVolumes: [Float]
    /// The mean of each bone's points, by label - 1.
    public private(set) var centroids: [SIMD3<Float>]
    /// The smallest boxes around the points of each bone, by label - 1.
    public private(set) var lowest, highest: [SIMD3<Float>]
    /// Where the large joints turn.
    public private(set) var joints: JointCentres
    /// How much the front of the trunk is turned to the patient's left, in radians.
    let rotation: Float

    /// Lays a patient of this physique down in this pose.
    public init(_ skeleton: Skeleton, _ physique: Physique, _ pose: Pose) {
        let lying = Lying(skeleton, physique, pose)
        let solids = skeleton.solids
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(solids.count)
        var count = 0
        for solid in solids {
            ranges.append(count..<count + solid.points.count)
            count += solid.points.count
        }
        self.ranges = ranges
        points = [SIMD3<Float>](unsafeUninitializedCapacity: count) { buffer, initialized in
            for (solid, range) in zip(solids, ranges) {
                lying.place(solid, into: UnsafeMutableBufferPointer(rebasing: buffer[range]))
            }
            initialized = count
        }
        let scales = physique.segmentScales
        pointVolumes = solids.map { solid in
            let scale = scales[solid.segment]
            return solid.pointVolume * scale.x * scale.y * scale.z
        }
        joints = lying.joints
        rotation = lying.rotation
        (centroids, lowest, highest) = ([], [], [])
        measure()
        let vertex = highest[Int(Self.skull.label) - 1].y
        shift(by: SIMD3(Float(pose.offsetMillimetres) - joints.lumbosacral.x, -vertex, 0))
    }

    private static let skull = Bone.all[0]

    /// The points of a bone.
    public subscript(bone: Bone) -> ArraySlice<SIMD3<Float>> { points[ranges[Int(bone.label) - 1]] }

    /// The mean of a bone's points.
    public func centroid(_ bone: Bone) -> SIMD3<Float> { centroids[Int(bone.label) - 1] }

    /// The smallest box around a bone's points.
    public func box(_ bone: Bone) -> (low: SIMD3<Float>, high: SIMD3<Float>) {
        (lowest[Int(bone.label) - 1], highest[Int(bone.label) - 1])
    }

    /// Moves all of it.
    mutating func shift(by way: SIMD3<Float>) {
        points.withUnsafeMutableBufferPointer { points in
            for index in points.indices { points[index] += way }
        }
        for index in centroids.indices {
            centroids[index] += way
            lowest[index] += way
            highest[index] += way
        }
        joints = joints.moved(by: way)
    }

    private mutating func measure() {
        points.withUnsafeBufferPointer { points in
            for range in ranges {
                var sum = SIMD3<Float>.zero
                var low = points[range.lowerBound]
                var high = low
                for point in points[range] {
                    sum += point
                    low = pointwiseMin(low, point)
                    high = pointwiseMax(high, point)
                }
                centroids.append(sum / Float(range.count))
                lowest.append(low)
                highest.append(high)
            }
        }
    }
}

extension JointCentres {
    func moved(by way: SIMD3<Float>) -> JointCentres {
        func moved(_ limbs: Limbs) -> Limbs {
            Limbs(
                shoulder: limbs.shoulder + way, elbow: limbs.elbow + way, wrist: limbs.wrist + way,
                hip: limbs.hip + way, knee: limbs.knee + way, ankle: limbs.ankle + way)
        }
        return JointCentres(
            head: head + way, lumbosacral: lumbosacral + way, left: moved(left), right: moved(right))
    }
}
