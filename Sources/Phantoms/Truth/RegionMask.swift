import Scintigraphy

/// Which bone each pixel of both views shows: of those that cover it, the one nearest to the camera.
///
/// That is how a reader names what is seen: the sternum in front of the thoracic spine, the scapula behind the ribs.
struct RegionMask {
    private let frame: ImageFrame
    private var nearest: [View: [Float]]
    private var labels: [View: [UInt8]]

    /// Nothing is seen yet.
    init(frame: ImageFrame) {
        self.frame = frame
        let count = frame.rows * frame.columns
        nearest = [
            .anterior: [Float](repeating: -.infinity, count: count),
            .posterior: [Float](repeating: -.infinity, count: count),
        ]
        labels = [
            .anterior: [UInt8](repeating: 0, count: count), .posterior: [UInt8](repeating: 0, count: count),
        ]
    }

    /// Puts what `silhouette` covers where nothing nearer is.
    mutating func add(_ silhouette: Silhouette, label: UInt8) {
        for view in View.allCases { add(silhouette, label: label, view: view) }
    }

    private mutating func add(_ silhouette: Silhouette, label: UInt8, view: View) {
        // Taken out and put back, so that both arrays are changed in place.
        guard var near = nearest.removeValue(forKey: view), var marks = labels.removeValue(forKey: view)
        else { return }
        silhouette.forEachPixel { row, column, index in
            let pixel = row * frame.columns + (view == .anterior ? column : frame.columns - 1 - column)
            let distance = view == .anterior ? silhouette.front[index] : -silhouette.back[index]
            if distance > near[pixel] {
                near[pixel] = distance
                marks[pixel] = label
            }
        }
        nearest[view] = near
        labels[view] = marks
    }

    /// The labels of one view, as that view is seen.
    func image(_ view: View) -> LabelImage {
        LabelImage(rows: frame.rows, columns: frame.columns, labels: labels[view] ?? [], view: view)
    }
}
