import Foundation
import Scintigraphy

extension Artefacts {
    /// The activity that artefacts bring, as points.
    ///
    /// - Parameters:
    ///   - injected: the injected activity, decayed to the time of imaging, in MBq
    ///   - bladder: the activity in the bladder, in MBq, and its volume, in mL
    func sources(
        on landmarks: Landmarks, injected: Float, bladder: (megabecquerels: Float, millilitres: Float),
        using generator: inout SeededGenerator
    ) -> [PointSource] {
        var sources: [PointSource] = []
        if let extravasation {
            sources += extravasation.sources(on: landmarks, injected: injected, using: &generator)
        }
        if let catheter {
            let perMillilitre = bladder.megabecquerels / max(1, bladder.millilitres)
            sources += catheter.sources(on: landmarks, perMillilitre: perMillilitre, using: &generator)
        }
        for spot in contamination {
            sources += spot.sources(on: landmarks, injected: injected, using: &generator)
        }
        return sources
    }

    /// The share of the injected activity that reached the blood as the tracer it should be.
    var circulatingShare: Double {
        1 - (extravasation?.share ?? 0) - (pertechnetateShare ?? 0) - (colloidShare ?? 0)
    }

    /// What tracers other than the right one bring into organs, as shares of the injected activity: pertechnetate into
    /// stomach, salivary glands, thyroid and urine, colloid into liver and spleen (assumed); the rest is excreted.
    var organShares: [Organ: Double] {
        var shares: [Organ: Double] = [:]
        if let pertechnetateShare {
            shares[.stomach] = 0.25 * pertechnetateShare
            shares[.salivaryGlands] = 0.05 * pertechnetateShare
            shares[.thyroid] = 0.02 * pertechnetateShare
            shares[.bladder] = 0.05 * pertechnetateShare
        }
        if let colloidShare {
            shares[.liver] = 0.85 * colloidShare
            shares[.spleen] = 0.07 * colloidShare
        }
        return shares
    }
}

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

extension UrinaryCatheter {
    /// The tube, 2 mm in radius, along the thigh to a bag that lies beside the leg.
    func sources(
        on landmarks: Landmarks, perMillilitre: Float, using generator: inout SeededGenerator
    ) -> [PointSource] {
        let (hip, knee) = (landmarks.at(\.hip, side), landmarks.at(\.knee, side))
        let outward = side.sign
        let thigh = (hip + knee) / 2
        let front = landmarks.skin(thigh.x, thigh.y)?.upperBound ?? thigh.z
        let bag = SIMD3(knee.x + outward * 125, (thigh.y + knee.y) / 2, 20)
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
        let volume = Float(bagMillilitres)
        // A half-filled bag is some 90 mm wide; the rest of its volume is height and thickness.
        let radii = SIMD3<Float>(45, 35 + volume * 0.12, 0)
        let thickness = max(4, volume * 1000 * 0.75 / (.pi * radii.x * radii.y))
        return
            .tube(course, radius: 2, megabecquerels: perMillilitre * millilitresInTube, using: &generator)
            + .ellipsoid(
                at: bag, radii: [radii.x, radii.y, thickness],
                megabecquerels: perMillilitre * Float(bagConcentration) * volume, using: &generator)
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
        place.z = isInFront ? skin.upperBound + 2 : max(1, skin.lowerBound - 1)
        let radius = Float(radiusMillimetres)
        return .ellipsoid(
            at: place, radii: [radius, radius * 1.4, 1.5], megabecquerels: injected * Float(share),
            using: &generator)
    }
}

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
