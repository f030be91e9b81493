import Phantoms
import Scintigraphy
import Statistics
import Testing

@testable import Segmentation

/// What a study counts, on cases whose answers can be told by hand.
@Suite struct StudyResultTests {
    /// Only background between a bone of the arm and the thigh beside it; in rows without either, nothing, and nothing
    /// between a thigh and the other leg.
    @Test func theGapLiesBetweenArmAndThigh() throws {
        let femur = try #require(Bone("left femur")).label
        let arm = try #require(Bone("left ulna")).label
        let shin = try #require(Bone("right tibia")).label
        let rib = try #require(Bone("left rib 4")).label
        let labels: [[UInt8]] = [
            [0, 0, 0, femur, 0, femur, 0, 0],
            [arm, 0, 0, femur, 0, femur, 0, arm],
            [0, arm, 0, rib, 0, 0, 0, 0],
            [arm, 0, 0, 0, femur, 0, shin, 0],
        ]
        let gap = ArmThighGap(
            LabelImage(rows: 4, columns: 8, labels: labels.flatMap(\.self), view: .anterior))
        let expected = [8 + 1, 8 + 2, 8 + 6, 24 + 1, 24 + 2, 24 + 3]
        #expect(gap.pixels.indices.filter { gap.pixels[$0] } == expected)
    }

    /// The same scores as of a table of all pairs of labels, clusters without a class among them.
    @Test func overlapIsThatOfAllPairs() throws {
        let truth: [UInt8] = [0, 0, 1, 1, 2, 2, 2, 1]
        let clusters: [UInt8] = [3, 0, 1, 1, 2, 1, 2, 3]
        let classes = [0, 1, 2, nil]
        var counts = ConfusionCounts(clusters: 4, classes: 3)
        try counts.add(clusters, truth: truth)
        var overlap = ClassOverlap(classes: 3)
        overlap.add(clusters.map { classes[Int($0)] }, truth: truth)
        #expect(OverlapScores(overlap) == OverlapScores(counts, matching: classes))
        #expect(overlap.right == [1, 2, 2] && overlap.called == [1, 3, 2] && overlap.present == [2, 3, 3])
        var twice = ClassOverlap(classes: 3)
        twice.add(overlap, times: 2)
        #expect(twice.right == [2, 4, 4] && OverlapScores(twice) == OverlapScores(overlap))
    }

    private func patient(
        _ lesions: [StudyLesion], _ marks: [StudyMark], foci: FocusOverlap? = nil, gap: Double? = nil
    ) -> PatientResult {
        PatientResult(
            patient: "p", views: 2, bones: [:], foci: foci, lesions: lesions, marks: marks,
            gapSquareCentimetres: gap)
    }

    /// A small metastasis and a benign lesion are asked for by neither large choice; marks on them are not false.
    @Test func onlyLesionsThatAreAskedForCount() throws {
        let lesions = [
            StudyLesion(label: 1, millimetres: 20, isMalignant: true, isVisible: true),
            StudyLesion(label: 2, millimetres: 10, isMalignant: true, isVisible: true),
            StudyLesion(label: 3, millimetres: 30, isMalignant: false, isVisible: true),
            StudyLesion(label: 4, millimetres: 40, isMalignant: true, isVisible: false),
        ]
        let marks = [
            StudyMark(score: 9, lesion: 2), StudyMark(score: 8, lesion: 3), StudyMark(score: 7, lesion: 1),
            StudyMark(score: 6, lesion: nil), StudyMark(score: 5, lesion: 4),
        ]
        let patients = [patient(lesions, marks), patient([], [StudyMark(score: 8, lesion: nil)])]
        let large = try #require(FROC(patients, of: .metastases(over: 15)))
        #expect(large.lesions == 2)
        // At 8 one false mark in two scans and nothing found; at 7 one of two; at 6 both false marks; at 5 all.
        #expect(large.sensitivity(falseMarks: 0.5) == 0.5 && large.sensitivity(falseMarks: 0.4) == 0)
        #expect(large.sensitivity(falseMarks: 1) == 1)
        let seen = try #require(FROC(patients, of: .visibleMetastases(over: 15)))
        #expect(seen.lesions == 1 && seen.sensitivity(falseMarks: 0.5) == 1)
        #expect(FROC(patients, of: .visible)?.lesions == 3)
        #expect(FROC([patients[1]], of: .visible) == nil)
    }

    @Test func pixelsAndAreasAddUp() {
        var foci = FocusOverlap()
        foci.add([true, true, false, false], truth: [1, 0, 2, 0])
        #expect(foci.dice == 0.5)
        let patients = [patient([], [], foci: foci, gap: 3), patient([], [], foci: FocusOverlap(), gap: 1)]
        #expect(patients.focusDice([1, 1]) == 0.5 && patients.focusDice([0, 1]) == nil)
        #expect(patients.gapArea([1, 1]) == 1 && patients.gapArea([2, 1]) == 7 / 6.0)
        #expect([patient([], [])].gapArea([1]) == nil)
    }

    /// A peak within two pixels of a lesion is on it; a view's other peaks are on none.
    @Test func peaksBecomeMarks() {
        var (scores, lesions) = ([Float](repeating: 0, count: 400), [UInt8](repeating: 0, count: 400))
        (scores[5 * 20 + 5], scores[15 * 20 + 15]) = (2, 3)
        lesions[7 * 20 + 4] = 9
        let pixels = [Float](repeating: 1, count: 400)
        let empty = LabelImage(
            rows: 20, columns: 20, labels: [UInt8](repeating: 0, count: 400), view: .anterior)
        let spacing = PixelSpacing(rowMillimetres: 2, columnMillimetres: 2)
        let view = TruthView(
            image: CountImage(rows: 20, columns: 20, pixels: pixels, view: .anterior, spacing: spacing),
            bones: empty, gap: ArmThighGap(empty),
            lesions: LabelImage(rows: 20, columns: 20, labels: lesions, view: .anterior))
        let marks = StudyMark.marks(scores, in: view)
        #expect(marks.map(\.score) == [3, 2] && marks.map(\.lesion) == [nil, 9])
    }
}
