import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Reading

/// A report of findings: those of Tests/ReadingTests, as docs/report-schema.md names them.
@Suite struct ReportFindingsTests {
    private let findings: Findings
    private let report: Report

    init() throws {
        findings = try JSONDecoder().decode(Findings.self, from: Data(Self.json.utf8))
        let empty = try ScanReader(software: "bonescan 0.1.0").trial(
            of: .complete(), sources: [], learned: .none, seed: 1, at: newYear, clock: TickingClock())
        report = empty.with(findings, pictures: try ReportPictures(.complete(), findings: findings))
    }

    @Test func everyHotSpotIsOnThePageWithItsReasonsOrWhyItDoesNotCount() {
        let page = report.html().text
        for spot in findings.hotSpots ?? [] {
            #expect(page.contains("<th scope=\"row\">\(spot.number)</th>"))
            #expect(spot.reasons.allSatisfy(page.contains))
            #expect(spot.exclusion.map(page.contains) ?? true)
        }
        #expect(
            page.contains("takes 2 hot spots as findings: thoracic spine (1), ribs (1). 1 more is listed"))
        #expect(page.contains("about T7") && page.contains("0.91"))
    }

    @Test func nothingIsHidden() {
        let page = report.html().text
        for what in [
            "Not done: restoration, trial.", "Counts are high enough.", "0.83 (0.76 to 0.88)", "2.40 %",
            "5.6 %",
            "Since the earlier study (2026-07-01, 184 days before)", "flare", "injection site",
            "few counts for this model", "forearms are not shown",
        ] { #expect(page.contains(what), "\(what)") }
    }

    /// No sentence says that there is disease.
    @Test func impressionLeavesTheConclusionToAPhysician() throws {
        let blocks = report.impression.blocks
        guard case .list(let points)? = blocks.first else { throw ReadingError("no list") }
        #expect(
            points.last
                == "\(bold: "This is not a diagnosis.") A physician reads the images, which are shown as acquired, and decides."
        )
        let text = report.html().text.lowercased()
        for claim in ["metastases are", "metastatic disease", "the patient has", "consistent with"] {
            #expect(!text.contains(claim), "\(claim)")
        }
    }

    @Test func summaryHasTheFigures() {
        #expect(report.summary.count == 5)
        #expect(
            report.summary[2].contains(
                "abnormal 0.83 (0.76 to 0.88) (called so: that is from 0.7 on), base rate 0.82; "
                    + "malignant, if abnormal, 0.41"))
        #expect(
            report.summary[3].hasPrefix(
                "Hot spots: 2 taken as findings, 1 set aside, probability of malignancy up to 0.91."))
        #expect(report.summary[3].contains("Bone Scan Index: 2.40 % (95 % interval 1.60 to 3.30 %)"))
        #expect(report.summary[4].contains("restoration, trial (Counts are high enough)"))
    }

    @Test func everyNameIsDocumentedAndComesBack() throws {
        let guide = try String(
            contentsOf: repository.appending(path: "docs/report-schema.md"), encoding: .utf8)
        let json = try report.json()
        let names = keys(of: try JSONSerialization.jsonObject(with: json))
        #expect(names.filter { !guide.contains("`\($0)`") } == [])
        var plain = report
        plain.pictures = ReportPictures()
        #expect(try JSONDecoder().decode(Report.self, from: json) == plain)
    }

    @Test func sheetsAreTheSameEachTimeAndSayWhoseTheyAre() throws {
        let pdf = try report.pdf()
        #expect(try report.pdf() == pdf)
        #expect(String(decoding: pdf.prefix(5), as: UTF8.self) == "%PDF-")
    }

    @Test func eachHotSpotIsCalledOutInItsViews() throws {
        let image = bar(.anterior)
        let panel = Panel(marking: image, nil, findings, try DisplayWindow(upper: 10))
        #expect(panel.callouts.count == 3)
        #expect(report.pictures.hotSpots != nil)
        #expect(try ReportPictures(.complete()).hotSpots == nil, "nothing to mark")
    }

    private static func focus(_ view: String, _ row: Int, _ bone: String, _ side: String) -> String {
        """
        {"number": \(row), "view": "\(view)", "bone": "\(bone)", "side": "\(side)", "level": 7, "row": \(row), "column": 7,
         "pixels": 9, "areaSquareCentimetres": 1.4, "maximumProbability": 0.93, "meanProbability": 0.7, "contrast": 2.8,
         "surroundings": "same bone"}
        """
    }

    private static let json = """
        {"classification": [
           {"question": "abnormal", "answer": {"logit": 1.2, "cautions": ["few counts for this model"], "prevalence": 0.82,
            "probability": {"value": 0.83, "interval": [0.76, 0.88], "level": 0.95, "method": "bootstrap", "n": 300, "unit": ""},
            "call": {"isPositive": true, "threshold": 0.4, "probability": 0.7}},
            "model": {"name": "abnormal", "architecture": "mobilenetv2-dual-se", "hash": "ab"}},
           {"question": "malignant", "answer": {"logit": -0.2, "cautions": [],
            "probability": {"value": 0.41, "interval": [0.3, 0.5], "level": 0.95, "method": "bootstrap", "n": 300, "unit": ""}},
            "model": {"name": "malignant", "architecture": "mobilenetv2-dual-se", "hash": "cd"}}],
         "segmentation": {"name": "u-net", "architecture": "u-net", "hash": "ef"},
         "artefacts": [{"kind": "injection site", "view": "anterior", "row": 20, "column": 3, "areaSquareCentimetres": 8.2,
           "share": 0.056}],
         "hotSpots": [
           {"number": 1, "bone": "thoracic spine", "vertebra": "T7", "malignancy": 0.91, "reasons": ["high contrast"],
            "foci": [\(focus("anterior", 12, "thoracic spine", "left")), \(focus("posterior", 13, "thoracic spine", "left"))]},
           {"number": 2, "bone": "ribs", "side": "left", "reasons": ["one of several in a line"],
            "foci": [\(focus("anterior", 20, "ribs", "left"))]},
           {"number": 3, "reasons": [], "exclusion": "lies in the bladder", "foci": [\(focus("anterior", 40, "pelvis", "left"))]}],
         "index": {"percent": {"value": 2.4, "interval": [1.6, 3.3], "level": 0.95, "method": "simulated repeats", "n": 200,
            "unit": "%"}, "hotSpots": 2, "cautions": ["forearms are not shown"],
            "parts": [{"bone": "ribs", "side": "left", "involved": 0.12, "weight": 5.6}]},
         "comparison": {"priorDate": "20260701", "days": 184, "indexChange": -0.4, "isBeyondRepeatability": false,
            "cautions": ["within six months of a change of therapy, flare is possible"],
            "changes": [{"number": 1, "priorNumber": 2, "kind": "unchanged", "contrast": 3.06, "priorContrast": 3.0,
                "contrastRatio": 1.02},
              {"number": 2, "kind": "new"},
              {"priorNumber": 1, "kind": "resolved",
                "place": {"bone": "sternum", "side": "left", "vertebra": "T4", "views": ["anterior"]}}]},
         "omissions": [{"stage": "restoration", "reason": "Counts are high enough."},
            {"stage": "trial", "reason": "Counts are high enough."}]}
        """
}

extension Report {
    /// The same report of these findings.
    fileprivate func with(_ findings: Findings, pictures: ReportPictures) -> Report {
        Report(
            schema: schema, notice: notice, software: software, created: created, seed: seed,
            settings: ["restoration": "when counts are low"], sources: sources, acquisition: acquisition,
            views: views,
            remarks: remarks, quality: quality, restoration: nil, restorationTrial: nil, findings: findings,
            stages: stages, pictures: pictures)
    }
}
