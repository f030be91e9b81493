extension Body {
    /// z of the skin at the back and at the front; `nil` beside the body.
    func skin(atX x: Float, y: Float) -> ClosedRange<Float>? {
        let depths =
            members.compactMap { $0.section(atY: y)?.depths(atX: x) }
            + breasts.compactMap { $0.depths(atX: x, y: y) }
        guard let low = depths.map(\.low).min(), let high = depths.map(\.high).max(), low <= high else {
            return nil
        }
        return low...high
    }

    /// z of the highest point of the skin at each row of a grid; not finite where there is none.
    func front(atRowsOf grid: VoxelGrid) -> [Float] {
        (0..<grid.rows).map { row in
            let y = grid.top - Float(row) * grid.pixel
            let sections = members.compactMap { $0.section(atY: y) }
            let skin = sections.map { $0.z + $0.front + abs($0.slope) * $0.halfWidth }
            let breasts = breasts.filter { abs($0.centre.y - y) < $0.extent.y }.map {
                $0.centre.z + $0.extent.z
            }
            return (skin + breasts).max() ?? -.infinity
        }
    }
}
