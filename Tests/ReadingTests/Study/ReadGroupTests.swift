import Classification
import Segmentation
import Statistics
import Testing

@testable import Reading

/// Readings made up so that each figure can be reckoned by hand.
@Suite struct ReadGroupTests {
    private func reading(
        _ odds: Double = 0, index: Double = 0, marks: [CaseMark] = [], refusal: String? = nil,
        agreement: MarkAgreement? = nil, isCalled: Bool = false
    ) -> CaseReading {
        CaseReading(
            share: 1, isRestored: false, refusal: refusal, odds: ["abnormal": odds, "malignant": -odds],
            classifierOdds: [:],
            probabilities: [:], calls: ["abnormal": isCalled],
            index: Estimate(value: index, interval: 0...2 * index, level: 0.95, method: "", n: 1),
            marks: marks, bones: nil, agreement: agreement)
    }

    private func patient(
        _ truth: CaseTruth, _ readings: CaseReading...
    ) -> ReadCase { ReadCase(patient: "", artefacts: [], truth: truth, readings: readings) }

    /// Each five times, so that most samples have all of them.
    private func group(_ cases: [ReadCase], last: Bool = false) -> ReadGroup {
        let cases = (0..<5).flatMap { _ in cases }
        var plan = ReadingStudy.Plan()
        plan.replicates = 100
        return ReadGroup("all", cases, plan: plan) { last ? $0.readings.last : $0.readings.first }
    }

    private let healthy = CaseTruth(isAbnormal: false, isMalignant: false, index: 0, lesions: [])
    private let worn = CaseTruth(
        isAbnormal: true, isMalignant: false, index: 0,
        lesions: [
            CaseLesion(number: 1, bone: .ofClass(.ribs), millimetres: 30, isMalignant: false, isVisible: true)
        ])
    private let ill = CaseTruth(
        isAbnormal: true, isMalignant: true, index: 2,
        lesions: [
            CaseLesion(number: 1, bone: .ofClass(.ribs), millimetres: 20, isMalignant: true, isVisible: true),
            CaseLesion(
                number: 2, bone: .ofClass(.ribs), millimetres: 20, isMalignant: true, isVisible: false),
            CaseLesion(number: 3, bone: .ofClass(.ribs), millimetres: 9, isMalignant: true, isVisible: true),
            CaseLesion(number: 4, bone: .ofClass(.ribs), millimetres: 9, isMalignant: false, isVisible: true),
        ])

    private func mark(_ score: Double, _ lesions: [Int], isCalled: Bool = true, _ malignancy: Double? = nil)
        -> CaseMark
    {
        CaseMark(
            score: score, isCalled: isCalled, bone: .ofClass(.ribs), malignancy: malignancy, lesions: lesions)
    }

    @Test func refusedScansHaveNoPart() {
        let all = group([
            patient(healthy, reading(-1)), patient(ill, reading(5, refusal: "noise")),
            patient(worn, reading(1)),
            patient(ill, reading(-2)),
        ])
        #expect(all.cases.count == 15 && all.refused == 5)
        // Of one normal and two abnormal scans one pair of two is in order; the malignant question has the other sign.
        #expect(all.area(.abnormal)?.value == 0.5)
        #expect(all.area(.malignant)?.value == 1)
    }

    @Test func callsAreCounted() {
        let all = group([
            patient(healthy, reading()), patient(healthy, reading(isCalled: true)),
            patient(worn, reading(isCalled: true)), patient(ill, reading(isCalled: true)),
        ])
        #expect(all.rightCalls(.abnormal, with: true)?.value == 1)
        #expect(all.rightCalls(.abnormal, with: false)?.value == 0.5)
        #expect(all.rightCalls(.malignant, with: true) == nil)
    }

    /// Marks on lesions that are not asked for are neither found nor false; one mark may find two.
    @Test func lesionsAreFoundAgainstFalseMarks() {
        let all = group([
            patient(
                ill,
                reading(marks: [
                    mark(0.9, [1, 4], 0.8), mark(0.6, []), mark(0.3, [3], isCalled: false),
                    mark(0.2, [2], isCalled: false),
                ])), patient(worn, reading(marks: [mark(0.8, [1], 0.1), mark(0.7, [])])),
        ])
        #expect(all.froc(.visible)?.lesions == 20)
        #expect(all.froc(.metastases(over: 15))?.lesions == 10)
        #expect(all.sensitivity(.visible, falseMarks: 0.2)?.value == 0.75)
        #expect(all.sensitivity(.visible, falseMarks: 1)?.value == 1)
        #expect(all.sensitivity(.visibleMetastases(over: 15), falseMarks: 0.2)?.value == 1)
        #expect(all.found(.visible)?.value == 0.75)
        #expect(all.found(.metastases(over: 15))?.value == 0.5)
        #expect(all.falseMarks?.value == 1)
        #expect(all.malignancy?.value == 1)
    }

    @Test func indicesAreHeldAgainstTheTruth() throws {
        let all = group([
            patient(healthy, reading(index: 0)), patient(worn, reading(index: 0.5)),
            patient(ill, reading(index: 1)),
            patient(ill, reading(index: 1.5)),
        ])
        #expect(abs(try #require(all.index(.bias)).value + 0.25) < 1e-12)
        #expect(all.share(of: { $0 > 0.25 }, with: { index, _ in index.value > 0 })?.value == 1)
        #expect(all.share(of: { $0 == 0 }, with: { index, _ in index.value == 0 })?.value == 0.5)
        #expect(all.share(of: { $0 > 0.25 }, with: { $0.interval.contains($1) })?.value == 1)
        #expect(all.share(of: { $0 > 5 }, with: { _, _ in true }) == nil)
    }

    @Test func hotSpotsAreToldAgain() {
        let whole = reading(index: 2)
        let all = group(
            [
                patient(ill, whole, reading(index: 1, agreement: MarkAgreement(kept: 3, lost: 1, added: 2))),
                patient(worn, whole, reading(index: 1, agreement: MarkAgreement(kept: 0, lost: 4, added: 0))),
                patient(worn, whole, reading(index: 2, agreement: MarkAgreement(kept: 0, lost: 0, added: 1))),
            ], last: true)
        #expect(all.kept?.value == 0.375)
        #expect(all.mean { $0.reading.agreement.map { Double($0.added) } }?.value == 1)
        #expect(abs((all.index(.bias) { $0.whole.index?.value }?.value ?? 0) + 2.0 / 3) < 1e-12)
    }
}
