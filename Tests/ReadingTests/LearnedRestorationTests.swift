import Denoising
import Figures
import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing
import Torch

@testable import Reading

/// A reading with a trained network beside the filters, and without one.
@Suite struct LearnedRestorationTests {
    /// The report of the small scan, with a network of these tensors in the place of the identity's.
    private func report(changing tensors: [String: Tensor] = [:]) throws -> Report {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "weights.safetensors")
            try writeIdentityModel(to: file, changing: tensors)
            return try ScanReader(software: "test").trial(
                of: .complete(), sources: [], learned: .model(Denoiser(file: file)), seed: 1, at: newYear,
                clock: TickingClock())
        }
    }

    /// The identity restores nothing: its scores are the thinned scan's, and no count speaks against it.
    @Test func theIdentityScoresAsTheThinnedScanAndIsNotDistrusted() throws {
        let report = try report()
        let restoration = try #require(report.restorationTrial)
        for view in restoration.views {
            #expect(
                view.methods.map(\.method) == RestorationMethod.compared(gaussianWidth: 8).map(\.name) + [
                    "DDSRCNN"
                ])
            #expect(abs(view.methods[3].psnr.value - view.methods[0].psnr.value) < 0.01)
            let residual = try #require(view.residual)
            #expect(residual.isTrusted, "\(residual.sentence)")
        }
        let model = try #require(restoration.model)
        #expect(model.name == "identity" && model.architecture == "ddsrcnn")
        #expect(model.hash.wholeMatch(of: /[0-9a-f]{64}/) != nil && model.trainedBy == "bonescan test")
        let page = report.html().text
        #expect(page.contains(model.hash) && !page.contains("Do not rely on") && !page.contains("left out"))
        #expect(report.stages.contains { $0.parameters["DDSRCNN, model"] == "identity" })
    }

    /// The same bias everywhere makes up counts around the body, at its own cost.
    @Test func aNetworkThatInventsIsDistrustedOnThePage() throws {
        let report = try report(changing: ["conv10.bias": .full([1], 1)])
        let residual = try #require(report.restorationTrial?.views[0].residual)
        #expect(residual.discrepancies.contains { $0.kind == .invented })
        #expect(report.html().text.contains("<b>Warning.</b>"))
        #expect(report.html().text.contains("Do not rely on this restoration"))
    }

    @Test func withoutANetworkItSaysSo() throws {
        let report = try ScanReader(software: "test").trial(
            of: .complete(), sources: [], learned: .leftOut(because: "there is no libtorch"), seed: 1,
            at: newYear
        )
        #expect(report.restorationTrial?.model == nil)
        #expect(
            report.restorationTrial?.views.allSatisfy { $0.residual == nil && $0.methods.count == 3 } == true)
        #expect(report.html().text.contains("was left out:</b> there is no libtorch"))
    }

    @Test func everyNameIsDocumented() throws {
        let report = try report(changing: ["conv10.bias": .full([1], 1)])
        let guide = try String(
            contentsOf: repository.appending(path: "docs/report-schema.md"), encoding: .utf8)
        let json = try #require(JSONSerialization.jsonObject(with: report.json()) as? [String: Any])
        let restoration = try #require(json["restorationTrial"] as? [String: Any])
        let view = try #require((restoration["views"] as? [[String: Any]])?.first)
        let residual = try #require(view["residual"] as? [String: Any])
        let discrepancy = try #require((residual["discrepancies"] as? [[String: Any]])?.first)
        let model = try #require(restoration["model"] as? [String: Any])
        let names = [restoration, view, residual, discrepancy, model].flatMap(\.keys)
        #expect(names.filter { !guide.contains("`\($0)`") } == [])
    }

    @Test func jsonComesBackAsItWent() throws {
        var report = try report()
        report.pictures = ReportPictures()
        #expect(try JSONDecoder().decode(Report.self, from: report.json()) == report)
    }
}
