import Scintigraphy

/// What a cloud of points covers in the anterior matrix, how thick it is there, and how near each camera.
struct Silhouette {
    /// The rows and columns of the anterior matrix that it may touch.
    let rows, columns: Range<Int>
    /// mm along the ray, row by row of the box; a pixel belongs to the silhouette from ``leastThickness`` on.
    private(set) var thickness: [Float]
    /// z of the foremost and hindmost point at each pixel.
    private(set) var front, back: [Float]

    /// Below it, a bone or a lesion does not own a pixel, in mm.
    static let leastThickness: Float = 1

    /// Spreads each point, which stands for `volumes` mm³, over the four pixels around it; `nil` where none lies
    /// in the matrix.
    ///
    /// - Precondition: `frame` is that of the anterior view, and there are as many volumes as points.
    init?(_ points: some Collection<SIMD3<Float>>, volumes: some Collection<Float>, frame: ImageFrame) {
        precondition(frame.view == .anterior && points.count == volumes.count)
        let perPixel = 1 / frame.pixel
        let left = frame.x(column: 0)
        func place(_ point: SIMD3<Float>) -> (row: Float, column: Float) {
            ((frame.top - point.y) * perPixel, (point.x - left) * perPixel)
        }
        var (low, high) = (SIMD2<Float>(repeating: .infinity), SIMD2<Float>(repeating: -.infinity))
        for point in points {
            let (row, column) = place(point)
            low = pointwiseMin(low, [row, column])
            high = pointwiseMax(high, [row, column])
        }
        guard low.x <= high.x, high.x > 0, high.y > 0, low.x < Float(frame.rows - 1),
            low.y < Float(frame.columns - 1)
        else { return nil }
        rows = Int(max(0, low.x))..<min(frame.rows, Int(high.x) + 2)
        columns = Int(max(0, low.y))..<min(frame.columns, Int(high.y) + 2)
        thickness = [Float](repeating: 0, count: rows.count * columns.count)
        front = [Float](repeating: -.infinity, count: thickness.count)
        back = [Float](repeating: .infinity, count: thickness.count)
        for (point, volume) in zip(points, volumes) {
            let (row, column) = place(point)
            guard row >= 0, column >= 0 else { continue }
            let (r, c) = (Int(row), Int(column))
            let (down, right) = (row - Float(r), column - Float(c))
            let share = volume * perPixel * perPixel
            add(share * (1 - down) * (1 - right), at: r, c, z: point.z)
            add(share * (1 - down) * right, at: r, c + 1, z: point.z)
            add(share * down * (1 - right), at: r + 1, c, z: point.z)
            add(share * down * right, at: r + 1, c + 1, z: point.z)
        }
    }

    private mutating func add(_ millimetres: Float, at row: Int, _ column: Int, z: Float) {
        guard rows.contains(row), columns.contains(column) else { return }
        let i = (row - rows.lowerBound) * columns.count + column - columns.lowerBound
        thickness[i] += millimetres
        front[i] = max(front[i], z)
        back[i] = min(back[i], z)
    }

    /// Calls `body` with each pixel that belongs to it: the place in the anterior matrix and in ``front`` and ``back``.
    func forEachPixel(_ body: (_ row: Int, _ column: Int, _ index: Int) -> Void) {
        var index = 0
        for row in rows {
            for column in columns {
                if thickness[index] >= Self.leastThickness { body(row, column, index) }
                index += 1
            }
        }
    }
}
