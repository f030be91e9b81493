import Foundation
import Scintigraphy
import Statistics
import Training

/// Where a model of a study looks, and whether that can be believed: explanations/QUESTION/MODEL.json.
struct ModelExplanation: Codable {
    /// How many test patients with lesions were looked at.
    let patients: Int
    /// In how many of them the map's highest place is at a lesion, and in how many a place drawn by chance would be.
    let hits: Int
    let hitsByChance: Double
    /// The mean share of the maps that lies in lesions, with its interval over patients, and that of an even map.
    let energy: Estimate?
    let energyByChance: Double
    /// Whether the maps depend on what was learnt.
    let randomisation: RandomisationCheck

    /// How many of the patients the randomisation is tried on.
    private static let randomised = 5

    /// By the maps of one trained model over these patients.
    init(_ classifier: TrainedClassifier, on patients: [PatientScan], seed: UInt64) throws {
        // Whose pixels' size is not known cannot be scored.
        let scores = patients.compactMap { try? classifier.localisation(on: $0) }
        self.patients = scores.count
        hits = scores.count(where: \.hits)
        hitsByChance = scores.reduce(0) { $0 + $1.hitsByChance }
        energy = .mean(of: scores.map(\.energy))
        energyByChance =
            scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.energyByChance } / Double(scores.count)
        randomisation = try classifier.randomisationCheck(
            on: patients.prefix(Self.randomised).map(\.scan), seed: seed)
    }
}
