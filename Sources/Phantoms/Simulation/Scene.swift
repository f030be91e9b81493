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
    /// What detectors that stand still see; `nil` where the bed moves.
    let field: StillField?

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

        let camera = patient.examination.camera
        let chest = patient.examination.chest
        frame = chest?.frame(over: posed, camera) ?? patient.frame
        field = chest.map { _ in StillField(of: camera) }
        let grid = frame.grid(
            around: body.lowest, body.highest, and: sources.map(\.position), slab: Self.slab,
            reach: chest == nil ? 150 : 20)
        var volume = SplatVolume(grid)
        organs = tracer.organs(of: patient.viscera)
        free = patient.artefacts.organShares.mapValues { $0 * total }
        volume.fill(
            with: tracer, organs: organs, free: free, in: body,
            whole: chest.map { _ in body.coarseGrid(slab: Self.slab) }, texture: texture)
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
        let heads = patient.examination.heads(
            over: body.front(atRowsOf: grid), grid, covering: try field?.rows(of: grid, in: frame))
        projector = try Projector(
            attenuation: attenuation, grid: grid, frame: frame, heads: heads, camera: camera)
    }
}

extension Examination {
    /// Where the heads are over a body whose front is so high at each row of a grid.
    ///
    /// - Parameter covered: the rows over which a head stands still; `nil` where it passes all.
    fileprivate func heads(over front: [Float], _ grid: VoxelGrid, covering covered: Range<Int>?) -> HeadPath
    {
        let clearance = Float(clearanceMillimetres)
        let (tableGap, tableTransmission) = (Float(tableGapMillimetres), Float(tableTransmission))
        if let covered {
            return HeadPath(
                still: front, covered: covered, clearance: clearance, tableTop: 0, tableGap: tableGap,
                tableTransmission: tableTransmission)
        }
        return HeadPath(
            front: front, clearance: clearance, tableTop: 0, tableGap: tableGap,
            tableTransmission: tableTransmission, pixel: grid.pixel, fieldOfView: Float(camera.fieldOfView))
    }
}

extension StillField {
    /// The rows of a grid that the detector covers.
    fileprivate func rows(of grid: VoxelGrid, in frame: ImageFrame) throws(PhantomError) -> Range<Int> {
        let shift = try frame.place(of: grid).row
        return (wholeRows.lowerBound - shift..<wholeRows.upperBound - shift).clamped(to: 0..<grid.rows)
    }
}

extension Body {
    /// Voxels of 10 mm around all of it: tissue can be summed up there in no time, to half a percent.
    fileprivate func coarseGrid(slab: Float) -> VoxelGrid {
        let pixel: Float = 10
        let size = (highest - lowest) / pixel
        return VoxelGrid(
            rows: Int(size.y.rounded(.up)) + 1, columns: Int(size.x.rounded(.up)) + 1,
            slabs: Int((highest.z / slab).rounded(.up)) + 1, pixel: pixel, slab: slab, left: lowest.x,
            top: highest.y, back: slab / 2)
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
    /// The voxels on this matrix's pixels that take in a body and some points, cut off `reach` pixels beyond the matrix's
    /// border.
    func grid(
        around lowest: SIMD3<Float>, _ highest: SIMD3<Float>, and points: [SIMD3<Float>], slab: Float,
        reach: Int = 150
    ) -> VoxelGrid {
        let low = points.reduce(lowest, pointwiseMin)
        let high = points.reduce(highest, pointwiseMax)
        let margin: Float = 4
        // What lies just outside blurs and scatters into the matrix, and counts as part of the body.
        func within(_ value: Float, _ count: Int) -> Int {
            Int(min(max(Float(-reach), value.rounded(.down)), Float(count + reach - 1)))
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
