import Classification
import Figures
import Foundation
import Phantoms
import Scintigraphy
import Statistics
import TestSupport
import Testing
import Torch

@testable import Reading

/// The whole reading, by the shipped models.
@Suite struct ScanReaderTests {
    private static func models() throws -> ReadingModels {
        try loadTorch()
        let models = repository.appending(path: "Models")
        return ReadingModels(try ModelFolder(named: models, environment: [:], program: models))
    }

    /// A simulated patient with metastases, of whose counts a fifth is left.
    private static func patient() throws -> BoneScan {
        var plan = try CohortPlan(seed: 77, indices: 1...10)
        plan.artefacts = .none
        plan.disease = try DiseaseOptions(metastases: 0.95)
        let simulator = Simulator(plan: plan, skeleton: try Skeleton(folder: installed("skeleton")))
        var generator = SeededGenerator(seed: 1)
        let scan = try simulator.scan(simulator.patient(7), software: "test").scan
        return try scan.mapImages { try $0.thinned(fraction: 0.2, using: &generator) }
    }

    /// Every stage is done, and says by which model; a restored scan stands beside the one that figures are of; the same
    /// scan as the earlier one has not changed.
    @Test func fewCountsAreReadToTheEnd() throws {
        let scan = try Self.patient()
        let reading = try ScanReader(software: "test").read(
            scan, sources: [], models: Self.models(), prior: (scan, []), at: newYear, clock: TickingClock())
        let (report, findings) = (reading.report, reading.report.findings)
        #expect(findings.omissions == [])
        #expect(
            report.stages.map(\.name) == [
                "segmentation", "quality", "restoration", "classification, abnormal",
                "classification, malignant", "hot spots", "whole scan", "Bone Scan Index", "comparison",
                "pictures",
            ])
        #expect(
            report.stages.filter { $0.model != nil }.map(\.name) == [
                "segmentation", "restoration", "classification, abnormal", "classification, malignant",
                "hot spots", "whole scan", "comparison",
            ])
        #expect(findings.classification.map(\.question) == [.abnormal, .malignant])
        #expect(findings.answers.map(\.question) == [.abnormal, .malignant])
        #expect(findings.answers == findings.wholeScan && findings.answers != findings.classification)
        #expect(try #require(report.restoration).reason.contains("below the guideline"))
        let restored = try #require(reading.restored)
        #expect(abs(restored.total / scan.total - 1) < 0.01)
        let spots = try #require(findings.hotSpots)
        #expect(spots.contains { $0.counts && ($0.malignancy ?? 0) > 0.5 })
        #expect(try #require(findings.index).percent.value > 0.5)
        let comparison = try #require(findings.comparison)
        #expect(comparison.indexChange == 0 && comparison.changes.allSatisfy { $0.kind == .unchanged })
        #expect(report.summary.count == 5 && report.summary[3].contains("Bone Scan Index"))
    }

    /// Models have nothing to say of what is no bone scan; the report says so.
    @Test func whatIsNoBoneScanIsNotJudged() throws {
        let report = try ScanReader(software: "test").read(
            .complete(), sources: [], models: Self.models(), at: newYear
        ).report
        #expect(report.findings.classification.isEmpty && report.findings.hotSpots == nil)
        #expect(report.findings.index == nil)
        let refused = report.findings.omissions.filter { $0.reason.contains("does not look like") }
        #expect(refused.map(\.stage) == ["classification", "segmentation", "hot spots", "Bone Scan Index"])
        #expect(report.html().text.contains("does not look like a whole-body bone scan"))
    }

    /// Without models there is still a report, which names what is missing.
    @Test func withoutModelsQualityIsLeft() throws {
        let report = try ScanReader(software: "test").read(
            try Self.patient(), sources: [], models: ReadingModels(without: "there is no folder Models"),
            at: newYear
        ).report
        #expect(report.quality.checks.count > 20)
        let stages = Set(report.findings.omissions.map(\.stage))
        #expect(stages.isSuperset(of: ["classification", "segmentation", "restoration", "hot spots"]))
        #expect(report.findings.omissions.allSatisfy { !$0.reason.isEmpty })
    }
}
