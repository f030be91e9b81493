import DICOM
import Foundation
import TestSupport
import Testing

/// Where objects are sent, and what is said where nobody takes them.
@Suite struct StorageDestinationTests {
    @Test func partsAreRead() throws {
        let destination = try StorageDestination("MY PACS@archive-1.example:11112")
        #expect(destination.title == "MY PACS")
        #expect(destination.host == "archive-1.example")
        #expect(destination.port == 11112)
        #expect(destination.description == "MY PACS@archive-1.example:11112")
        #expect(try StorageDestination("A@127.0.0.1:1").port == 1)
    }

    @Test(arguments: [
        ("", "no destination"), ("PACS", "no destination"), ("PACS@host", "no destination"),
        ("host:104", "no destination"), ("1:2@host", "no destination"), ("@host:104", "is no AE title"),
        ("SEVENTEEN LETTERS@host:104", "is no AE title"), (" A@host:104", "is no AE title"),
        ("A\\B@host:104", "is no AE title"), ("PÄCS@host:104", "is no AE title"),
        ("PACS@:104", "is no name of a host"), ("PACS@[::1]:104", "is no name of a host"),
        ("PACS@ho st:104", "is no name of a host"), ("PACS@-rf:104", "is no name of a host"),
        ("PACS@host:", "is no port"), ("PACS@host:0", "is no port"), ("PACS@host:65536", "is no port"),
        ("PACS@host:dicom", "is no port"), ("PACS@host:-1", "is no port"), ("PACS@host:٣", "is no port"),
    ])
    func isRefused(_ text: String, because reason: String) throws {
        let error = try #require(throws: NetworkError.self) { _ = try StorageDestination(text) }
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test func ourOwnTitleIsChecked() throws {
        let error = try #require(throws: NetworkError.self) {
            _ = try StorageDestination("PACS@127.0.0.1:1").send(files: [nm1], as: "SEVENTEEN LETTERS")
        }
        #expect(error.description.contains("is no AE title"))
    }

    @Test(arguments: [
        ("PACS@nobody.invalid:104", "the host is not known"), ("PACS@127.0.0.1:1", "Connection refused"),
    ])
    func nobodyThere(_ text: String, says reason: String) throws {
        let destination = try StorageDestination(text)
        for error in [
            try #require(throws: NetworkError.self) { _ = try destination.send(files: [nm1]) },
            try #require(throws: NetworkError.self) { try destination.echo() },
        ] {
            #expect(error.description.contains(reason), "\(error)")
            #expect(error.description.hasPrefix(text))
        }
    }

    /// Somebody who takes the connection and never answers is given up.
    @Test(.timeLimit(.minutes(1))) func silentNodeIsGivenUp() throws {
        let port = try FreePort()
        var destination = try StorageDestination("PACS@127.0.0.1:\(port.number)")
        destination.timeout = 1
        let time = ContinuousClock().measure {
            #expect(throws: NetworkError.self) { try destination.send(files: [nm1]) }
        }
        #expect(time < .seconds(10))
    }

    /// Files that are no DICOM are told apart before anybody is called.
    @Test func badFilesAreReported() throws {
        try withTemporaryFolder { folder in
            let text = folder.appending(path: "notes.txt")
            try Data("notes".utf8).write(to: text)
            let files = [text, folder.appending(path: "absent.dcm")]
            let results = try StorageDestination("PACS@127.0.0.1:1").send(files: files)
            #expect(results.map(\.file) == files)
            #expect(results.allSatisfy { !$0.isStored })
            #expect(results[0].sentence.contains("is not a DICOM file"))
            #expect(results[1].sentence.contains("does not exist"))
        }
    }
}
