import Classification
import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing

@testable import Reading

/// What classifiers and hot spots say together.
@Suite struct WholeScanTests {
    /// Patients of whom hot spots tell more than classifiers.
    private func examples(_ count: Int, seed: UInt64 = 1) -> [WholeScanExample] {
        var generator = SeededGenerator(seed: seed)
        func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
        return (0..<count).map { index in
            let (isAbnormal, isMalignant) = (number(0...1) < 0.7, number(0...1) < 0.4)
            return WholeScanExample(
                patient: "\(index)",
                facts: WholeScanFacts(
                    odds: [
                        .abnormal: (isAbnormal ? 0.5 : -0.5) + number(-2...2),
                        .malignant: (isMalignant ? 0.5 : -0.5) + number(-2...2),
                    ],
                    spots: (0..<2).map { _ in
                        .init(
                            isLesion: isAbnormal ? number(0.2...0.9) : number(0...0.6),
                            isMalignant: isMalignant ? number(0.2...1) : number(0...0.7))
                    }), isAbnormal: isAbnormal, isMalignant: isMalignant)
        }
    }

    private func question(
        _ question: ClassificationTask, _ examples: [WholeScanExample]
    ) throws -> WholeScanTraining.Learnt {
        try #require(WholeScanTraining.Learnt(question, examples, ridge: 1, folds: 10))
    }

    private func model() throws -> WholeScanModel {
        let examples = examples(200)
        return WholeScanModel(
            software: "test", learntFrom: "nobody", models: ["a", "b"],
            questions: try ClassificationTask.allCases.map { try question($0, examples).model })
    }

    /// By hand: 1 - (1 - 0.5) (1 - 0.2) = 0.6, and with malignancy 1 - (1 - 0.25) (1 - 0.2) = 0.4.
    @Test func hotSpotsAreTakenTogether() {
        let facts = WholeScanFacts(
            odds: [.abnormal: 1, .malignant: -1],
            spots: [.init(isLesion: 0.5, isMalignant: 0.5), .init(isLesion: 0.2, isMalignant: 1)])
        #expect(abs(facts.anySpot(.abnormal) - 0.6) < 1e-12)
        #expect(abs(facts.anySpot(.malignant) - 0.4) < 1e-12)
        #expect(facts.row(.abnormal)[0] == 1 && abs(facts.row(.abnormal)[1] - log(1.5)) < 1e-12)
        let none = WholeScanFacts(odds: [:], spots: [])
        #expect(abs(none.row(.malignant)[1] - log(0.005 / 0.995)) < 1e-12)
    }

    /// Malignancy is asked of abnormal patients alone; together they are worth more than the classifier.
    @Test func whatBothTellIsWorthMore() throws {
        let examples = examples(400)
        let abnormal = try question(.abnormal, examples)
        let malignant = try question(.malignant, examples)
        #expect(abnormal.logits.count == 400)
        #expect(malignant.logits.count == examples.count { $0.isAbnormal == true })
        for learnt in [abnormal, malignant] {
            let worth = learnt.model.worth
            #expect(worth.area.value > worth.classifierArea.value + 0.05 && worth.difference.p < 0.01)
            #expect(learnt.model.validation.logits.count == worth.patients)
        }
    }

    /// Nobody is answered by a model that has learnt from him: turning his own answer round leaves what is said of him.
    @Test func patientsAreJudgedByWhatDoesNotKnowThem() throws {
        var examples = examples(200)
        let before = try question(.abnormal, examples).logits["7"]
        let own = examples[7]
        examples[7] = WholeScanExample(
            patient: own.patient, facts: own.facts, isAbnormal: own.isAbnormal != true, isMalignant: false)
        #expect(try question(.abnormal, examples).logits["7"] == before)
    }

    @Test func onlyBothKindsTeach() {
        let abnormal = examples(100).filter { $0.isAbnormal == true }
        #expect(WholeScanTraining.Learnt(.abnormal, abnormal, ridge: 1, folds: 10) == nil)
    }

    @Test func fileComesBackAndAStrangeOneIsRefused() throws {
        try withTemporaryFolder { folder in
            let (file, model) = (folder.appending(path: "model.json"), try model())
            try model.data().write(to: file)
            let back = try WholeScanModel(file: file)
            #expect(try back.data() == model.data())
            #expect(back.sentences.count == 2 && back.sentences[0].contains("of the classifier alone"))
            let text = String(decoding: try model.data(), as: UTF8.self)
            let huge = text.replacing(#/"coefficient" : [-0-9.]+/#, with: "\"coefficient\" : 1e308")
            for strange in [text.replacing("any hot spot", with: "no hot spot"), huge, "{}"] {
                try Data(strange.utf8).write(to: file)
                #expect {
                    _ = try WholeScanModel(file: file)
                } throws: {
                    $0 is ReadingError && "\($0)".contains(file.path)
                }
            }
        }
    }
}
