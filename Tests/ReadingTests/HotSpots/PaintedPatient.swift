import Scintigraphy

@testable import Reading
@testable import Segmentation

/// A patient of rectangles, 100 × 60 pixels of 4 mm: a thoracic spine in the middle, ribs, a pelvis, legs.
///
/// Places are those of the anterior view; the posterior one is stored mirrored, as a camera does.
struct PaintedPatient {
    static let (rows, columns) = (100, 60)

    /// A square of a focus.
    struct Square {
        var view: View
        var row, column: Int
        var side = 4
        var probability: Float = 0.9
        var counts: Float = 60
    }

    var squares: [Square] = []
    var views = View.allCases
    var spacing: PixelSpacing? = .fourMillimetres
    var meaning = PixelMeaning.counts
    var acquisition = Acquisition()
    /// How far everything lies lower and to the right, in pixels.
    var shift = (down: 0, right: 0)

    /// Label, first row, first column, rows, columns.
    private static let bones: [(bone: NamedBone, row: Int, column: Int, height: Int, width: Int)] = [
        (.ofClass(.ribs), 20, 14, 25, 13), (.ofClass(.ribs), 20, 33, 25, 13),
        (.ofClass(.thoracicSpine), 15, 27, 35, 6), (.ofClass(.pelvis), 52, 18, 12, 10),
        (.ofClass(.pelvis), 52, 32, 12, 10), (.ofClass(.femora), 66, 20, 25, 5),
        (.ofClass(.femora), 66, 35, 25, 5),
    ]

    static func mirrored(_ column: Int) -> Int { columns - 1 - column }

    /// The pixels of a rectangle in a view.
    func pixels(_ view: View, row: Int, column: Int, height: Int, width: Int) -> [Int] {
        (row..<row + height).flatMap { row in
            (column..<column + width).map { column in
                let seen = column + shift.right
                return (row + shift.down) * Self.columns + (view == .anterior ? seen : Self.mirrored(seen))
            }
        }
    }

    /// The pixels of a focus in its view.
    func pixels(_ square: Square) -> [Int] {
        pixels(square.view, row: square.row, column: square.column, height: square.side, width: square.side)
    }

    var scan: BoneScan {
        BoneScan(
            images: views.map { view in
                var counts = [Float](repeating: 1, count: Self.rows * Self.columns)
                for bone in Self.bones {
                    for pixel in pixels(
                        view, row: bone.row, column: bone.column, height: bone.height, width: bone.width)
                    { counts[pixel] = 20 }
                }
                for square in squares where square.view == view {
                    for pixel in pixels(square) { counts[pixel] = square.counts }
                }
                return CountImage(
                    rows: Self.rows, columns: Self.columns, pixels: counts, view: view, spacing: spacing,
                    meaning: meaning)
            }, acquisition: acquisition)
    }

    var segmented: [SegmentedView] {
        views.map { view in
            var labels = [UInt8](repeating: 0, count: Self.rows * Self.columns)
            for bone in Self.bones {
                for pixel in pixels(
                    view, row: bone.row, column: bone.column, height: bone.height, width: bone.width)
                { labels[pixel] = bone.bone.label }
            }
            var foci = [Float](repeating: 0.01, count: labels.count)
            for square in squares where square.view == view {
                for pixel in pixels(square) { foci[pixel] = square.probability }
            }
            return SegmentedView(
                view: view, rows: Self.rows, columns: Self.columns, clusters: nil,
                bones: ClassProbabilities(
                    classes: BoneClass.labels, rows: Self.rows, columns: Self.columns,
                    values: (0..<BoneClass.labels).flatMap { label in
                        labels.map { $0 == label ? Float(0.87) : 0.01 }
                    }), foci: foci, focusThreshold: 0.1)
        }
    }

    func hotSpots(artefacts: [HotArtefact] = [], model: HotSpotModel? = nil) -> HotSpotSet? {
        HotSpotFinder(model: model).find(in: segmented, of: scan, artefacts: artefacts)
    }
}
