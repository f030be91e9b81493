import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// Several files, and folders, of one study.
@Suite struct StudyTests {
    @Test func oneFileAView() throws {
        let read = try DICOMScan([scan("posterior"), scan("anterior")])
        #expect(read.scan.images.map(\.view) == [.anterior, .posterior])
        #expect(read.sources.map(\.file) == [scan("anterior"), scan("posterior")])
        #expect(read.scan.acquisition.countsAccumulated == Int(read.scan.total))
        #expect(read.scan.remarks.contains { $0.text.hasPrefix("posterior.dcm: View: posterior") })
    }

    @Test(arguments: [
        (["anterior", "posterior-other-patient"], "another patient than anterior.dcm"),
        (["anterior", "posterior-other-study"], "another study than anterior.dcm"),
        (["anterior", "view-angle-180"], "view-angle-180.dcm: frame 1 shows the anterior view, as does"),
        (["anterior", "ct"], "Modality (0008,0060) is CT"),
        (["anterior", "dynamic"], "DYNAMIC acquisition"),
        (["view-lateral"], "neither the front nor the back"),
        (["four-frames-no-140"], "140 keV"),
    ])
    func refusedTogether(_ names: [String], because reason: String) throws {
        let error = try #require(throws: DICOMError.self) { _ = try BoneScan(dicom: names.map(scan)) }
        #expect(error.description.contains(reason), "\(error)")
        #expect(!error.description.contains("P2"), "a patient's identifier is in the message")
    }

    @Test func originalIsPreferredToItsCopy() throws {
        let read = try DICOMScan([scan("anterior-derived"), scan("anterior")])
        #expect(read.sources.map(\.file) == [scan("anterior")])
        #expect(read.scan.remarks.contains { $0.text.contains("anterior-derived.dcm, a derived copy") })
    }

    @Test func wholeBodyIsPreferredToSpots() throws {
        let read = try DICOMScan([scan("anterior-spot"), scan("anterior"), scan("posterior")])
        #expect(read.sources.map(\.file) == [scan("anterior"), scan("posterior")])
        #expect(read.scan.remarks.contains { $0.text.contains("anterior-spot.dcm, not a whole-body image") })
    }

    @Test func folderIsItsNMFiles() throws {
        try withTemporaryFolder { folder in
            for name in ["anterior", "posterior", "ct", "dynamic"] {
                try FileManager.default.copyItem(at: scan(name), to: folder.appending(path: "\(name).dcm"))
            }
            try Data("hello".utf8).write(to: folder.appending(path: "notes.txt"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "empty"), withIntermediateDirectories: true)
            let read = try BoneScan(dicom: [folder])
            #expect(read.images.count == 2)
            let leftOut = read.remarks.first { $0.text.hasPrefix("Left out") }?.text ?? ""
            #expect(
                leftOut.hasSuffix(
                    "ct.dcm (not a planar NM image), dynamic.dcm (not a planar NM image), notes.txt (not DICOM)."
                ))

            let empty = try #require(throws: DICOMError.self) {
                _ = try BoneScan(dicom: [folder.appending(path: "empty")])
            }
            #expect(empty.description.contains("is an empty folder"))
        }
    }
}
