import Scintigraphy

/// A patient on the table, ready to be projected: where all activity and all tissue is.
struct Scene {
    let patient: Patient
    let posed: PosedSkeleton
    let bones: BoneActivity
    let tracer: TracerActivity
    /// What is in organs with an activity of their own, and what tracers other than the right one brought into organs,
    /// in MBq.
    let organs: [(organ: Organ, megabecquerels: Double)]
    let free: [Organ: Double]
    /// What artefacts bring.
    let sources: [PointSource]
    let landmarks: Landmarks
    /// Of the anterior view.
    let frame: ImageFrame
    /// In MBq per voxel.
    let activity: [Float]
    let projector: Projector

    /// The depth of a voxel, in mm: attenuation and blur hardly change within it.
    private static let slab: Float = 8

    init(
        _ patient: Patient, skeleton: Skeleton, atlas: UptakeAtlas, streams: Streams
    ) throws(PhantomError) {
        self.patient = patient
        posed = PosedSkeleton(skeleton, patient.physique, patient.pose)
        let body = Body(posed, patient.physique, patient.viscera)
        var textureGenerator = streams.generator(.texture)
        let texture = Texture(using: &textureGenerator)
        bones = BoneActivity(patient, posed: posed, skeleton: skeleton, atlas: atlas, texture: texture)
        tracer = patient.uptake.activity(
            skeleton: bones.normal, lesions: max(0, bones.lesionShare),
            circulating: patient.artefacts.circulatingShare)
        let total = tracer.total
        landmarks = Landmarks(posed, body)
        var generator = streams.generator(.sources)
        sources = patient.artefacts.sources(
            on: landmarks, injected: Float(tracer.total),
            bladder: (Float(tracer.bladder), body.millilitres(.bladder)),
            urine: Float(total * patient.uptake.excretedFraction), using: &generator)

        frame = patient.frame
        let grid = frame.grid(
            around: body.lowest, body.highest, and: sources.map(\.position), slab: Self.slab)
        var volume = SplatVolume(grid)
        organs = tracer.organs(of: patient.viscera)
        free = patient.artefacts.organShares.mapValues { $0 * total }
        volume.fill(with: tracer, organs: organs, free: free, in: body, texture: texture)
        let scale = Float(tracer.bone)
        let (posed, bones, sources) = (posed, bones, sources)
        volume.deposit { brush in
            for (range, bone) in zip(posed.ranges, posed.pointVolumes) {
                for point in range {
                    brush.deposit(posed.points[point], activity: bones.uptakes[point] * scale, bone: bone)
                }
            }
            for source in sources {
                brush.deposit(source.position, activity: source.megabecquerels, bone: 0)
            }
        }
        var attenuation = [Float](repeating: 0, count: grid.count)
        body.paint(.attenuation, onto: &attenuation, grid)
        attenuation.addBone(volume.bone, voxelVolume: grid.voxelVolume)
        Self.addMetal(of: patient.lesions, bones, posed, to: &attenuation, grid)
        for absorber in patient.artefacts.absorbers {
            absorber.paint(onto: &attenuation, grid, at: absorber.place(on: landmarks))
        }
        activity = volume.activity
        let heads = HeadPath(
            front: body.front(atRowsOf: grid), clearance: Float(patient.examination.clearanceMillimetres),
            tableTop: 0, tableGap: Float(patient.examination.tableGapMillimetres),
            tableTransmission: Float(patient.examination.tableTransmission), pixel: grid.pixel,
            fieldOfView: Float(patient.examination.camera.fieldOfView))
        projector = try Projector(
            attenuation: attenuation, grid: grid, frame: frame, heads: heads,
            camera: patient.examination.camera)
    }
}

extension Patient {
    /// Where the matrix lies over the patient: the vertex so far below its upper edge as the pose says.
    var frame: ImageFrame {
        let camera = examination.camera
        let pixel = Float(camera.pixel)
        return ImageFrame(
            rows: camera.rows, columns: camera.columns, pixel: pixel,
            top: Float(pose.marginMillimetres) - pixel / 2, centre: 0, view: .anterior)
    }
}

extension ImageFrame {
    /// The voxels on this matrix's pixels that take in a body and some points, cut off at the matrix's border.
    func grid(
        around lowest: SIMD3<Float>, _ highest: SIMD3<Float>, and points: [SIMD3<Float>], slab: Float
    ) -> VoxelGrid {
        let low = points.reduce(lowest, pointwiseMin)
        let high = points.reduce(highest, pointwiseMax)
        let margin: Float = 4
        // What lies just outside blurs and scatters into the matrix, and counts as part of the body.
        func within(_ value: Float, _ count: Int) -> Int {
            Int(min(max(-150, value.rounded(.down)), Float(count + 149)))
        }
        let firstRow = within((top - high.y) / pixel - margin, rows)
        let lastRow = within((top - low.y) / pixel + margin, rows)
        let left = x(column: 0)
        let firstColumn = within((low.x - left) / pixel - margin, columns)
        let lastColumn = within((high.x - left) / pixel + margin, columns)
        return VoxelGrid(
            rows: lastRow - firstRow + 1, columns: lastColumn - firstColumn + 1,
            // One slab more for metal on the skin.
            slabs: Int((high.z / slab).rounded(.up)) + 1, pixel: pixel, slab: slab,
            left: x(column: firstColumn), top: y(row: firstRow), back: slab / 2)
    }
}

extension [Float] {
    /// Adds what bone attenuates beyond the soft tissue in whose place it is.
    fileprivate mutating func addBone(_ bone: [Float], voxelVolume: Float) {
        let perVolume = (Attenuation.bone - Attenuation.softTissue) / voxelVolume
        withUnsafeMutableBufferPointer { attenuation in
            bone.withUnsafeBufferPointer { bone in
                for voxel in attenuation.indices {
                    attenuation[voxel] += perVolume * Swift.min(bone[voxel], voxelVolume)
                }
            }
        }
    }
}

extension Scene {
    /// Adds what the metal of artificial joints attenuates beyond bone.
    fileprivate static func addMetal(
        of lesions: [Lesion], _ bones: BoneActivity, _ posed: PosedSkeleton, to attenuation: inout [Float],
        _ grid: VoxelGrid
    ) {
        for bone in Set(lesions.filter(\.isMetal).map(\.bone)).sorted() {
            let place = Int(bone.label) - 1
            let perVoxel =
                (Attenuation.metal - Attenuation.bone) * posed.pointVolumes[place] / grid.voxelVolume
            for point in posed.ranges[place] where bones.metal[point] > 0 {
                guard let voxel = grid.voxel(at: posed.points[point]) else { continue }
                attenuation[voxel] += perVoxel * bones.metal[point]
            }
        }
    }
}
