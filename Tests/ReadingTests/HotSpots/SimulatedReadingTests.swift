import Foundation
import Phantoms
import Scintigraphy
import Segmentation
import Statistics
import TestSupport
import Testing
import Torch

@testable import Reading

/// The shipped models on one simulated patient with metastases, scanned twice.
@Suite struct SimulatedReadingTests {
    private func read(
        _ patient: Patient, _ simulator: Simulator
    ) throws -> (scan: SimulatedScan, study: PriorComparison.Study) {
        let models = repository.appending(path: "Models")
        let folder = try ModelFolder(named: models, environment: [:], program: models)
        let made = try simulator.scan(patient, software: "test")
        let segmenter = try viewSegmenter(file: try folder.weights(of: "u-net"))
        let segmented = try made.scan.images.map {
            try segmenter.segmentation(of: $0, field: nil, workers: 1)
        }
        let model = try folder.hotSpotModel()
        #expect(model.segmenter == segmenter.hash)
        let set = try #require(HotSpotFinder(model: model).find(in: segmented, of: made.scan))
        return (
            made,
            PriorComparison.Study(
                hotSpots: set, index: BoneScanIndex(set), acquisition: made.scan.acquisition)
        )
    }

    @Test func metastasesAreFoundWeighedAndFoundAgain() throws {
        try loadTorch()
        var plan = try CohortPlan(seed: 77, indices: 1...10)
        plan.artefacts = .none
        plan.disease = try DiseaseOptions(metastases: 0.95)
        let simulator = Simulator(plan: plan, skeleton: try Skeleton(folder: installed("skeleton")))
        var patient = simulator.patient(7)
        let first = try read(patient, simulator)
        let set = first.study.hotSpots
        let truths = set.truths(lesions: first.scan.lesions, first.scan.truth)
        let malignant = zip(set.spots, truths).filter { $1.isMalignant == true }.compactMap(\.0.malignancy)
        #expect(malignant.count == 4 && malignant.count { $0 > 0.5 } >= 3, "\(malignant)")
        let bones = Dictionary(
            uniqueKeysWithValues: patient.lesions.map { ($0.number, NamedBone($0.bone)) })
        let told = zip(set.spots, truths).filter { $0.counts && !$1.lesions.isEmpty }
        let right = told.count { spot, truth in truth.lesions.contains { bones[$0] == spot.bone } }
        #expect(told.count >= 4 && right >= told.count - 1, "\(told.map(\.0.bone))")
        let truth = BoneScanIndex.truth(
            regions: first.scan.regions, lesions: first.scan.lesions, first.scan.truth)
        let index = try #require(first.study.index)
        #expect(truth > 1 && abs(index.percent.value - truth) < 0.5, "\(index.percent), true \(truth)")
        #expect(index.percent.interval.contains(truth))

        // The same patient once more: another seed of chance, other lesions gone.
        patient.seed = 9999
        patient.lesions.removeAll { $0.isMalignant }
        let second = try read(patient, simulator)
        let healed = PriorComparison(second.study, since: first.study)
        let less = healed.changes.filter { [.resolved, .decreased].contains($0.kind) }.compactMap(
            \.priorNumber)
        let gone = zip(set.spots, truths).filter { $1.isMalignant == true }.map(\.0.number)
        // Not each of the four stands out from what is there without it.
        #expect(Set(gone).intersection(less).count >= 2, "\(healed.changes)")
        #expect(healed.isBeyondRepeatability == true && healed.indexChange ?? 0 < 0)
        let back = PriorComparison(first.study, since: second.study)
        let new = Set(back.changes.filter { $0.kind == .new }.compactMap(\.number))
        #expect(new.intersection(gone).count >= 2, "\(back.changes)")
    }
}
