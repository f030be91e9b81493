import Foundation
import Phantoms
import Scintigraphy
import Segmentation
import Statistics
import Testing

@testable import Reading

/// The index of a painted patient, reckoned by hand: a half of the pelvis has 10 × 12 pixels, a femur 5 × 25.
@Suite struct BoneScanIndexTests {
    private static let pelvis = 100 * 3.75 / 100.1
    private static let femur = 100 * 8.9 / 100.1

    private func index(
        _ squares: [PaintedPatient.Square], model: HotSpotModel? = nil, views: [View] = View.allCases
    ) throws -> BoneScanIndex {
        var patient = PaintedPatient(squares: squares)
        patient.views = views
        return BoneScanIndex(try #require(patient.hotSpots(model: model)))
    }

    private func isNear(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-9 }

    @Test func weightsAreThoseOfASkeleton() {
        #expect(isNear(BoneRegion.all.reduce(0) { $0 + SkeletalWeights.percent($1) }, 100))
        let spine = BoneRegion.all.filter {
            $0.side == nil && ![.ofClass(.skull), .ofClass(.sternum)].contains($0.bone)
        }
        #expect(isNear(spine.reduce(0) { $0 + SkeletalWeights.percent($1) }, 100 * 8.3 / 100.1))
    }

    @Test func eachBoneAddsItsShareByWeight() throws {
        let found = try index([
            .init(view: .anterior, row: 54, column: 20), .init(view: .anterior, row: 58, column: 24),
            .init(view: .posterior, row: 70, column: 35),
        ])
        // The two of the pelvis touch at a corner: they are one focus.
        #expect(found.hotSpots == 2)
        #expect(found.parts.map(\.bone) == [.ofClass(.femora), .ofClass(.pelvis)])
        #expect(found.parts.map(\.side) == [.left, .right])
        #expect(isNear(found.parts[0].percent, Self.femur * 16 / 125))
        #expect(isNear(found.parts[1].percent, Self.pelvis * 32 / 120))
        #expect(isNear(found.percent.value, Self.femur * 16 / 125 + Self.pelvis * 32 / 120))
    }

    /// Of a hot spot that reaches into the bladder the part that does not.
    @Test func whatLiesInAnArtefactIsNoShareOfIt() throws {
        let square = PaintedPatient.Square(view: .anterior, row: 54, column: 20)
        let patient = PaintedPatient(squares: [square])
        let bladder = HotArtefact(
            kind: .bladder, view: .anterior, row: 55, column: 21, areaSquareCentimetres: nil, share: 0.1,
            pixels: Array(patient.pixels(square).prefix(6)))
        let found = BoneScanIndex(try #require(patient.hotSpots(artefacts: [bladder])))
        #expect(found.hotSpots == 1 && isNear(found.percent.value, Self.pelvis * 10 / 120))
    }

    @Test func theViewThatShowsMoreOfItDecides() throws {
        let found = try index([
            .init(view: .anterior, row: 54, column: 20, side: 4),
            .init(view: .posterior, row: 53, column: 19, side: 6),
        ])
        #expect(found.hotSpots == 1)
        #expect(isNear(found.percent.value, Self.pelvis * 36 / 120))
    }

    @Test func whatReachesBeyondTheBoneIsNoShareOfIt() throws {
        // Two of its four columns lie beside the pelvis.
        let found = try index([.init(view: .anterior, row: 54, column: 16)])
        #expect(isNear(found.percent.value, Self.pelvis * 8 / 120))
    }

    @Test func onlyWhatIsMoreLikelyMalignantCounts() throws {
        let squares: [PaintedPatient.Square] = [
            .init(view: .anterior, row: 54, column: 20), .init(view: .anterior, row: 70, column: 35),
        ]
        let model = HotSpotModelTests.model("in pelvis", coefficient: 3, intercept: -1)
        let found = try index(squares, model: model)
        #expect(found.hotSpots == 1 && found.parts.map(\.bone) == [.ofClass(.pelvis)])
        #expect(found.cautions.contains("1 hot spot left out, being more probably benign than malignant"))
        // It may be none, and the femur's may be malignant.
        #expect(found.percent.interval.lowerBound == 0)
        #expect(found.percent.interval.upperBound > Self.pelvis * 16 / 120 + Self.femur * 16 / 125)
        #expect(try index(squares, model: model) == found)
        let plain = try index(squares)
        #expect(plain.hotSpots == 2)
        // Of hot spots that are there for sure, the area alone is uncertain.
        let ends = [plain.percent.interval.lowerBound, plain.percent.interval.upperBound]
        let spread = 1.96 * BoneScanIndex.outlineError
        #expect(abs(log(ends[0] / plain.percent.value) + spread) < 0.08)
        #expect(abs(log(ends[1] / plain.percent.value) - spread) < 0.08)
    }

    @Test func artefactsAreNoPartOfIt() throws {
        let square = PaintedPatient.Square(view: .anterior, row: 54, column: 20)
        let patient = PaintedPatient(squares: [square])
        let urine = HotArtefact(
            kind: .urine, view: .anterior, row: 0, column: 0, areaSquareCentimetres: nil, share: 0,
            pixels: patient.pixels(square))
        let found = BoneScanIndex(try #require(patient.hotSpots(artefacts: [urine])))
        #expect(found.percent.value == 0 && found.percent.interval == 0...0 && found.parts.isEmpty)
    }

    @Test func whatIsNotShownIsSaid() throws {
        let found = try index([], views: [.posterior])
        #expect(found.cautions.count == 2)
        #expect(found.cautions[0].contains("skull") && found.cautions[0].contains("humerus, right"))
        #expect(!found.cautions[0].contains("pelvis"))
        #expect(found.cautions[1].hasPrefix("only the posterior view is there"))
    }
}
