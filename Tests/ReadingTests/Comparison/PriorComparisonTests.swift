import Phantoms
import Scintigraphy
import Segmentation
import Statistics
import Testing

@testable import Reading

/// What has changed between two scans of a painted patient, who lies elsewhere in the second one.
@Suite struct PriorComparisonTests {
    private typealias Square = PaintedPatient.Square

    private func study(
        _ squares: [Square], shift: (Int, Int) = (0, 0), _ change: (inout Acquisition) -> Void = { _ in }
    ) throws -> PriorComparison.Study {
        var patient = PaintedPatient(squares: squares)
        patient.shift = (shift.0, shift.1)
        patient.acquisition.patientID = "1"
        patient.acquisition.studyDate = "20260301"
        change(&patient.acquisition)
        let set = try #require(patient.hotSpots())
        return PriorComparison.Study(
            hotSpots: set, index: BoneScanIndex(set), acquisition: patient.acquisition)
    }

    private let limits = Repeatability(
        contrast: 1.3, area: 1.5, placedContrast: 1.3, placedContrastOfLimbs: 2, index: 0.3, indexShare: 0.3)

    private func compare(
        _ now: [Square], since then: [Square], _ change: (inout Acquisition) -> Void = { _ in }
    ) throws -> PriorComparison {
        PriorComparison(
            try study(now, shift: (7, 5), change),
            since: try study(then) { $0.studyDate = "20250101" }, repeatability: limits)
    }

    @Test func eachHotSpotIsFoundAgain() throws {
        let found = try compare(
            [
                Square(view: .anterior, row: 24, column: 14, counts: 60),
                Square(view: .anterior, row: 34, column: 40, counts: 90),
                Square(view: .posterior, row: 54, column: 20, counts: 60),
                Square(view: .anterior, row: 75, column: 36),
            ],
            since: [
                Square(view: .anterior, row: 24, column: 14, counts: 60),
                Square(view: .anterior, row: 34, column: 40, counts: 60),
                Square(view: .posterior, row: 54, column: 20, counts: 110),
                Square(view: .anterior, row: 85, column: 21),
            ])
        #expect(found.changes.map(\.kind) == [.unchanged, .increased, .decreased, .new, .resolved])
        #expect(found.changes.map(\.number) == [1, 2, 3, 4, nil])
        #expect(found.changes.map(\.priorNumber) == [1, 2, 3, nil, 4])
        let ratios = found.changes.prefix(3).map { $0.contrastRatio ?? 0 }
        #expect(zip(ratios, [1, 1.5, 60.0 / 110]).allSatisfy { abs($0 - $1) < 1e-6 })
        let places = found.changes.map(\.place)
        let views: [[View]] = [[.anterior], [.anterior], [.posterior], [.anterior], [.anterior]]
        #expect(places.map { $0?.views } == views)
        #expect(places.map { $0?.bone }.suffix(2) == [.ofClass(.femora), .ofClass(.femora)])
        #expect(places.map { $0?.side }.suffix(2) == [.left, .right])
        #expect(found.changes.allSatisfy { $0.contrast != nil && $0.priorContrast != nil })
        #expect(found.days == 424 && found.priorDate == "20250101" && found.cautions.isEmpty)
    }

    @Test func growthAloneIsIncrease() throws {
        let found = try compare(
            [Square(view: .anterior, row: 53, column: 20, side: 6)],
            since: [Square(view: .anterior, row: 54, column: 21, side: 4)])
        #expect(found.changes.map(\.kind) == [.increased])
    }

    @Test func whatWasFaintIsNotNew() throws {
        let bright = Square(view: .anterior, row: 54, column: 20)
        var faint = bright
        faint.probability = 0.3
        #expect(try compare([bright], since: [faint]).changes.map(\.kind) == [.unchanged])
        #expect(try compare([faint], since: [bright]).changes.map(\.kind) == [.unchanged])
        faint.counts = 30
        let found = try compare([bright], since: [faint])
        #expect(found.changes.map(\.kind) == [.new] && found.changes[0].priorNumber == nil)
        #expect(try compare([faint], since: [bright]).changes.map(\.kind) == [.decreased])
    }

    @Test func whatIsCalledOnceAndWasThereAllAlongIsUnchanged() throws {
        // The earlier scan's counts are the same, but its model says nothing.
        var missed = Square(view: .posterior, row: 54, column: 20, counts: 60)
        missed.probability = 0
        let called = Square(view: .posterior, row: 54, column: 20, counts: 60)
        let found = try compare([called], since: [missed])
        #expect(found.changes.map(\.kind) == [.unchanged] && found.changes[0].priorNumber == nil)
        #expect(abs((found.changes[0].contrastRatio ?? 0) - 1) < 1e-6)
        let lost = try compare([missed], since: [called])
        #expect(lost.changes.map(\.kind) == [.unchanged] && lost.changes[0].number == nil)
        missed.counts = 40
        #expect(try compare([called], since: [missed]).changes.map(\.kind) == [.new])
        #expect(try compare([missed], since: [called]).changes.map(\.kind) == [.resolved])
    }

    /// Nothing can be told of what only a view shows that the other study lacks.
    @Test func aViewThatOneStudyLacksSaysNothing() throws {
        var before = PaintedPatient()
        before.views = [.anterior]
        before.acquisition.patientID = "1"
        let set = try #require(before.hotSpots())
        let now = try study([
            Square(view: .anterior, row: 24, column: 14), Square(view: .posterior, row: 54, column: 20),
        ])
        let found = PriorComparison(
            now, since: .init(hotSpots: set, index: nil, acquisition: before.acquisition),
            repeatability: limits)
        #expect(found.changes.map(\.kind) == [.new, .unknown])
        #expect(found.changes[1].contrast == nil && found.changes[1].place?.bone == .ofClass(.pelvis))
        #expect(found.cautions.contains { $0.contains("the posterior view is in this study alone") })
    }

    @Test func indexChangesByWhatIsNew() throws {
        let one = Square(view: .anterior, row: 54, column: 20)
        let found = try compare([one, Square(view: .anterior, row: 75, column: 35)], since: [one])
        let femur = SkeletalWeights.percent(BoneRegion(bone: .ofClass(.femora), side: .left)) * 16 / 125
        #expect(abs((found.indexChange ?? 0) - femur) < 1e-9)
        #expect(found.isBeyondRepeatability == true)
        let same = try compare([one], since: [one])
        #expect(abs(same.indexChange ?? 1) < 1e-9 && same.isBeyondRepeatability == false)
    }

    @Test func cautionsNameWhatToBearInMind() throws {
        let spot = [Square(view: .anterior, row: 54, column: 20)]
        func cautions(_ now: [Square], _ change: @escaping (inout Acquisition) -> Void) throws -> [String] {
            try compare(now, since: [], change).cautions
        }
        #expect(try cautions(spot) { $0.studyDate = "20250601" }.first?.contains("flare") == true)
        #expect(try cautions([]) { $0.studyDate = "20250601" }.isEmpty)
        #expect(try cautions(spot) { $0.patientID = "2" }.first?.contains("different patient IDs") == true)
        #expect(try cautions(spot) { $0.patientID = nil }.first?.contains("no patient ID") == true)
        #expect(try cautions(spot) { $0.studyDate = nil }.first?.contains("no date") == true)
        #expect(try cautions(spot) { $0.studyDate = "20250101" }.first?.contains("of one day") == true)
        #expect(try cautions(spot) { $0.studyDate = "20241231" }.first?.contains("dated after") == true)
        #expect(try cautions(spot) { $0.studyDate = "20250230" }.first?.contains("no date") == true)
    }
}
