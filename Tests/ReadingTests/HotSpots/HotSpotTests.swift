import Phantoms
import Scintigraphy
import Testing

@testable import Reading
@testable import Segmentation

/// What is one hot spot, and what counts, on a painted patient.
@Suite struct HotSpotTests {
    private typealias Square = PaintedPatient.Square

    private func spots(_ squares: [Square], artefacts: [HotArtefact] = []) throws -> HotSpotSet {
        try #require(PaintedPatient(squares: squares).hotSpots(artefacts: artefacts))
    }

    @Test func onePlaceInBothViewsIsOneHotSpot() throws {
        let set = try spots([
            Square(view: .posterior, row: 54, column: 20), Square(view: .anterior, row: 55, column: 21),
            Square(view: .anterior, row: 30, column: 16),
        ])
        #expect(set.spots.map(\.number) == [1, 2])
        #expect(set.spots.map(\.bone) == [.ofClass(.ribs), .ofClass(.pelvis)])
        #expect(set.spots.map(\.side) == [.right, .right])
        #expect(set.spots[1].foci.map(\.view) == [.anterior, .posterior])
        #expect(set.spots.allSatisfy { $0.counts })
    }

    @Test func theSameColumnOfBothPicturesIsNotOnePlace() throws {
        // Stored posterior views are mirrored: the same column of the picture is the other side.
        let set = try spots([
            Square(view: .anterior, row: 55, column: 20),
            Square(view: .posterior, row: 55, column: PaintedPatient.mirrored(20) - 3),
        ])
        #expect(set.spots.count == 2)
        #expect(Set(set.spots.compactMap(\.side)) == [.left, .right])
    }

    @Test func farOrOtherBonesAreTwo() throws {
        let far = try spots([
            Square(view: .anterior, row: 22, column: 16), Square(view: .posterior, row: 30, column: 16),
        ])
        #expect(far.spots.count == 2)
        // 16 mm apart, in pelvis and femur of one side, is more than 15.
        let apart = try spots([
            Square(view: .anterior, row: 60, column: 20, side: 2),
            Square(view: .posterior, row: 66, column: 20, side: 2),
        ])
        #expect(apart.spots.count == 2)
    }

    @Test func aLargeFocusHasRoom() throws {
        // Middles are 24 mm apart, but one has a radius of 27 mm.
        let set = try spots([
            Square(view: .anterior, row: 24, column: 14, side: 12),
            Square(view: .posterior, row: 34, column: 18),
        ])
        #expect(set.spots.count == 1)
    }

    @Test func whatLiesInAnArtefactDoesNotCount() throws {
        let focus = Square(view: .anterior, row: 54, column: 20)
        let behind = Square(view: .posterior, row: 54, column: 20)
        let bladder = HotArtefact(
            kind: .bladder, view: .anterior, row: 55, column: 21, areaSquareCentimetres: nil, share: 0.1,
            pixels: Array(PaintedPatient().pixels(focus).prefix(8)))
        let set = try spots([focus, behind], artefacts: [bladder])
        // What is seen behind the bladder is not the bladder.
        #expect(set.spots.count == 2)
        #expect(set.spots.compactMap(\.exclusion) == ["lies in the bladder"])
        #expect(set.spots.first { $0.counts }?.foci.map(\.view) == [.posterior])
        let less = HotArtefact(
            kind: .urine, view: .anterior, row: 55, column: 21, areaSquareCentimetres: nil, share: 0.1,
            pixels: Array(PaintedPatient().pixels(focus).prefix(7)))
        #expect(try spots([focus], artefacts: [less]).spots.allSatisfy { $0.counts })
    }

    @Test func whatIsInNoBoneOrTooSmallDoesNotCount() throws {
        let set = try spots([
            Square(view: .anterior, row: 80, column: 52),
            Square(view: .anterior, row: 54, column: 20, side: 1),
        ])
        #expect(
            set.spots.map(\.exclusion) == ["covers 0.2 cm², less than a camera can show", "lies in no bone"])
    }

    @Test func faintFociAreNotCalled() throws {
        let set = try spots([
            Square(view: .anterior, row: 54, column: 20, probability: 0.49),
            Square(view: .anterior, row: 30, column: 16, probability: 0.2),
            Square(view: .posterior, row: 30, column: 16, probability: 0.6),
        ])
        // What one view is sure of takes the other view's with it.
        #expect(set.spots.map(\.foci.count) == [2])
        #expect(set.faintFoci == 1)
    }

    @Test func masksHaveTheNumbers() throws {
        let squares = [
            Square(view: .anterior, row: 30, column: 16), Square(view: .posterior, row: 54, column: 20),
        ]
        let set = try spots(squares)
        for view in View.allCases {
            let mask = try #require(set.mask(view))
            for (number, square) in zip(1..., squares) {
                let pixels = mask.labels.indices.filter { mask.labels[$0] == number }
                #expect(pixels == (square.view == view ? PaintedPatient().pixels(square).sorted() : []))
            }
        }
        var single = PaintedPatient(squares: squares)
        single.views = [.posterior]
        let alone = try #require(single.hotSpots())
        #expect(alone.mask(.anterior) == nil && alone.spots.count == 1)
    }

    @Test func factsAreThoseOfThePlace() throws {
        let set = try spots([
            Square(view: .anterior, row: 24, column: 14, side: 4),
            Square(view: .anterior, row: 24, column: 42, side: 4),
            Square(view: .anterior, row: 34, column: 14, side: 4),
            Square(view: .anterior, row: 87, column: 20, side: 4),
        ])
        let facts = set.extents.map(\.facts)
        #expect(facts.map(\.hasTwin) == [true, true, false, false])
        #expect(facts.map(\.isInRow) == [true, false, true, false])
        #expect(facts.map(\.others) == [3, 3, 3, 3] && facts.map(\.othersOfTrunk) == [2, 2, 2, 3])
        #expect(facts.allSatisfy { abs($0.elongation - 1) < 1e-9 && $0.lying == 0 && $0.views == 1 })
        #expect(abs(facts[0].area - 16 * 0.16) < 1e-9 && abs(facts[0].contrast - 3) < 1e-6)
        // Rows 66 to 90 of the femur, the outermost hundredth left out; the focus has its middle at 88.5.
        #expect(abs(facts[3].lowness - 22.5 / 24) < 1e-9)
        #expect(facts[3].toNextBone == HotSpotFacts.farthestJoint)
    }

    @Test func withoutASizeOfPixelsItIsToldAllTheSame() throws {
        var patient = PaintedPatient(squares: [
            Square(view: .anterior, row: 54, column: 20), Square(view: .posterior, row: 54, column: 20),
        ])
        patient.spacing = nil
        patient.meaning = .notForQuantification("a picture")
        let set = try #require(patient.hotSpots())
        #expect(set.spots.count == 1)
        #expect(set.spots[0].areaSquareCentimetres == nil && set.spots[0].contrast == nil)
    }
}
