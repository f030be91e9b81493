import Scintigraphy

extension Extravasation {
    /// The depot under the skin, the vein to the axilla, the node there.
    func sources(
        on landmarks: Landmarks, injected: Float, using generator: inout SeededGenerator
    ) -> [PointSource] {
        let activity = injected * Float(share)
        let elbow = landmarks.at(\.elbow, side)
        let shoulder = landmarks.at(\.shoulder, side)
        let wrist = landmarks.at(\.wrist, side)
        var place =
            switch site {
            case .antecubital: elbow + [-side.sign * 8, -10, 0]
            case .hand: (landmarks.at(\.hand, side) + wrist) / 2
            case .forearm: elbow * 0.25 + wrist * 0.75
            }
        if let skin = landmarks.skin(place.x, place.y) { place.z = skin.upperBound - 8 }
        let radius = Float(radiusMillimetres)
        var sources = [PointSource].ellipsoid(
            at: place, radii: [radius * 0.7, radius * 1.3, radius * 0.5],
            megabecquerels: activity * Float(1 - veinShare - nodeShare), using: &generator)
        let axilla = shoulder + [-side.sign * 35, -45, 5]
        if veinShare > 0 {
            let middle = (elbow + shoulder) / 2 + [-side.sign * 18, 0, 10]
            sources += .tube(
                [place, elbow + [-side.sign * 10, 0, 12], middle, axilla], radius: 3,
                megabecquerels: activity * Float(veinShare), using: &generator)
        }
        if nodeShare > 0 {
            sources += .ellipsoid(
                at: axilla, radii: [6, 8, 6], megabecquerels: activity * Float(nodeShare), using: &generator)
        }
        return sources
    }
}
