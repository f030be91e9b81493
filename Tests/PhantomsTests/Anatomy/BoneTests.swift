import Foundation
import Scintigraphy
import Testing

@testable import Phantoms

@Suite struct BoneTests {
    @Test func everyLabelOnce() {
        #expect(Bone.all.count == 179)
        #expect(Bone.all.map(\.label) == Array(1...179))
        #expect(Bone.all == Bone.all.sorted())
        #expect(Bone(maskValue: 0) == nil && Bone(maskValue: 180) == nil)
    }

    @Test func namesRoundTrip() throws {
        for bone in Bone.all {
            #expect(Bone(bone.name) == bone && Bone(maskValue: bone.label) == bone)
        }
        #expect(try JSONDecoder().decode([Bone].self, from: JSONEncoder().encode(Bone.all)) == Bone.all)
        #expect(Bone("left rib 13") == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Bone].self, from: Data(#"["left rib 13"]"#.utf8))
        }
    }

    @Test func sidesMirrorEachOther() {
        #expect(Bone.all.count { $0.side == .left } == 75 && Bone.all.count { $0.side == .right } == 75)
        for bone in Bone.all {
            #expect(bone.mirrored.mirrored == bone)
            #expect(bone.mirrored.side == bone.side?.opposite)
            #expect((bone.mirrored.level, bone.mirrored.region) == (bone.level, bone.region))
        }
    }

    /// Counts as anatomy gives them, but for the skull (two here for 22) and the manubrium.
    @Test(arguments: [
        (SkeletalRegion.skull, 2), (.cervicalSpine, 7), (.thoracicSpine, 12), (.lumbarSpine, 5), (.sacrum, 1),
        (.pelvis, 2), (.ribs, 24), (.sternum, 2), (.clavicles, 2), (.scapulae, 2), (.upperLimbs, 60),
        (.lowerLimbs, 60),
    ])
    func regionsHaveTheirBones(region: SkeletalRegion, count: Int) {
        #expect(Bone.all.count { $0.region == region } == count)
    }
}
