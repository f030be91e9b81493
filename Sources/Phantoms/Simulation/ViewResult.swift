import Scintigraphy

/// Everything about one image of a simulated scan.
struct ViewResult {
    /// Expected and drawn counts.
    var mean, counts: CountImage
    /// Bones and lesions.
    var regions, lesions: LabelImage
    /// The share of the expected counts that was scattered.
    var scatterShare: Double
    /// How many pixels hold as much as they can.
    var saturatedPixels: Int
    /// Where each of the patient's lesions shows.
    var lesionViews: [LesionView?]
    /// How long a head that stood still counted; `nil` where the bed moved.
    var seconds: Double?

    var truth: ViewTruth {
        ViewTruth(
            counts: Int(counts.total), expectedCounts: mean.total, scatterShare: scatterShare,
            saturatedPixels: saturatedPixels, seconds: seconds)
    }

    /// The same image stored as another view.
    func stored(as view: View) -> ViewResult {
        var stored = self
        stored.mean = mean.stored(as: view)
        stored.counts = counts.stored(as: view)
        stored.regions = regions.stored(as: view)
        stored.lesions = lesions.stored(as: view)
        return stored
    }

    /// The same image as a mirror shows it.
    var mirrored: ViewResult {
        var mirrored = self
        let (rows, columns) = (mean.rows, mean.columns)
        func mirror<Value>(_ values: [Value]) -> [Value] {
            (0..<rows).flatMap { row in values[row * columns..<(row + 1) * columns].reversed() }
        }
        mirrored.mean.pixels = mirror(mean.pixels)
        mirrored.counts.pixels = mirror(counts.pixels)
        mirrored.regions.labels = mirror(regions.labels)
        mirrored.lesions.labels = mirror(lesions.labels)
        mirrored.lesionViews = lesionViews.map { $0?.mirrored(columns: columns) }
        return mirrored
    }
}

extension CountImage {
    fileprivate func stored(as view: View) -> CountImage {
        CountImage(
            rows: rows, columns: columns, pixels: pixels, view: view, spacing: spacing, meaning: meaning)
    }
}

extension LabelImage {
    fileprivate func stored(as view: View) -> LabelImage {
        LabelImage(rows: rows, columns: columns, labels: labels, view: view)
    }
}

extension LesionView {
    fileprivate func mirrored(columns: Int) -> LesionView {
        LesionView(
            pixels: pixels, row: row, column: Double(columns - 1) - column, excessCounts: excessCounts,
            contrast: contrast, signalToNoise: signalToNoise)
    }
}
