import DICOM
import Denoising
import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Reading

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite final class ReportTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func read(_ scan: BoneScan, seed: UInt64 = 1) throws -> Report {
        try ScanReader(software: "bonescan 0.1.0").trial(
            of: scan, sources: [], learned: .none, seed: seed, at: newYear, clock: TickingClock())
    }

    @Test func jsonComesBackAsItWent() throws {
        var report = try read(.complete())
        report.pictures = ReportPictures()
        #expect(try decoded(report.json()) == report)
    }

    @Test func sameSeedDateAndClockGiveTheSameBytes() throws {
        let (first, second) = (try read(.complete()), try read(.complete()))
        #expect(try first.json() == second.json())
        #expect(first.html() == second.html())
        #expect(try read(.complete(), seed: 2).json() != first.json())
    }

    @Test func stagesAreTimedByTheClockThatIsGiven() throws {
        let stages = try read(.complete()).stages
        #expect(stages.map(\.name) == ["quality", "trial of fewer counts", "pictures"])
        #expect(stages.allSatisfy { $0.seconds == 1 && $0.software == "bonescan 0.1.0" })
    }

    @Test func everyNameIsDocumented() throws {
        let sources = try DICOMScan([nm1]).sources
        let report = try ScanReader(software: "test").trial(
            of: .complete(), sources: sources, learned: .none, seed: 1, at: newYear)
        let guide = try String(
            contentsOf: repository.appending(path: "docs/report-schema.md"), encoding: .utf8)
        let json = try JSONSerialization.jsonObject(with: report.json())
        #expect(keys(of: json).filter { !guide.contains("`\($0)`") } == [])
        #expect(guide.contains(Report.schema))
    }

    @Test func summaryIsFiveLinesAndNamesTheGravest() throws {
        let summary = try read(.complete()).summary
        #expect(summary.count == 5)
        #expect(
            summary[0].hasPrefix(
                "Quality: 5 of 30 checks need attention, 7 could not be judged; not acceptable: Counts"))
        #expect(summary[1].hasPrefix("Counts: ") && summary[1].hasSuffix("; not restored."))
        #expect(summary[2] == "Probability: not told.")
        #expect(summary[3] == "Hot spots: not told. Bone Scan Index: not told.")
        #expect(summary[4].hasSuffix(Report.notice))
    }

    private func decoded(_ json: Data) throws -> Report {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(Report.self, from: json)
    }

    @Test func hostileStringsStayText() throws {
        let attack = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&\u{0}"
        var scan = BoneScan.complete {
            $0.patientName = attack
            $0.patientID = attack
            $0.patientSex = attack
            $0.patientAge = attack
            $0.studyDate = attack
            $0.studyDescription = attack
            $0.manufacturer = attack
            $0.radiopharmaceutical = attack
            $0.collimator = attack
            $0.injectionTime = attack
        }
        scan.remarks = [Remark(.warning, attack)]
        let page = try ScanReader(software: attack).trial(
            of: scan, sources: [], learned: .none, seed: 1, at: newYear
        ).html().text
        #expect(!page.contains("<script") && !page.contains("onerror=alert(1)>") && !page.contains("\u{0}"))
        #expect(page.components(separatedBy: "&lt;script&gt;").count > 10)
        #expect(page.components(separatedBy: "<img ").count == 4, "the scan and a montage per view")
    }

    @Test func pageNeedsNothingElseAndSaysWhatItIs() throws {
        let page = try read(.complete()).html().text
        for outside in ["http:", "https:", "<link", "<script", "url(", "@import"] {
            #expect(!page.contains(outside), "\(outside)")
        }
        #expect(page.components(separatedBy: Report.notice).count == 4, "at both ends, and on each sheet")
        #expect(
            page.contains("Test, Patient") && page.contains("61 years") && page.contains("Tc-99m medronate"))
        #expect(page.contains("<dt>Indication</dt><dd>Prostate cancer, bone pain</dd>"))
        let unasked = try read(.complete { $0.indication = nil }).html().text
        #expect(unasked.contains("<dt>Indication</dt><dd><span class=\"faint\">not stated</span></dd>"))
        let sections = [
            "Examination", "Procedure", "Findings: the whole scan", "Findings: bone", "Findings: bladder",
            "Bone Scan Index", "Comparison", "Artefacts", "Impression", "Images", "Restoration", "Quality",
            "Evidence",
        ]
        let places = try sections.map { try #require(page.range(of: "<h2>\($0)")).lowerBound }
        #expect(places == places.sorted())
    }

    @Test func pageIsWellFormed() throws {
        // HTML but for its void elements and doctype is XML here.
        let page = try read(.complete()).html().text
            .replacingOccurrences(of: "<!DOCTYPE html>", with: "")
            .replacingOccurrences(of: #"(<(meta|img)[^>]*)>"#, with: "$1/>", options: .regularExpression)
        #expect(XMLParser(data: Data(page.utf8)).parse())
    }

    @Test func allFilesAreWrittenAndNeverOverUnasked() throws {
        let report = try read(.complete())
        try report.write(to: folder)
        #expect(try names() == ["report.html", "report.json", "report.pdf"])
        #expect(try decoded(Data(contentsOf: folder.appending(path: "report.json"))).seed == 1)
        try FileManager.default.removeItem(at: folder.appending(path: "report.html"))
        #expect(throws: (any Error).self) { try report.write(to: folder) }
        #expect(try names() == ["report.json", "report.pdf"], "one file alone keeps the old report")
        try report.write(to: folder, overwriting: true)
        #expect(try names() == ["report.html", "report.json", "report.pdf"])
    }

    @Test func foldersThatCannotBeMadeAreNamed() throws {
        let report = try read(.complete())
        let deep = folder.appending(path: "a/b")
        let error = #expect(throws: ReadingError.self) { try report.write(to: deep) }
        #expect(
            error?.description == "the folder \(deep.path) cannot be made, because "
                + "\(folder.appending(path: "a").path) does not exist; make that first or give another place")
        try Data().write(to: folder)
        #expect(throws: ReadingError.self) { try report.write(to: folder) }
        #expect(throws: ReadingError.self) { try report.write(to: folder.appending(path: "report")) }
    }

    /// Before the work is done, and without a trace.
    @Test func destinationCanBeCheckedBefore() throws {
        try Report.checkDestination(folder)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try Report.checkDestination(folder)
        try Data().write(to: folder.appending(path: "report.json"))
        let error = #expect(throws: ReadingError.self) { try Report.checkDestination(folder) }
        #expect(error?.description.contains("exists already") == true)
        try Report.checkDestination(folder, overwriting: true)
    }

    /// Pixels of 0.01 × 100 mm: the pictures are drawn square, and the check says that it is not acceptable.
    @Test func oddPixelSizeIsReportedNotRefused() throws {
        let spacing = PixelSpacing(rowMillimetres: 0.01, columnMillimetres: 100)
        let scan = BoneScan(images: [bar(spacing: spacing)], acquisition: Acquisition())
        let report = try read(scan)
        #expect(report.quality.checks.contains { $0.name == "Pixel size, anterior" && $0.verdict == .fail })
        #expect(report.pictures.scan != nil)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
}
