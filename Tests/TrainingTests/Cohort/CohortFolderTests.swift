import Foundation
import TestSupport
import Testing

@testable import Training

/// A cohort's table, as written by us, by hand, or wrongly.
@Suite struct CohortFolderTests {
    @Test func aTableSaysWhoIsWho() throws {
        let table = """
            Patient,files,abnormal,malignant,split,Sex
            a,a/scan.dcm,1,0,training,F
            "b, second",b/front.dcm; b/back.dcm,no,,TEST,M
            """
        try Cohorts.withTable(table) { folder in
            let patients = try CohortFolder(folder).patients
            #expect(patients.map(\.name) == ["a", "b, second"])
            #expect(patients[1].files.map(\.path) == ["front", "back"].map { "\(folder.path)/b/\($0).dcm" })
            #expect(
                patients.map(\.isAbnormal) == [true, false] && patients.map(\.isMalignant) == [false, nil])
            #expect(patients.map(\.part) == [.training, .test])
            #expect(patients.map(\.others) == [["sex": "F"], ["sex": "M"]])
        }
    }

    /// Each with words that its sentence must have.
    @Test(arguments: [
        ("", "the table is empty"), ("patient,files\n", "names no patient"),
        ("patient,file\na,a.dcm", "no column “files”"), ("name,files\na,a.dcm", "no column “patient”"),
        ("patient,files,files\na,a,a", "“files” twice"), ("patient,files\na,a,b", "line 2 has 3 cells"),
        ("patient,files\n,a.dcm", "line 2 names no patient"), ("patient,files\na,;", "no files of a"),
        ("patient,files\na,a.dcm\na,b.dcm", "a is on line 2 and again on line 3"),
        ("patient,files,split\na,1,test\na,2,training", "a is in test on line 2 and in training on line 3"),
        ("patient,files\na,1.dcm\nb,./1.dcm", "belongs to a already"),
        ("patient,files,split\na,1,tset", "split is “tset”"),
        ("patient,files,abnormal\na,1,perhaps", "abnormal is “perhaps”"),
        ("patient,files\n\"a,1", "quotation that does not end"),
    ])
    func brokenTablesAreRefused(table: String, words: String) throws {
        try Cohorts.withTable(table) { folder in
            let error = try #require(throws: TrainingError.self) { _ = try CohortFolder(folder) }
            #expect(error.description.contains(words), "\(error)")
            #expect(error.description.hasPrefix("\(folder.path)/cohort.csv: "), "\(error)")
        }
    }

    @Test func withoutATableItSaysHowToWriteOne() throws {
        try withTemporaryFolder { folder in
            let error = try #require(throws: TrainingError.self) { _ = try CohortFolder(folder) }
            #expect(error.description.contains("p2,p2/anterior.dcm;p2/posterior.dcm"), "\(error)")
            let nowhere = folder.appending(path: "nowhere")
            let lost = try #require(throws: TrainingError.self) { _ = try CohortFolder(nowhere) }
            #expect(
                lost.description == "there is no folder \(nowhere.path); give the one that holds cohort.csv")
        }
    }

    @Test func otherEncodingsAreRefused() throws {
        try withTemporaryFolder { folder in
            try Data([0x70, 0xE9, 0x0A]).write(to: folder.appending(path: "cohort.csv"))
            let error = try #require(throws: TrainingError.self) { _ = try CohortFolder(folder) }
            #expect(error.description.contains("not text in UTF-8"))
        }
    }
}
