extension SurfaceMesh {
    /// Reads VTK PolyData in XML with ASCII numbers in metres and OpenSim's axes (X to the front, Y up, Z to the
    /// patient's right), in mm and ours.
    init(_ file: SkeletonFile) throws(PhantomError) {
        guard let piece = try Markup(file)["PolyData"]?["Piece"] else {
            throw file.broken("it has no <Piece>")
        }
        let places = try Self.array(nil, of: piece["Points"], file)
        let connectivity = try Self.array("connectivity", of: piece["Polys"], file)
        let offsets = try Self.array("offsets", of: piece["Polys"], file)
        guard !places.isEmpty, places.count.isMultiple(of: 3), !offsets.isEmpty else {
            throw file.broken("it has no points or no polygons")
        }
        guard places.allSatisfy({ abs($0) < 2 }) else { throw file.broken("a point lies outside any body") }
        let corners = stride(from: 0, to: places.count, by: 3).map {
            patientAxes(SIMD3(places[$0], places[$0 + 1], places[$0 + 2]))
        }
        guard connectivity.allSatisfy({ $0 >= 0 && $0 < Double(corners.count) }) else {
            throw file.broken("a polygon has a corner that is no point")
        }
        let indices = connectivity.map { Int32($0) }
        var polygons: [[Int32]] = []
        var start = 0
        for offset in offsets {
            guard offset >= Double(start), offset <= Double(indices.count) else {
                throw file.broken("a polygon ends where there are no corners")
            }
            let end = Int(offset)
            if end - start > 2 { polygons.append(Array(indices[start..<end])) }
            start = end
        }
        self.init(corners: corners, polygons: polygons)
    }

    private static func array(
        _ name: String?, of parent: Markup?, _ file: SkeletonFile
    ) throws(PhantomError) -> [Double] {
        let found = parent?.children.first {
            $0.name == "DataArray" && (name == nil || $0.attributes["Name"] == name)
        }
        guard let found, found.attributes["format"] == "ascii" else {
            throw file.broken("it has no \(name ?? "points") in ASCII")
        }
        return try found.numbers(of: file)
    }
}

/// A place in OpenSim's axes and metres in ours and mm: x to the patient's left, y up, z to the front.
func patientAxes(_ place: SIMD3<Double>) -> SIMD3<Float> {
    SIMD3<Float>(SIMD3(-place.z, place.y, place.x) * 1000)
}
