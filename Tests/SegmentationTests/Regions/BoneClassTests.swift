import Phantoms
import Scintigraphy
import Segmentation
import Testing

@Suite struct BoneClassTests {
    /// How many of the 179 bones each class has.
    @Test(arguments: [
        (BoneClass.skull, 2), (.cervicalSpine, 7), (.clavicles, 2), (.scapulae, 2), (.humeri, 2),
        (.sternum, 2),
        (.ribs, 24), (.thoracicSpine, 12), (.lumbarSpine, 5), (.sacrum, 1), (.pelvis, 2), (.femora, 2),
    ])
    func classesHaveTheirBones(bones: BoneClass, count: Int) {
        #expect(Bone.all.count { BoneClass($0) == bones } == count)
    }

    @Test func labelsAreTheirOwn() {
        let labels = BoneClass.allCases.map(\.label)
        #expect(labels == Array(1...12))
        #expect(BoneClass.allCases.allSatisfy { BoneClass(label: $0.label) == $0 })
        #expect(
            BoneClass(label: BoneClass.background) == nil && BoneClass(label: BoneClass.otherBones) == nil)
        #expect(Set(BoneClass.allCases.map(\.colour)).count == 12)
    }

    @Test func masksOfBonesBecomeClasses() throws {
        let bones = try ["L3", "left femur", "right tibia", "left rib 4"].map { try #require(Bone($0)).label }
        let mask = LabelImage(rows: 1, columns: 5, labels: bones + [0], view: .posterior)
        let classes = try mask.boneClasses()
        #expect(
            classes.labels == [
                BoneClass.lumbarSpine.label, BoneClass.femora.label, BoneClass.otherBones,
                BoneClass.ribs.label,
                BoneClass.background,
            ])
        #expect(classes.view == .posterior)
        let broken = LabelImage(rows: 1, columns: 1, labels: [180], view: .anterior)
        #expect(throws: SegmentationError.self) { try broken.boneClasses() }
    }
}
