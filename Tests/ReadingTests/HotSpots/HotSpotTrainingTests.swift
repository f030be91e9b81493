import Foundation
import Scintigraphy
import Statistics
import Testing

@testable import Reading

/// Fitting and judging the models of hot spots, on terms that are drawn.
@Suite struct HotSpotTrainingTests {
    /// Patients with three hot spots each; the first term decides what they are.
    private func patients(_ count: Int, seed: UInt64) -> [HotSpotTraining.Patient] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { index in
            HotSpotTraining.Patient(
                examples: (1...3).map { number in
                    let terms = HotSpotTerm.all.map { _ in Double.random(in: -1...1, using: &generator) }
                    func draw(_ logOdds: Double) -> Bool {
                        Double.random(in: 0..<1, using: &generator) < 1 / (1 + exp(-logOdds))
                    }
                    let isMalignant = draw(6 * terms[0])
                    return HotSpotExample(
                        patient: "\(index)", number: number, terms: terms,
                        truth: draw(3 * terms[1] + 1)
                            ? HotSpotTruth(lesions: [number], isMalignant: isMalignant)
                            : HotSpotTruth(lesions: [], isMalignant: nil))
                }, asked: [1, 2], found: [1])
        }
    }

    private func model(_ examples: [HotSpotExample]) throws -> HotSpotModel {
        let known = examples.filter { $0.truth.isMalignant != nil }
        return HotSpotModel(
            software: "test", learntFrom: "drawn", segmenter: "none", settings: HotSpotSettings(),
            lesion: try #require(
                StandardisedLogistic(
                    hotSpots: examples.map(\.terms), labels: examples.map { !$0.truth.lesions.isEmpty })),
            malignancy: try #require(
                StandardisedLogistic(
                    hotSpots: known.map(\.terms), labels: known.compactMap(\.truth.isMalignant))))
    }

    @Test func whatDecidesIsLearntAndJudged() throws {
        let model = try model(patients(400, seed: 1).flatMap(\.examples))
        let found = try #require(HotSpotValidation(patients(80, seed: 2), model))
        #expect(found.patients == 80 && found.hotSpots == 240)
        #expect(
            found.sensitivity.value == 0.5 && found.falseMarks.value > 0.5 && found.falseMarks.value < 1.5)
        #expect(found.malignancy.area.value > 0.85 && found.lesion.area.value > 0.7)
        #expect([found.malignancy, found.lesion].allSatisfy { (0.5...1.5).contains($0.slope.value) })
        #expect(found.malignancy.hotSpots == found.lesion.withFinding)
        #expect(HotSpotValidation(patients(80, seed: 2), model) == found)
        #expect(found.sentences.count == 3)
    }

    @Test func aTermThatIsTheSameForAllHasNoSay() throws {
        let examples = patients(60, seed: 3).flatMap(\.examples)
        var terms = examples.map(\.terms)
        for row in terms.indices { terms[row][5] = 7 }
        let fit = try #require(
            StandardisedLogistic(hotSpots: terms, labels: examples.map { !$0.truth.lesions.isEmpty }))
        #expect(abs(fit.terms[5].coefficient) < 1e-9 && fit.terms[5].mean == 7 && fit.terms[5].deviation == 1)
    }

    @Test func oneKindAloneTeachesNothing() {
        #expect(
            StandardisedLogistic(
                hotSpots: [[Double](repeating: 0, count: HotSpotTerm.all.count)], labels: [true]) == nil)
    }
}
