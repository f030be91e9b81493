import Scintigraphy

extension Scene {
    /// Both images: expectation, what goes wrong in the camera, noise, masks.
    func views(using streams: Streams) throws(PhantomError) -> (anterior: ViewResult, posterior: ViewResult) {
        var detector = streams.generator(.camera)
        let exposed = [
            try exposed(.anterior, using: &detector), try exposed(.posterior, using: &detector),
        ]
        let finder = LesionFinder(
            posed: posed, activity: bones, scale: Float(tracer.bone), projector: projector,
            camera: patient.examination.camera, frame: frame,
            exposures: [.anterior: exposed[0].seconds, .posterior: exposed[1].seconds], field: field,
            primaryShare: patient.artefacts.offPeak?.primaryShare ?? 1)
        var found: [LesionFinder.Found?] = []
        for excess in bones.excesses { found.append(try finder.find(excess)) }
        let mask = regionMask
        var noise = streams.generator(.noise)
        return (
            try result(of: exposed[0], found, mask, using: &noise),
            try result(of: exposed[1], found, mask, using: &noise)
        )
    }

    /// What one head is expected to count.
    private func exposed(
        _ view: View, using detector: inout SeededGenerator
    ) throws(PhantomError) -> ExposedView {
        let examination = patient.examination
        let camera = examination.camera
        let flaws =
            field.map {
                DetectorFlaws(
                    still: camera, field: $0, nonUniformity: examination.nonUniformity,
                    deadPixels: examination.deadPixels, using: &detector)
            }
            ?? DetectorFlaws(
                of: camera, nonUniformity: examination.nonUniformity, deadPixels: examination.deadPixels,
                using: &detector)
        let projection = try projector.project(activity, view: view)
        let offPeak = patient.artefacts.offPeak
        let seconds =
            field == nil
            ? bedMotion.undecayedExposure(camera) : [Double](repeating: 1, count: camera.rows)
        let mean = camera.meanCounts(
            of: projection, view: view, seconds: seconds, flaws: flaws,
            primaryShare: offPeak?.primaryShare ?? 1, scatterFactor: offPeak?.scatterFactor ?? 1)
        var spoilt = mean
        motionSeen(from: view)?.apply(to: &spoilt.pixels)
        spoil(&spoilt)
        func total(_ plane: DetectorPlane) -> Double { field?.total(of: plane) ?? plane.total }
        let scattered = total(projection.scatter) * (offPeak?.scatterFactor ?? 1)
        let straight = total(projection.primary) * (offPeak?.primaryShare ?? 1)
        var exposed = ExposedView(
            undisturbed: mean, mean: spoilt, seconds: seconds,
            scatterShare: scattered / max(scattered + straight, .leastNonzeroMagnitude))
        if let chest = examination.chest { try exposed.lengthen(to: Double(chest.presetCounts)) }
        return exposed
    }

    /// What one head counts, and what it shows.
    private func result(
        of exposed: ExposedView, _ found: [LesionFinder.Found?], _ mask: RegionMask,
        using noise: inout SeededGenerator
    ) throws(PhantomError) -> ViewResult {
        let view = exposed.mean.view
        var lesionViews = found.map { $0?.view(view, in: exposed.undisturbed) }
        var regions = mask.image(view)
        var lesions = LesionMask(
            found, numbers: patient.lesions.map(\.number), view: view, frame: frame
        ).image
        if let motion = motionSeen(from: view) {
            motion.apply(to: &regions.labels)
            motion.apply(to: &lesions.labels)
            lesionViews = lesionViews.map { $0?.moved(by: motion) }
        }
        field?.crop(&regions)
        field?.crop(&lesions)
        var counts: CountImage
        do { counts = try exposed.mean.withPoissonNoise(using: &noise) } catch {
            throw PhantomError("\(patient.name) cannot be scanned: \(error)")
        }
        let saturated = counts.pixels.count { $0 > Self.mostCounts }
        if saturated > 0 { counts.pixels = counts.pixels.map { min($0, Self.mostCounts) } }
        return ViewResult(
            mean: exposed.mean, counts: counts, regions: regions, lesions: lesions,
            scatterShare: exposed.scatterShare, saturatedPixels: saturated, lesionViews: lesionViews,
            seconds: exposed.secondsStill)
    }

    /// Which bones are seen where.
    private var regionMask: RegionMask {
        var mask = RegionMask(frame: frame)
        for (bone, range) in zip(Bone.all, posed.ranges) {
            let volume = posed.pointVolumes[Int(bone.label) - 1]
            let points = posed.points[range]
            let volumes = repeatElement(volume, count: points.count)
            if let silhouette = Silhouette(points, volumes: volumes, frame: frame) {
                mask.add(silhouette, label: bone.label)
            }
        }
        return mask
    }

    /// What a pixel of 16 bits holds; cameras stop counting there.
    private static let mostCounts: Float = 65535

    /// How the patient's motion looks from one side; `nil` for one who lay still.
    private func motionSeen(from view: View) -> Motion.Seen? {
        patient.artefacts.motion.map { motion in
            Motion.Seen(
                motion: motion, frame: frame.seen(from: view), parts: landmarks.parts,
                fieldOfView: field == nil ? Float(patient.examination.camera.fieldOfView) : nil)
        }
    }

    /// What a faulty detector makes of the expected counts.
    private func spoil(_ mean: inout CountImage) {
        let frame = frame.seen(from: mean.view)
        if field == nil {
            patient.artefacts.offPeak?.drawStripes(on: &mean.pixels, of: frame)
        } else {
            patient.artefacts.offPeak?.drawTubes(on: &mean.pixels, of: frame)
        }
        patient.artefacts.detunedTube?.draw(on: &mean.pixels, of: frame)
    }

    /// All rows are exposed in full, but for those above the feet where the scan ended early.
    private var bedMotion: BedMotion {
        let camera = patient.examination.camera
        let whole = BedMotion(speed: patient.examination.bedSpeedCentimetresPerMinute, whole: camera)
        guard let truncation = patient.artefacts.truncation, truncation.part == .feet else { return whole }
        let soles = Double(frame.top + frame.pixel / 2 - landmarks.sole.y)
        return BedMotion(
            speed: whole.speed, start: whole.start,
            end: soles - truncation.millimetres - camera.fieldOfView / 2)
    }

    /// The share of the skeleton's volume whose points lie outside the matrix, or outside a detector that stands still.
    var skeletonOutsideField: Double {
        var (outside, all) = (0.0, 0.0)
        var lowest = SIMD2(frame.x(column: 0), frame.y(row: frame.rows - 1)) - frame.pixel / 2
        var highest = SIMD2(frame.x(column: frame.columns - 1), frame.top) + frame.pixel / 2
        if field != nil {
            let middle = (lowest + highest) / 2
            let half = SIMD2(Float(StillField.width), Float(patient.examination.camera.fieldOfView)) / 2
            (lowest, highest) = (middle - half, middle + half)
        }
        for (range, volume) in zip(posed.ranges, posed.pointVolumes) {
            var count = 0
            for point in posed.points[range] {
                let place = SIMD2(point.x, point.y)
                if any((place .< lowest) .| (place .> highest)) { count += 1 }
            }
            outside += Double(count) * Double(volume)
            all += Double(range.count) * Double(volume)
        }
        return outside / all
    }

    /// Where the activity is.
    var activityTruth: ActivityTruth {
        let scale = tracer.bone
        let outside = sources.reduce(0) { $0 + Double($1.megabecquerels) }
        let depot = tracer.total * (patient.artefacts.extravasation?.share ?? 0)
        let hasUrine = patient.artefacts.catheter != nil || !patient.artefacts.contamination.isEmpty
        return ActivityTruth(
            injectedMBq: tracer.total, boneMBq: bones.normal * scale,
            lesionsMBq: bones.normal * bones.lesionShare * scale, softTissueMBq: tracer.softTissue,
            kidneysMBq: tracer.leftKidney + tracer.rightKidney, bladderMBq: tracer.bladder,
            otherOrgansMBq: tracer.thyroid + tracer.stomach + free.values.sorted().reduce(0, +),
            extravasationMBq: depot, urineOutsideMBq: hasUrine ? max(0, outside - depot) : 0)
    }
}
