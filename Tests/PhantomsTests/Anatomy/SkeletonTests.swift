import Scintigraphy
import TestSupport
import Testing

@testable import Phantoms

@Suite struct SkeletonTests {
    let skeleton: Skeleton
    init() throws { skeleton = try installedSkeleton.get() }

    private func middle(_ name: String) throws -> SIMD3<Float> {
        let points = skeleton[try #require(Bone(name))].points
        return points.reduce(.zero, +) / Float(points.count)
    }

    @Test func everyBoneIsFilled() {
        #expect(skeleton.solids.map(\.bone) == Bone.all)
        let counts = skeleton.solids.map(\.points.count)
        #expect(counts.min() ?? 0 >= 150)
        #expect((400_000...700_000).contains(counts.reduce(0, +)))
        for solid in skeleton.solids {
            #expect(solid.depths.count == solid.points.count && solid.depths.allSatisfy { $0 > 0 })
        }
    }

    /// Points stand for the volume that the divergence theorem finds (3 %: about 600 points in the smallest), and
    /// none lies outside the box around the surface.
    @Test func volumesAreThoseOfTheSurfaces() throws {
        let tree = try JointTree(in: installed("skeleton"))
        let shaped: Set = ["skull", "manubrium", "sternum", "left hip bone", "right hip bone"]
        for file in BoneFile.all {
            for (bone, surface) in try file.surfaces(
                SkeletonFile(file.name, in: installed("skeleton")), tree)
            where !shaped.contains(bone.name) {
                let solid = skeleton[bone]
                let volume = Double(solid.points.count) * Double(solid.pointVolume)
                #expect(abs(volume / surface.closed.volume - 1) < 0.03, "\(bone)")
                let (lowest, highest) = (surface.lowest - 1e-3, surface.highest + 1e-3)
                #expect(
                    solid.points.allSatisfy { pointwiseMax(pointwiseMin($0, highest), lowest) == $0 },
                    "\(bone)")
            }
        }
    }

    /// A man's skull without the jaw weighs 0.6 to 0.8 kg at 1.6 to 1.9 g/cm³, with air cells and marrow up to
    /// 0.7 L.
    @Test func skullIsHollow() throws {
        let skull = skeleton[try #require(Bone("skull"))]
        let litres = Float(skull.points.count) * skull.pointVolume / 1e6
        #expect((0.35...0.7).contains(litres))
        #expect(skull.depths.max() ?? 0 <= 8)
    }

    @Test func spineAndRibsDescend() throws {
        for (letter, count) in [("C", 7), ("T", 12), ("L", 5)] {
            let heights = try (1...count).map { try middle("\(letter)\($0)").y }
            #expect(heights == heights.sorted(by: >))
        }
        #expect(try middle("C7").y > middle("T1").y && middle("T12").y > middle("L1").y)
        for side in Side.allCases {
            let tops = try (1...12).map { level in
                let rib = skeleton[try #require(Bone("\(side.rawValue) rib \(level)"))]
                #expect(rib.points.allSatisfy { $0.x * side.sign > 0 })
                // The head of a rib lies at its own vertebra or the one above.
                let head = rib.points.map(\.y).max() ?? 0
                #expect(abs(head - (try middle("T\(level)").y)) < 35)
                return head
            }
            #expect(tops == tops.sorted(by: >))
        }
    }

    /// The two sides of the model are mirror images to a millimetre or two, but for ribs 6 to 11, whose front ends
    /// are cut at different lengths.
    @Test func sidesMirrorEachOther() throws {
        for bone in Bone.all where bone.side == .left {
            let left = try middle(bone.name), right = try middle(bone.mirrored.name)
            #expect((left * SIMD3(-1, 1, 1) - right).length < (bone.region == .ribs ? 6 : 2), "\(bone)")
        }
    }
}
