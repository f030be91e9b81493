import Scintigraphy

/// Finds where lesions show: their masks and their noise-free contrast in both views.
struct LesionFinder {
    let posed: PosedSkeleton
    let activity: BoneActivity
    /// MBq per unit of ``BoneActivity``.
    let scale: Float
    let projector: Projector
    let camera: GammaCamera
    /// Of the anterior view.
    let frame: ImageFrame
    /// How long each row of the matrix is exposed by each head, in seconds of the activity that there was when the scan
    /// began.
    let exposures: [View: [Double]]
    /// What detectors that stand still see; `nil` where the bed moves.
    let field: StillField?
    /// The share of primary photons that is counted: below 1 beside the photopeak.
    let primaryShare: Double

    /// A lesion's mask in the anterior matrix, and what its excess adds to both images there.
    struct Found {
        let pixels: [(row: Int, column: Int)]
        /// Expected counts at those pixels, by view.
        let excess: [View: [Double]]
    }

    /// `nil` where the lesion lies outside the matrix, or outside what is seen of it.
    func find(_ excess: BoneActivity.Excess) throws(PhantomError) -> Found? {
        let inside = excess.weights.indices.filter { excess.weights[$0] >= 0.5 }
        let points = inside.map { posed.points[excess.points[$0]] }
        let volumes = inside.map { volume(ofPoint: excess.points[$0]) }
        guard let silhouette = Silhouette(points, volumes: volumes, frame: frame) else { return nil }
        var pixels: [(row: Int, column: Int)] = []
        silhouette.forEachPixel { row, column, _ in
            if field?.contains(row: row, column: column) ?? true { pixels.append((row, column)) }
        }
        guard !pixels.isEmpty else { return nil }
        let (box, voxels) = voxels(of: excess)
        var counts: [View: [Double]] = [:]
        for view in View.allCases {
            let plane = try projector.primary(of: voxels, in: box, view: view)
            let exposure = exposures[view, default: []]
            counts[view] = pixels.map { row, column in
                Double(plane[row, column]) * camera.sensitivity * exposure[row] * primaryShare
            }
        }
        return Found(pixels: pixels, excess: counts)
    }

    private func volume(ofPoint point: Int) -> Float {
        // Points are in the order of bones.
        var (low, high) = (0, posed.ranges.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if posed.ranges[middle].upperBound > point { high = middle } else { low = middle + 1 }
        }
        return posed.pointVolumes[low]
    }

    /// The lesion's own activity on its own box of voxels.
    private func voxels(of excess: BoneActivity.Excess) -> (VoxelBox, [Float]) {
        var (low, high) = (SIMD3<Float>(repeating: .infinity), SIMD3<Float>(repeating: -.infinity))
        for point in excess.points {
            low = pointwiseMin(low, posed.points[point])
            high = pointwiseMax(high, posed.points[point])
        }
        let box = projector.grid.box(around: low, high)
        var volume = SplatVolume(projector.grid.part(box))
        volume.deposit { brush in
            for (point, uptake) in zip(excess.points, excess.uptakes) {
                brush.deposit(posed.points[point], activity: uptake * scale, bone: 0)
            }
        }
        return (box, volume.activity)
    }
}

extension LesionFinder.Found {
    /// How it shows in the image of `view` that has these expected counts.
    func view(_ view: View, in mean: CountImage) -> LesionView {
        let signal = excess[view, default: []]
        let columns = pixels.map { view == .anterior ? $0.column : mean.columns - 1 - $0.column }
        let all = zip(pixels, columns).reduce(0.0) { $0 + Double(mean[$1.0.row, $1.1]) }
        let added = signal.reduce(0, +)
        let background = max(all - added, 1e-9)
        let count = Double(pixels.count)
        return LesionView(
            pixels: pixels.count, row: Double(pixels.reduce(0) { $0 + $1.row }) / count,
            column: Double(columns.reduce(0, +)) / count, excessCounts: added,
            contrast: added / background, signalToNoise: added / background.squareRoot())
    }
}
