import Foundation
import Scintigraphy
import TestSupport
import Testing

@testable import Training

/// Which picture is whose, by each of the three layouts.
@Suite struct PictureCollectionTests {
    /// A folder with these files; a text is the file's content, nothing makes an empty one.
    static func withFiles<R>(_ files: [String: String], _ body: (URL) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            for (name, text) in files {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            return try body(folder)
        }
    }

    @Test(arguments: [
        ("p1-anterior", "p1", View.anterior), ("p1_ANT", "p1", .anterior),
        ("Doe 7 Post", "Doe 7", .posterior),
        ("a.b-c - POSTERIOR", "a.b-c", .posterior),
    ])
    func namesTellTheView(stem: String, patient: String, view: View) throws {
        let parts = try #require(PictureNames.parts(of: stem))
        #expect(parts.patient == patient && parts.view == view)
    }

    @Test(arguments: ["p1", "plant", "ant", "-ant", "p1-anteriorly", "p1-post-2"])
    func otherNamesTellNone(stem: String) { #expect(PictureNames.parts(of: stem) == nil) }

    @Test func namesMakePatients() throws {
        let files = [
            "b-ant.png": "", "b-post.JPG": "", "a_anterior.png": "", "a-ANT.jpeg": "", "c.png": "",
            "notes.txt": "",
            ".hidden-ant.png": "",
        ]
        try Self.withFiles(files) { folder in
            let found = try PictureCollection(folder)
            #expect(found.layout == .names && found.columns.isEmpty)
            #expect(found.patients.map(\.name) == ["a", "b"])
            #expect(found.patients[0].files.mapValues(\.lastPathComponent) == [.anterior: "a-ANT.jpeg"])
            #expect(found.patients[1].files.count == 2)
            #expect(found.skipped.map(\.name) == ["a_anterior.png", "c.png"])
        }
    }

    @Test func tableIsPassedThrough() throws {
        let table = """
            Patient,anterior,posterior,abnormal,Age,"note"
            p2,x/1.png,x/2.png,1,61,"a, b"
            p1,,/data/3.png,,,

            """
        try Self.withFiles(["images.csv": table, "p9-ant.png": ""]) { folder in
            let found = try PictureCollection(folder)
            #expect(found.layout == .table && found.columns == ["abnormal", "age", "note"])
            #expect(found.patients.map(\.name) == ["p2", "p1"])
            #expect(found.patients[0].files[.posterior] == folder.appending(path: "x/2.png"))
            #expect(found.patients[0].cells == ["1", "61", "a, b"])
            #expect(found.patients[1].files == [.posterior: URL(filePath: "/data/3.png")])
        }
    }

    @Test(arguments: [
        ("patient,file\np1,x.png\n", "at least patient and one of anterior and posterior"),
        ("patient,anterior,files\np1,x.png,y\n", "the column “files”"),
        ("patient,anterior,anterior\np1,x.png,y\n", "“anterior” twice"),
        ("patient,anterior\np1,x.png\np1,y.png\n", "p1 is on line 2 and again on line 3"),
        ("patient,anterior\n,x.png\n", "line 2 names no patient"),
        ("patient,anterior\np1,\n", "line 2 names no picture of p1"),
        ("patient,anterior\np1\n", "line 2 has 1 cells"), ("patient,anterior\n", "names no patient"),
        ("patient,anterior,abnormal\np1,x.png,perhaps\n", "line 2: abnormal is “perhaps”"),
        ("patient,anterior,split\np1,x.png,train\n", "line 2: split is “train”"),
        ("patient,anterior\n../p1,x.png\n", "“../p1” cannot have a folder"),
        ("patient,anterior\nimport.json,x.png\n", "“import.json” cannot have a folder"),
        ("patient,anterior\np1,x.png\nP1,y.png\n", "the same name but for its case"),
        ("", "at least patient"),
    ])
    func brokenTableIsRefused(table: String, because reason: String) throws {
        try Self.withFiles(["images.csv": table]) { folder in
            let error = try #require(throws: TrainingError.self) { _ = try PictureCollection(folder) }
            #expect(error.description.contains(reason), "\(error)")
        }
    }

    @Test func bs80kIsRecognised() throws {
        let found = try PictureCollection(fixture("pillow/bs80k"))
        #expect(found.layout == .bs80k && found.columns == ["abnormal"])
        #expect(found.patients.map(\.name) == ["1", "2", "3", "4", "10", "12"])
        #expect(found.patients.map { $0.cells[0] } == ["0", "1", "1", "0", "1", "0"])
        #expect(found.patients.map(\.files.count) == [2, 2, 2, 1, 2, 1])
        #expect(found.skipped.map(\.name) == ["11"])
        #expect(found.skipped[0].reason.contains("wholeBodyPOST/post/11.xml calls an object “Knee”"))
    }

    /// A patient of whom one view has neither label nor boxes is normal to nobody.
    @Test func whatNobodySaysIsUnknown() throws {
        let files = [
            "wholeBodyANT/wholeBodyANT.txt": "1.jpg\t0\n2.jpg 1\r\n\n3.JPG,0\n", "wholeBodyANT/1.jpg": "",
            "wholeBodyANT/2.jpg": "", "wholeBodyANT/3.JPG": "", "wholeBodyANT/x.jpg": "",
            "wholeBodyANT/03.jpg": "",
            "wholeBodyPOST/1.jpg": "", "wholeBodyPOST/2.jpg": "", "wholeBodyPOST/3.jpg": "",
            "wholeBodyPOST/post/3.xml": "<annotation><object><name> normal </name></object></annotation>",
        ]
        try Self.withFiles(files) { folder in
            let found = try PictureCollection(folder)
            #expect(found.patients.map { $0.cells[0] } == ["", "1", ""])
            #expect(found.skipped.map(\.name) == ["3.JPG", "x.jpg"])
        }
    }

    @Test(arguments: [
        (
            ["wholeBodyANT/1.jpg": "", "wholeBodyANT/wholeBodyANT.txt": "1.jpg\t0\n2.jpg\tperhaps\n"],
            "line 2"
        ),
        (
            ["wholeBodyANT/1.jpg": "", "wholeBodyANT/wholeBodyANT.txt": "1.jpg 0\n1.jpg 1\n"],
            "what an earlier line denies"
        ),
        ([" p1-ant.png": "", "p1-ant.png": ""], "“ p1” cannot have a folder"),
        (["wholeBodyANT/x.jpg": ""], "holds no pictures whose view is known"),
        (["p1.png": ""], "holds no pictures whose view is known"), ([:], "as in p1-anterior.png"),
    ])
    func unusableFolderIsRefused(files: [String: String], because reason: String) throws {
        try Self.withFiles(files) { folder in
            let error = try #require(throws: TrainingError.self) { _ = try PictureCollection(folder) }
            #expect(error.description.contains(reason), "\(error)")
        }
        #expect(throws: TrainingError.self) { _ = try PictureCollection(URL(filePath: "/absent")) }
    }

    @Test func cutAnnotationLeavesThePatientOut() throws {
        let files = [
            "wholeBodyANT/1.jpg": "", "wholeBodyANT/2.jpg": "",
            "wholeBodyANT/ant/1.xml": "<annotation><object><name>Abnormal",
        ]
        try Self.withFiles(files) { folder in
            let found = try PictureCollection(folder)
            #expect(found.patients.map(\.name) == ["2"])
            #expect(found.skipped[0].reason.contains("1.xml is no whole annotation"))
        }
    }
}
