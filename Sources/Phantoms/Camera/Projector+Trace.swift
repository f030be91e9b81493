import Scintigraphy

extension Projector {
    /// The primary photons of the activity in `box`; what scatters of them is added to `scattering`, an image
    /// of the grid.
    func trace(
        _ activity: [Float], in box: VoxelBox, view: View, scattering: WorkImage?
    ) throws(PhantomError) -> DetectorPlane {
        try grid.check(box, filledBy: activity)
        let response = view == .anterior ? anterior : posterior
        let margin = response.reach + 8
        let image = WorkImage(rows: box.rows.count + 2 * margin, columns: box.columns.count + 2 * margin)
        let lines = WorkImage(rows: 3, columns: image.columns)
        let samples = lines.pixels(2)
        let blurred = BlurredLine(line: lines.pixels(0) + margin, spread: lines.pixels(1) + margin)
        let width = box.columns.count
        activity.withUnsafeBufferPointer { activity in
            guard var emitted = activity.baseAddress else { return }
            for slab in box.slabs {
                for row in box.rows {
                    let occupied = follow(
                        emitted, width, (slab, row, box.columns.lowerBound), view,
                        to: blurred.line, scattering: scattering?.pixels(row))
                    emitted += width
                    guard !occupied.isEmpty else { continue }
                    let target = image.pixels(row - box.rows.lowerBound + margin) + margin
                    let radius = response.samples(slab: slab, row: row, into: samples)
                    blurred.add(
                        occupied, radius: radius, samples: samples, to: target, stride: image.stride)
                }
            }
        }
        return plane(
            of: image, firstRow: box.rows.lowerBound - margin, firstColumn: box.columns.lowerBound - margin)
    }

    /// Fills `line` with what the head sees of a row of voxels from `first` on, before blur; answers where there
    /// is anything.
    @inline(__always)
    private func follow(
        _ emitted: UnsafePointer<Float>, _ width: Int, _ first: (slab: Int, row: Int, column: Int),
        _ view: View,
        to line: UnsafeMutablePointer<Float>, scattering: UnsafeMutablePointer<Float>?
    ) -> Range<Int> {
        let pixel = first.row * grid.columns + first.column
        return depth.toFront.withUnsafeBufferPointer { toFront in
            depth.through.withUnsafeBufferPointer { through in
                guard let toFront = toFront.baseAddress, let through = through.baseAddress else {
                    return 0..<0
                }
                let sight = LineOfSight(
                    toFront: toFront + first.slab * grid.area + pixel,
                    through: view == .anterior ? nil : through + pixel,
                    table: view == .anterior ? 1 : tableTransmission, width: width)
                return sight.carry(emitted, to: line, scattering: scattering, scatter)
            }
        }
    }

    /// The part of `image` that lies in the matrix.
    private func plane(of image: WorkImage, firstRow: Int, firstColumn: Int) -> DetectorPlane {
        let rows = (firstRow + origin.row..<firstRow + origin.row + image.rows).clamped(to: 0..<matrix.rows)
        let columns = (firstColumn + origin.column..<firstColumn + origin.column + image.columns)
            .clamped(to: 0..<matrix.columns)
        var plane = DetectorPlane(rows: rows, columns: columns)
        for row in rows {
            let line = image.pixels(row - origin.row - firstRow) - origin.column - firstColumn
            let start = (row - rows.lowerBound) * columns.count
            for column in columns { plane.values[start + column - columns.lowerBound] = line[column] }
        }
        return plane
    }
}
