import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite struct LesionTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func focus(
        _ shape: Lesion.Shape = .ellipsoid, in name: String = "left hip bone", ratio: Double = 4,
        halfLength: Double = 9, halfWidth: Double = 6
    ) throws -> Lesion {
        let solid = skeleton[try #require(Bone(name))]
        let deepest = try #require(solid.depths.indices.max { solid.depths[$0] < solid.depths[$1] })
        return Lesion(
            shape, at: solid.points[deepest], in: solid.bone, cause: .metastasis, ratio: ratio,
            axis: SIMD3(1, 1, 0), halfLength: halfLength, halfWidth: halfWidth)
    }

    /// A spheroid in the deepest place of the bone: 4/3 π a b², within 10 % for points 2 mm apart.
    @Test func ellipsoidHasItsVolume() throws {
        let lesion = try focus(in: "left hip bone", halfLength: 7, halfWidth: 4)
        let solid = skeleton[lesion.bone]
        let (indices, weights) = lesion.membership(in: skeleton)
        let volume = weights.reduce(0, +) * solid.pointVolume
        #expect(abs(volume / (4 / 3 * .pi * 7 * 4 * 4) - 1) < 0.1, "\(volume)")
        for (index, weight) in zip(indices, weights) {
            let distance = (solid.points[index] - lesion.centre).length
            #expect(distance < 8.1 && weight <= 1)
            if distance < 3 { #expect(weight == 1) }
        }
    }

    @Test func shellIsHollowAndBandIsCut() throws {
        let shell = try focus(.shell, halfLength: 9, halfWidth: 9)
        let solid = skeleton[shell.bone]
        for index in shell.membership(in: solid).indices {
            #expect((5.9...12.1).contains((solid.points[index] - shell.centre).length))
        }
        let band = try focus(.band, halfLength: 5)
        for (index, weight) in zip(band.membership(in: solid).indices, band.membership(in: solid).weights) {
            let along = abs(dot(solid.points[index] - band.centre, band.axis))
            #expect(along < 6.1)
            if along < 3.9 { #expect(weight == 1) }
        }
        let whole = try focus(.wholeBone)
        #expect(whole.membership(in: solid).weights == Array(repeating: 1, count: solid.points.count))
    }

    @Test func otherBonesHaveNoMembers() throws {
        let other = skeleton[try #require(Bone("sacrum"))]
        for shape in Lesion.Shape.allCases {
            let lesion = try focus(shape)
            #expect(lesion.membership(in: other).indices.isEmpty)
            #expect([lesion].factors(in: other, of: skeleton).allSatisfy { $0 == 1 })
        }
    }

    @Test func ratioOneLeavesNoTrace() throws {
        let solid = skeleton[try focus().bone]
        for shape in Lesion.Shape.allCases {
            let lesion = try focus(shape, ratio: 1)
            #expect(!lesion.membership(in: solid).indices.isEmpty)
            #expect([lesion, lesion].factors(in: solid, of: skeleton).allSatisfy { $0 == 1 })
        }
    }

    @Test func factorIsTheRatioInsideAndNeverNegative() throws {
        let hot = try focus(ratio: 4)
        let cold = try focus(ratio: 0.2)
        let solid = skeleton[hot.bone]
        #expect([hot].factors(in: solid, of: skeleton).max() == 4)
        #expect([cold, cold].factors(in: solid, of: skeleton).min() == 0)
    }

    @Test func jsonSaysWhatReadersAskFor() throws {
        let lesion = try focus(in: "left rib 7")
        let data = try JSONEncoder().encode(lesion)
        #expect(try JSONDecoder().decode(Lesion.self, from: data) == lesion)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["bone"] as? String == "left rib 7" && object["side"] as? String == "left")
        #expect(object["level"] as? Int == 7 && object["isMalignant"] as? Bool == true)
        #expect(object["cause"] as? String == "metastasis" && object["sizeMillimetres"] as? Double == 18)
    }
}

extension [Lesion] {
    /// By how much they change the uptake of each point of a bone.
    func factors(in solid: BoneSolid, of skeleton: Skeleton) -> [Float] {
        var ranges: [Range<Int>] = []
        for solid in skeleton.solids {
            let first = ranges.last?.upperBound ?? 0
            ranges.append(first..<first + solid.points.count)
        }
        let ones = [Float](repeating: 1, count: ranges.last?.upperBound ?? 0)
        let activity = BoneActivity(healthy: ones, ranges: ranges, lesions: self, skeleton: skeleton)
        return [Float](activity.uptakes[ranges[Int(solid.bone.label) - 1]])
    }
}
