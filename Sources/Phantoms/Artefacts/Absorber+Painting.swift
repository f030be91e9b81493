import Foundation

extension Absorber {
    /// Adds what it absorbs to the voxels before the skin at `centre`: an ellipse that hides all but its
    /// ``transmission``.
    func paint(onto attenuation: inout [Float], _ grid: VoxelGrid, at centre: SIMD3<Float>) {
        let half = SIMD2(Float(widthMillimetres), Float(heightMillimetres)) / 2
        let perMillimetre = -log(Float(transmission)) / grid.slab
        for row in 0..<grid.rows {
            let down = (grid.top - Float(row) * grid.pixel - centre.y) / half.y
            guard abs(down) < 1 else { continue }
            for column in 0..<grid.columns {
                let across = (grid.left + Float(column) * grid.pixel - centre.x) / half.x
                guard across * across + down * down < 1 else { continue }
                grid.paint(
                    row: row, column: column, depths: centre.z...centre.z + grid.slab, value: perMillimetre,
                    on: &attenuation)
            }
        }
    }

    /// Its middle on the skin of the front.
    func place(on landmarks: Landmarks) -> SIMD3<Float> {
        let sternum = landmarks.sternum
        let shoulder = landmarks.at(\.shoulder, side)
        let hip = landmarks.at(\.hip, side)
        var place: SIMD3<Float> =
            switch kind {
            case .pacemaker: [sternum.x * 0.45 + shoulder.x * 0.55, shoulder.y - 55, 0]
            case .buckle: [landmarks.lumbar4.x, landmarks.lumbar4.y - 25, 0]
            case .coin: [hip.x + side.sign * 15, hip.y - 25, 0]
            case .pendant: [sternum.x, sternum.y + 10, 0]
            case .breastProsthesis: [sternum.x + side.sign * 95, sternum.y - 15, 0]
            }
        place.z = landmarks.skin(place.x, place.y)?.upperBound ?? sternum.z + 40
        return place
    }
}
