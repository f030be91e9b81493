import Scintigraphy

/// The part of a matrix that a detector which stands still covers: what lies beyond counts nothing.
///
/// Its middle is the matrix's. Detectors have 533 × 387 mm (Siemens Symbia) to 540 × 400 mm (GE), a matrix of 256 ×
/// 2.46 mm has 630 mm a side.
struct StillField {
    /// Its extent across the body, in mm; along the body it is ``GammaCamera/fieldOfView``.
    static let width = 540.0

    /// The covered share of each row and of each column of the matrix, 0 to 1.
    let rows, columns: [Float]

    init(of camera: GammaCamera) {
        func covered(_ count: Int, _ extent: Double) -> [Float] {
            (0..<count).map { index in
                let distance = abs(Double(index) - Double(count - 1) / 2) * camera.pixel
                return Float(min(1, max(0, (extent / 2 - distance) / camera.pixel + 0.5)))
            }
        }
        rows = covered(camera.rows, camera.fieldOfView)
        columns = covered(camera.columns, Self.width)
    }

    /// Whether the detector covers most of a pixel; either view, for it lies in the matrix's middle.
    func contains(row: Int, column: Int) -> Bool { rows[row] >= 0.5 && columns[column] >= 0.5 }

    /// The rows of which the detector covers most.
    var wholeRows: Range<Int> {
        let first = rows.firstIndex { $0 >= 0.5 } ?? 0
        return first..<max(first, (rows.lastIndex { $0 >= 0.5 } ?? -1) + 1)
    }

    /// Takes out the labels of what the detector does not see.
    func crop(_ image: inout LabelImage) {
        for row in 0..<image.rows {
            for column in 0..<image.columns where !contains(row: row, column: column) {
                image.labels[row * image.columns + column] = 0
            }
        }
    }

    /// What the detector sees of a plane, in MBq.
    func total(of plane: DetectorPlane) -> Double {
        var sum = 0.0
        for row in plane.rows {
            for column in plane.columns {
                sum += Double(plane[row, column] * rows[row] * columns[column])
            }
        }
        return sum
    }
}
