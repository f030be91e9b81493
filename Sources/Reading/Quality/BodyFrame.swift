import Scintigraphy
import Segmentation

/// Where the body lies in a whole-body view, and how hot it is: what places of bladder, arms and legs are told by.
///
/// Lengths are in heights of the body, so that one rule fits all people.
struct BodyFrame {
    /// The row of the vertex, and the row of the hips: where six tenths of the hip bones lie above.
    let top, hips: Double
    /// The column of the mid-line.
    let middle: Double
    /// From vertex to soles, in mm.
    let heightMillimetres: Double
    /// What nine tenths of the body's smoothed pixels lie below.
    let level: Float
    private let spacing: PixelSpacing

    /// How far below the hips and how far to the right of the mid-line a place lies, in heights of the body.
    func place(row: Double, column: Double) -> (below: Double, beside: Double) {
        (
            (row - hips) * spacing.rowMillimetres / heightMillimetres,
            (column - middle) * spacing.columnMillimetres / heightMillimetres
        )
    }

    /// The row and the column of a place, given as ``place(row:column:)`` gives it.
    func pixel(below: Double, beside: Double) -> (row: Double, column: Double) {
        (
            hips + below * heightMillimetres / spacing.rowMillimetres,
            middle + beside * heightMillimetres / spacing.columnMillimetres
        )
    }
}

extension BodyFrame {
    /// From the largest part of a view that holds counts; the hips lie 0.43 of the height below the vertex (the median of
    /// simulated patients). `nil` where that is no whole body: shorter than 0.9 m.
    init?(_ coarse: CoarseView) {
        let (step, spacing) = (coarse.step, coarse.spacing)
        let (coarseRows, coarseColumns) = (coarse.rows, coarse.columns)
        let members = coarse.body
        let limit = coarse.limit

        var widths = [Int](repeating: 0, count: coarseRows)
        for member in members { widths[member / coarseColumns] += 1 }
        let isWide = { (width: Int) in Double(width) * coarse.spacing.columnMillimetres >= 40 }
        guard let first = widths.firstIndex(where: isWide), let last = widths.lastIndex(where: isWide) else {
            return nil
        }
        let height = Double(last - first) * spacing.rowMillimetres
        guard height >= 900 else { return nil }

        var across = [Float](repeating: 0, count: coarseColumns)
        let trunk = first + (last - first) * 3 / 100..<first + (last - first) * 42 / 100
        for member in members where trunk.contains(member / coarseColumns) {
            across[member % coarseColumns] += min(coarse.pixels[member], limit)
        }
        let half = across.reduce(0, +) / 2
        var sum: Float = 0
        let middle = across.firstIndex { count in
            sum += count
            return sum >= half
        }
        top = Double(first * step)
        hips = top + 0.43 * height * Double(step) / spacing.rowMillimetres
        self.middle = Double((middle ?? coarseColumns / 2) * step)
        heightMillimetres = height
        level = quantile(of: members.map { coarse.pixels[$0] }, 0.9)
        self.spacing = PixelSpacing(
            rowMillimetres: spacing.rowMillimetres / Double(step),
            columnMillimetres: spacing.columnMillimetres / Double(step))
    }

    /// With hips and mid-line as the hip bones of a segmentation show them; `nil` where those lie where hips cannot be.
    func fitted(to bones: [UInt8], columns: Int) -> BodyFrame? {
        var (down, across) = ([Float](), [Float]())
        for pixel in bones.indices where bones[pixel] == BoneClass.pelvis.label {
            down.append(Float(pixel / columns))
            across.append(Float(pixel % columns))
        }
        guard Double(down.count) * spacing.squareCentimetres > 60 else { return nil }
        let row = Double(quantile(of: down, 0.6))
        let column = Double(quantile(of: across, 0.1) + quantile(of: across, 0.9)) / 2
        let below = (row - top) * spacing.rowMillimetres / heightMillimetres
        guard (0.33...0.62).contains(below), abs(place(row: row, column: column).beside) < 0.06 else {
            return nil
        }
        return BodyFrame(
            top: top, hips: row, middle: column, heightMillimetres: heightMillimetres, level: level,
            spacing: spacing)
    }
}
