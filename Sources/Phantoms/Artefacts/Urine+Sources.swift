import Scintigraphy

extension UrinaryCatheter {
    /// At most `most` MBq, for no more was excreted: the tube, 2 mm in radius, along the thigh to a bag that lies beside the leg.
    func sources(
        on landmarks: Landmarks, perMillilitre: Float, most: Float, using generator: inout SeededGenerator
    ) -> [PointSource] {
        let (hip, knee) = (landmarks.at(\.hip, side), landmarks.at(\.knee, side))
        let outward = side.sign
        let thigh = (hip + knee) / 2
        let front = landmarks.skin(thigh.x, thigh.y)?.upperBound ?? thigh.z
        let volume = Float(bagMillilitres)
        // A half-filled bag is some 90 mm wide; the rest of its volume is height and thickness. It lies on the table.
        let (width, height) = (Float(45), 35 + volume * 0.12)
        let thickness = max(4, volume * 1000 * 0.75 / (.pi * width * height))
        let bag = SIMD3(knee.x + outward * 125, (thigh.y + knee.y) / 2, thickness + 5)
        let course: [SIMD3<Float>] = [
            landmarks.pubis + [0, -40, 10],
            [thigh.x * 0.4 + landmarks.pubis.x * 0.6, landmarks.pubis.y - 90, front * 0.8],
            [thigh.x, thigh.y, front + 4], [bag.x - outward * 30, bag.y + 60, 25], bag,
        ]
        let length = zip(course, course.dropFirst()).reduce(Float(0)) {
            let step = $1.1 - $1.0
            return $0 + (step * step).sum().squareRoot()
        }
        let millilitresInTube = Float.pi * 2 * 2 * length / 1000
        let inTube = perMillilitre * millilitresInTube
        let inBag = perMillilitre * Float(bagConcentration) * volume
        let share = min(1, most / max(inTube + inBag, .leastNormalMagnitude))
        return .tube(course, radius: 2, megabecquerels: inTube * share, using: &generator)
            + .ellipsoid(
                at: bag, radii: [width, height, thickness], megabecquerels: inBag * share, using: &generator)
    }
}

extension ContaminationSpot {
    /// A flat spot on the skin, or between the patient and the table.
    func sources(
        on landmarks: Landmarks, injected: Float, using generator: inout SeededGenerator
    ) -> [PointSource] {
        let (hip, knee) = (landmarks.at(\.hip, side), landmarks.at(\.knee, side))
        var place =
            switch self.place {
            case .perineum: landmarks.pubis + [0, -70, 0]
            case .thigh: hip * 0.6 + knee * 0.4
            case .abdomen: landmarks.lumbar4 + [side.sign * 60, -40, 0]
            case .hand: landmarks.at(\.hand, side)
            }
        place += [Float(leftwardMillimetres), Float(headwardMillimetres), 0]
        let skin = landmarks.skin(place.x, place.y) ?? 0...60
        place.z = isInFront ? skin.upperBound + 2 : max(6, skin.lowerBound - 1)
        let radius = Float(radiusMillimetres)
        return .ellipsoid(
            at: place, radii: [radius, radius * 1.4, 1.5], megabecquerels: injected * Float(share),
            using: &generator)
    }
}
