import Scintigraphy

extension Scene {
    /// Both images: expectation, what goes wrong in the camera, noise, masks.
    func views(using streams: Streams) throws(PhantomError) -> (anterior: ViewResult, posterior: ViewResult) {
        let camera = patient.examination.camera
        let motion = bedMotion
        let finder = LesionFinder(
            posed: posed, activity: bones, scale: Float(tracer.bone), projector: projector, camera: camera,
            frame: frame, exposure: motion.undecayedExposure(camera),
            primaryShare: patient.artefacts.offPeak?.primaryShare ?? 1)
        var found: [LesionFinder.Found?] = []
        for excess in bones.excesses { found.append(try finder.find(excess)) }
        var mask = RegionMask(frame: frame)
        for (bone, range) in zip(Bone.all, posed.ranges) {
            let volume = posed.pointVolumes[Int(bone.label) - 1]
            let points = posed.points[range]
            let volumes = repeatElement(volume, count: points.count)
            if let silhouette = Silhouette(points, volumes: volumes, frame: frame) {
                mask.add(silhouette, label: bone.label)
            }
        }
        var noise = streams.generator(.noise)
        var detector = streams.generator(.camera)
        func view(_ view: View) throws(PhantomError) -> ViewResult {
            let flaws = DetectorFlaws(
                of: camera, nonUniformity: patient.examination.nonUniformity,
                deadPixels: patient.examination.deadPixels, using: &detector)
            let projection = try projector.project(activity, view: view)
            let offPeak = patient.artefacts.offPeak
            var mean = camera.meanCounts(
                of: projection, view: view, motion: motion, flaws: flaws,
                primaryShare: offPeak?.primaryShare ?? 1, scatterFactor: offPeak?.scatterFactor ?? 1)
            var lesionViews = found.map { $0?.view(view, in: mean) }
            var regions = mask.image(view)
            var lesions = LesionMask(
                found, numbers: patient.lesions.map(\.number), view: view, frame: frame
            ).image
            if let motion = motionSeen(from: view) {
                motion.apply(to: &mean.pixels)
                motion.apply(to: &regions.labels)
                motion.apply(to: &lesions.labels)
                lesionViews = lesionViews.map { $0?.moved(by: motion) }
            }
            let scattered = projection.scatter.total * (offPeak?.scatterFactor ?? 1)
            let straight = projection.primary.total * (offPeak?.primaryShare ?? 1)
            spoil(&mean)
            var counts: CountImage
            do { counts = try mean.withPoissonNoise(using: &noise) } catch {
                throw PhantomError("\(patient.name) cannot be scanned: \(error)")
            }
            let saturated = counts.pixels.count { $0 > Self.mostCounts }
            if saturated > 0 { counts.pixels = counts.pixels.map { min($0, Self.mostCounts) } }
            return ViewResult(
                mean: mean, counts: counts, regions: regions, lesions: lesions,
                scatterShare: scattered / max(scattered + straight, .leastNonzeroMagnitude),
                saturatedPixels: saturated, lesionViews: lesionViews)
        }
        return (try view(.anterior), try view(.posterior))
    }

    /// What a pixel of 16 bits holds; cameras stop counting there.
    private static let mostCounts: Float = 65535

    /// How the patient's motion looks from one side; `nil` for one who lay still.
    private func motionSeen(from view: View) -> Motion.Seen? {
        patient.artefacts.motion.map { motion in
            Motion.Seen(
                motion: motion, frame: frame.seen(from: view), parts: landmarks.parts,
                fieldOfView: Float(patient.examination.camera.fieldOfView))
        }
    }

    /// What a faulty detector makes of the expected counts.
    private func spoil(_ mean: inout CountImage) {
        let frame = frame.seen(from: mean.view)
        patient.artefacts.offPeak?.drawStripes(on: &mean.pixels, of: frame)
        patient.artefacts.detunedTube?.drawStripe(on: &mean.pixels, of: frame)
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

    /// The share of the skeleton's volume whose points lie outside the matrix.
    var skeletonOutsideField: Double {
        var (outside, all) = (0.0, 0.0)
        let lowest = SIMD2(frame.x(column: 0), frame.y(row: frame.rows - 1)) - frame.pixel / 2
        let highest = SIMD2(frame.x(column: frame.columns - 1), frame.top) + frame.pixel / 2
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
