import Scintigraphy

/// Paints lesions' numbers on an image: where two overlap, the one that adds more counts is seen.
struct LesionMask {
    private(set) var image: LabelImage

    init(_ found: [LesionFinder.Found?], numbers: [Int], view: View, frame: ImageFrame) {
        image = LabelImage(
            rows: frame.rows, columns: frame.columns,
            labels: [UInt8](repeating: 0, count: frame.rows * frame.columns), view: view)
        let strength = found.map { abs($0?.excess[view]?.reduce(0, +) ?? 0) }
        let order = found.indices.sorted { (strength[$0], $1) < (strength[$1], $0) }
        for index in order {
            guard let lesion = found[index], let label = UInt8(exactly: numbers[index]) else { continue }
            for (row, column) in lesion.pixels {
                let seen = view == .anterior ? column : frame.columns - 1 - column
                image.labels[row * frame.columns + seen] = label
            }
        }
    }
}
