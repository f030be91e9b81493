import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Results as others see them: of patients with names beyond ASCII, one frame and two, one file and two, lossy ones.
@Suite(.tags(.peer)) struct ResultPeerTests {
    @Test(
        .enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"),
        arguments: MadeResults.Source.allCases)
    func dciodvfyFindsNoErrors(_ source: MadeResults.Source) throws {
        try withTemporaryFolder { folder in
            let kinds = ["Segmentation", "Segmentation", "ComprehensiveSR", "EncapsulatedPDF"]
            for (file, kind) in zip(try MadeResults(source, in: folder).write(to: folder), kinds) {
                let lines = try Peer.run("dciodvfy", file.path).split(separator: "\n").map(String.init)
                #expect(lines.contains(kind))
                let errors = lines.filter { $0.hasPrefix("Error") }
                #expect(errors.isEmpty, "\(file.lastPathComponent): \(errors)")
                // It knows no private coding schemes; the rest is what the patient's own file says.
                let inherited = [
                    "99BONESCAN", "Retired", "retired", "Value is zero", "Other Patient IDs", "Extended",
                ]
                let warnings = lines.filter { line in
                    line.hasPrefix("Warning") && !inherited.contains(where: line.contains)
                }
                #expect(warnings.isEmpty, "\(file.lastPathComponent): \(warnings)")
            }
        }
    }

    /// dcentvfy compares files; it takes bytes of two character sets for two names.
    @Test(
        .enabled(if: Peer.has("dcentvfy"), "dicom3tools is not installed"),
        arguments: [MadeResults.Source.nm1, .simulated])
    func dcentvfyFindsOnePatientAndStudy(_ source: MadeResults.Source) throws {
        try withTemporaryFolder { folder in
            let results = try MadeResults(source, in: folder).write(to: folder)
            let said = try Peer.run("dcentvfy", (try source.files(in: folder) + results).map(\.path))
            #expect(!said.contains("Error"), "\(said)")
        }
    }

    /// What Fixtures/highdicom/describe_segmentation.py prints.
    struct Segmented: Decodable {
        struct View: Decodable {
            let uid: String
            let frame: Int?
            let labels: [UInt16]
        }
        struct Segment: Decodable, Equatable {
            let label, category, type: String
            let site, laterality, trackingID, trackingUID: String?
            let algorithm, parameters: String
            let colour: [Int]
        }
        let views: [View]
        let segments: [Segment]
        let frames: Int
        let patient, study, uid, series, loss: String
    }

    @Test(
        .enabled(if: Peer.hasHighdicom, "highdicom is not installed"), arguments: MadeResults.Source.allCases)
    func highdicomReadsMasksEqual(_ source: MadeResults.Source) throws {
        try withTemporaryFolder { folder in
            let made = try MadeResults(source, in: folder)
            for segmentation in [made.bones, made.foci] {
                let object = try made.origin.object(segmentation)
                let seen: Segmented = try described(object, by: "describe_segmentation.py", in: folder)
                #expect(seen.views.map(\.labels) == segmentation.views.map(\.segments))
                #expect(seen.views.map(\.uid) == made.source.sources.map { $0.sopInstanceUID ?? "" })
                let isOneFile = Set(made.source.sources.map(\.file)).count == 1 && seen.views.count > 1
                #expect(seen.views.map(\.frame) == (isOneFile ? [1, 2] : seen.views.map { _ in nil }))
                let present = segmentation.views.map { Set($0.segments).subtracting([0]).count }
                #expect(seen.frames == present.reduce(0, +))
                let expected = segmentation.segments.map { segment in
                    Segmented.Segment(
                        label: segment.label, category: segment.category.value, type: segment.type.value,
                        site: segment.site?.value, laterality: segment.laterality?.value,
                        trackingID: segment.tracking?.identifier, trackingUID: segment.tracking?.uid,
                        algorithm: MadeResults.model.name,
                        parameters: "U-Net of 5 levels, SHA-256 of the weights \(MadeResults.model.hash)",
                        colour: [segment.colour.red, segment.colour.green, segment.colour.blue].map(Int.init))
                }
                #expect(seen.segments == expected)
                #expect(seen.patient == made.source.scan.acquisition.patientName)
                #expect(
                    (seen.uid, seen.series) == (
                        object.reference.sopInstanceUID, object.reference.seriesInstanceUID
                    ))
                #expect(seen.loss == (source == .lossy ? "01" : "00"))
            }
        }
    }

    /// What Fixtures/highdicom/describe_report.py prints.
    struct Reported: Decodable {
        struct Number: Decodable, Equatable {
            let code: String
            let value: Double
            let unit: String
        }
        struct Group: Decodable {
            let trackingID, trackingUID: String
            let finding, site, laterality: String?
            let measurements: [Number]
            let words: [String]
            let uncertainties: [Double]
            let segmentation: String?
            let segment: Int?
            let sources: [[Source]]?
        }
        enum Source: Decodable, Equatable {
            case uid(String), frame(Int?)
            init(from decoder: any Decoder) throws {
                let value = try decoder.singleValueContainer()
                if let uid = try? value.decode(String.self) {
                    self = .uid(uid)
                } else {
                    self = .frame(value.decodeNil() ? nil : try value.decode(Int.self))
                }
            }
        }
        let whole, findings: [Group]
        let observers: [[String]]
        let verification, completion, patient: String
        let evidence: [String]
    }

    @Test(
        .enabled(if: Peer.hasHighdicom, "highdicom is not installed"), arguments: MadeResults.Source.allCases)
    func highdicomReadsTheReport(_ source: MadeResults.Source) throws {
        try withTemporaryFolder { folder in
            let made = try MadeResults(source, in: folder)
            let segmentation = try made.origin.object(made.foci)
            let report = made.report(of: segmentation)
            let seen: Reported = try described(
                made.origin.object(report), by: "describe_report.py", in: folder)
            #expect(seen.observers.map(\.[0]) == ["bonescan", "u-net", "abnormal"])
            #expect(seen.observers.map(\.[1]) == ["0.9.0", MadeResults.model.hash, "ffee"])
            #expect((seen.verification, seen.completion) == ("UNVERIFIED", "COMPLETE"))
            #expect(seen.patient == made.source.scan.acquisition.patientName)
            let files = Set(made.source.sources.compactMap(\.sopInstanceUID))
            #expect(seen.evidence == (files + [segmentation.reference.sopInstanceUID]).sorted())

            try #require(seen.whole.count == 1)
            #expect(seen.whole[0].words.contains(MeasurementReport.researchUseOnly))
            #expect(seen.whole[0].words.contains("The posterior view was assumed."))
            #expect(seen.whole[0].uncertainties == [1.25, 0.5])
            try expectSame(seen.whole[0], report.whole)
            try #require(seen.findings.count == report.findings.count)
            for (index, (group, expected)) in zip(seen.findings, report.findings).enumerated() {
                try expectSame(group, expected)
                #expect(group.segmentation == segmentation.reference.sopInstanceUID)
                #expect(group.segment == index + 1)
                #expect(group.words.contains("lies in the bladder – at 5 × “noise”"))
                #expect(
                    group.sources
                        == expected.views.map { view in
                            let source = made.source.sources.first { $0.view == view }
                            let isAlone = made.source.scan.images.count == 1 || files.count == 2
                            return [
                                .uid(source?.sopInstanceUID ?? ""), .frame(isAlone ? nil : source?.frame),
                            ]
                        })
            }
        }
    }

    private func expectSame(_ seen: Reported.Group, _ expected: MeasurementGroup) throws {
        #expect(seen.trackingID == expected.tracking.identifier)
        #expect(seen.trackingUID == expected.tracking.uid)
        #expect(seen.finding == expected.finding?.value)
        #expect(seen.site == expected.site?.value)
        #expect(seen.laterality == expected.laterality?.value)
        #expect(
            seen.measurements.map { Reported.Number(code: $0.code, value: $0.value, unit: $0.unit) }
                == expected.measurements.map {
                    // 16 characters of 0.1 + 0.2
                    Reported.Number(
                        code: $0.name.value, value: $0.value == 0.1 + 0.2 ? 0.3 : $0.value,
                        unit: $0.unit.value)
                })
    }

    @Test(.enabled(if: Peer.has("dsrdump"), "DCMTK's tools are not installed"))
    func dsrdumpReadsTheReport() throws {
        try withTemporaryFolder { folder in
            let report = try MadeResults(.twoFrames, in: folder).write(to: folder)[2]
            let said = try Peer.run("dsrdump", "+Pt", report.path)
            for line in [
                "<CONTAINER:(,,\"Imaging Measurement Report\")=SEPARATE>  # TID 1500 (DCMR)",
                "<has obs context UIDREF:(,,\"Device Observer UID\")=\"2.25.",
                "<contains NUM:(,,\"Bone Scan Index\")=\"1.25\" (%,UCUM,\"Percent\")>",
                "<has concept mod CODE:(,,\"Laterality\")=(7771000,SCT,\"Left\")>",
                "<contains TEXT:(,,\"Comment\")=\"Research use only; not for ...",
            ] {
                #expect(said.contains(line), "\(line) in \(said)")
            }
            #expect(!said.contains("E: "))
            let warnings = said.split(separator: "\n").filter { $0.hasPrefix("W: ") }
            #expect(warnings.allSatisfy { $0.contains("VR checker does not support") }, "\(warnings)")
        }
    }

    @Test(.enabled(if: Peer.hasPydicom, "pydicom is not installed"))
    func codesAreThoseOfTheStandard() throws {
        try withTemporaryFolder { folder in
            let files = try MadeResults(.twoFrames, in: folder).write(to: folder)
            #expect(
                try Peer.pydicom("unknown_codes.py", files).trimmingCharacters(in: .whitespacesAndNewlines)
                    == #"{"unknown": [], "ambiguous": []}"#)
        }
    }

    @Test(.enabled(if: Peer.has("dcm2pdf"), "DCMTK's tools are not installed"))
    func pdfComesBack() throws {
        try withTemporaryFolder { folder in
            let wrapped = try MadeResults(.twoFrames, in: folder).write(to: folder)[3]
            let pdf = folder.appending(path: "back.pdf")
            try Peer.run("dcm2pdf", wrapped.path, pdf.path)
            // DCMTK 3.6.7 keeps the byte that made the length even.
            #expect(try Data(contentsOf: pdf).prefix(MadeResults.pdf.count) == MadeResults.pdf)
        }
    }

    private func described<Description: Decodable>(
        _ object: ResultObject, by script: String, in folder: URL
    ) throws -> Description {
        let file = folder.appending(path: "result.dcm")
        try object.write(to: file, overwriting: true)
        let said = try run(Peer.python, [fixture("highdicom/\(script)").path, file.path])
        #expect(said.status == 0, "\(said.errors)")
        return try JSONDecoder().decode(Description.self, from: Data(said.output.utf8))
    }
}
