import Foundation
import Scintigraphy
import TestSupport
import Testing
import Training

@testable import Reading
@testable import Segmentation

/// The models of hot spots, and their file.
@Suite struct HotSpotModelTests {
    /// A model to which one term alone says anything.
    static func model(_ name: String, coefficient: Double, intercept: Double = 0) -> HotSpotModel {
        func logistic(_ coefficient: Double, _ intercept: Double) -> StandardisedLogistic {
            StandardisedLogistic(
                intercept: intercept,
                terms: HotSpotTerm.all.map {
                    .init(
                        name: $0.name, mean: 0, deviation: 1, coefficient: $0.name == name ? coefficient : 0)
                })
        }
        return HotSpotModel(
            software: "test", learntFrom: "nobody", segmenter: "none", settings: HotSpotSettings(),
            lesion: logistic(0, 2), malignancy: logistic(coefficient, intercept))
    }

    @Test func probabilityAndReasonsFollowTheTerms() throws {
        let patient = PaintedPatient(squares: [.init(view: .anterior, row: 54, column: 20)])
        let plain = try #require(
            patient.hotSpots(model: Self.model("in pelvis", coefficient: 1.5, intercept: -1))?.spots.first)
        #expect(abs((plain.malignancy ?? 0) - 1 / (1 + exp(-0.5))) < 1e-12)
        #expect(
            plain.reasons == [
                "It lies in the upper third of the pelvis, which speaks for malignancy."
            ])
        let against = try #require(
            patient.hotSpots(model: Self.model("log area", coefficient: -1))?.spots.first)
        #expect(against.reasons == ["It covers 2.6 cm², which speaks against malignancy."])
        let sure = patient.hotSpots(
            model: Self.model("logit of the probability of a focus", coefficient: 1))
        // No reader could look that up.
        #expect(sure?.spots.first?.reasons == [])
        #expect(patient.hotSpots()?.spots.first?.malignancy == nil)
    }

    @Test func fileComesBackAndAStrangeOneIsRefused() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "model.json")
            let model = Self.model("log area", coefficient: 1)
            try model.data().write(to: file)
            let back = try HotSpotModel(file: file)
            #expect(try back.data() == model.data())
            #expect(try back.hash == SHA256.digest(of: model.data()) && model.hash == nil)
            let text = String(decoding: try model.data(), as: UTF8.self)
            for strange in [text.replacing("log area", with: "log volume"), "{}"] {
                try Data(strange.utf8).write(to: file)
                #expect {
                    _ = try HotSpotModel(file: file)
                } throws: {
                    $0 is ReadingError && "\($0)".contains(file.path)
                }
            }
        }
    }

    @Test func namesOfTermsAreTheirOwn() {
        #expect(Set(HotSpotTerm.all.map(\.name)).count == HotSpotTerm.all.count)
    }
}
