import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import DICOM

/// The studies of a folder, by the headers of its files.
@Suite struct StudySearchTests {
    private static func search(_ folder: URL) throws -> StudySearch {
        try StudySearch([folder]) { $0.lastPathComponent == "result.dcm" }
    }

    /// Copies fixtures to places in a folder.
    private static func fill(_ folder: URL, _ files: [(scan: String, place: String)]) throws {
        for (name, path) in files {
            let place = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: scan(name), to: place)
        }
    }

    /// Views of one study meet wherever they lie; what is no NM image, hidden or a result is left out and counted.
    @Test func filesMeetByPatientAndStudy() throws {
        try withTemporaryFolder { folder in
            try Self.fill(
                folder,
                [
                    ("anterior", "a/1/IM1"), ("posterior", "b/IM2"), ("posterior-other-patient", "b/IM3"),
                    ("posterior-other-study", "b/IM4"), ("ct", "b/IM5"), ("dynamic", "b/IM6"),
                    ("anterior", ".trash/IM7"), ("anterior-derived", "result.dcm"),
                ])
            try Data("hello".utf8).write(to: folder.appending(path: "notes.txt"))
            let link = folder.appending(path: "b/round").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
            let found = try Self.search(folder)
            let names = found.studies.map { $0.files.map(\.lastPathComponent) }
            #expect(Set(names) == [["IM1", "IM2"], ["IM3"], ["IM4"]])
            #expect(
                found.leftOut
                    == "left out: 1 file (no DICOM), 2 files (no planar NM image), 1 file (results of earlier readings)"
            )
            let whole = try #require(found.studies.first { $0.files.count == 2 })
            #expect(try whole.read().scan.images.count == 2)
            #expect(
                found.studies.map { $0.patientID ?? "" } == found.studies.map { $0.patientID ?? "" }.sorted())
        }
    }

    /// A view that is damaged behind its header spoils its own study, which it is still known to belong to.
    @Test(arguments: ["cut off", "of an unknown transfer syntax"])
    func damagedViewsStayInTheirStudy(_ damage: String) throws {
        try withTemporaryFolder { folder in
            try Self.fill(folder, [("anterior", "1"), ("posterior", "2"), ("posterior-other-patient", "3")])
            let file = folder.appending(path: "2")
            var data = try Data(contentsOf: file)
            if damage == "cut off" {
                data = data.dropLast(100)
            } else {
                let uid = try #require(data.range(of: Data("1.2.840.10008.1.2.1\0".utf8)))
                data.replaceSubrange(uid, with: Data("1.2.840.10008.1.9.9\0".utf8))
            }
            try data.write(to: file)
            let studies = try Self.search(folder).studies
            #expect(Set(studies.map(\.files.count)) == [1, 2])
            let spoilt = try #require(studies.first { $0.files.count == 2 })
            let error = try #require(throws: DICOMError.self) { _ = try spoilt.read() }
            #expect(error.file.lastPathComponent == "2", "\(error)")
            #expect(throws: Never.self) { try studies.first { $0.files.count == 1 }?.read() }
        }
    }

    /// Where not even the header can be read, the file is a study of its own, which says why.
    @Test func damagedHeadersAreStudiesOfTheirOwn() throws {
        try withTemporaryFolder { folder in
            try Self.fill(folder, [("anterior", "1"), ("posterior", "2")])
            let file = folder.appending(path: "2")
            try Data(contentsOf: file).prefix(400).write(to: file)
            let studies = try Self.search(folder).studies
            #expect(studies.map { $0.files.map(\.lastPathComponent) } == [["2"], ["1"]])
            let error = try #require(throws: DICOMError.self) { _ = try studies[0].read() }
            #expect(error.description.contains("export it again"), "\(error)")
        }
    }

    /// Views without any name of their study meet in their folder, where they were taken at one time.
    @Test(arguments: [(nil, 1), ("120000", 2)] as [(String?, Int)])
    func filesWithoutIdentityMeetByTime(other: String?, studies: Int) throws {
        try withTemporaryFolder { folder in
            try Self.fill(folder, [("anterior", "1"), ("posterior", "2")])
            for name in ["1", "2"] {
                let file = folder.appending(path: name)
                var data = try Data(contentsOf: file)
                for (tag, value) in [
                    ("\u{10}\0\u{20}\0LO", ""), ("\u{20}\0\u{0D}\0UI", ""),
                    ("\u{08}\0\u{30}\0TM", name == "2" ? other : nil),
                ] {
                    guard let value else { continue }
                    let place = try #require(data.range(of: Data(tag.utf8)))
                    let length = Int(data[place.upperBound]) + 256 * Int(data[place.upperBound + 1])
                    let old = place.upperBound + 2..<place.upperBound + 2 + length
                    data.replaceSubrange(
                        old, with: Data(value.padding(toLength: length, withPad: " ", startingAt: 0).utf8))
                }
                try data.write(to: file)
            }
            #expect(
                try Self.search(folder).studies.map(\.files.count)
                    == [Int](repeating: 2 / studies, count: studies))
        }
    }

    @Test func foldersWithoutScansAreRefused() throws {
        try withTemporaryFolder { folder in
            let empty = try #require(throws: DICOMError.self) { _ = try Self.search(folder) }
            #expect(empty.description.contains("is an empty folder"))
            try Self.fill(folder, [("ct", "inside/1")])
            let error = try #require(throws: DICOMError.self) { _ = try Self.search(folder) }
            #expect(error.description.contains("holds no planar NM image among its 1 files"))
        }
    }
}
