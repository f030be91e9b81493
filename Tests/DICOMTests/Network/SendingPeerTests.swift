import DICOM
import Foundation
import TestSupport
import Testing

/// Objects sent to the servers of others, and got back from them.
@Suite(.tags(.peer), .serialized) struct SendingPeerTests {
    /// Derived image, segmentations, report and PDF, and the scan in its own coding.
    private func objects(in folder: URL) throws -> [URL] {
        let made = try MadeResults([nm1])
        let derived = folder.appending(path: "derived.dcm")
        try DerivedImage(
            DerivedImageTests.halved(made.source.scan), from: made.source, by: DerivedImageTests.thinning
        ).write(to: derived)
        return try made.write(to: folder) + [derived, nm1]
    }

    private func storescp(_ options: [String], into folder: URL) throws -> Node {
        let received = folder.appending(path: "received")
        try FileManager.default.createDirectory(at: received, withIntermediateDirectories: true)
        let node = try Node("storescp") { options + ["-od", received.path, "\($0)"] }
        try node.wait { (try? $0.echo()) != nil }
        return node
    }

    private static let hasStorescp = Peer.has("storescp")

    @Test(.enabled(if: hasStorescp && Peer.hasPydicom, "DCMTK's tools or pydicom are not installed"))
    func storescpKeepsTheBytes() throws {
        try withTemporaryFolder { folder in
            let node = try storescp(["+xa", "--bit-preserving", "+uf"], into: folder)
            let files = try objects(in: folder)
            let results = try node.destination.send(files: files, as: "BONESCAN")
            #expect(results.map(\.file) == files)
            #expect(results.map(\.outcome) == files.map { _ in .stored })
            let received = folder.appending(path: "received")
            let names = try FileManager.default.contentsOfDirectory(atPath: received.path)
            #expect(names.count == files.count)
            for name in names {
                let copy = received.appending(path: name)
                let isSame = try files.contains {
                    try Peer.pydicom("same_data_set.py", $0, copy).hasPrefix("same")
                }
                // NM1 has sequences of undefined length, which are sent with their length.
                #expect(isSame != name.hasPrefix("SC."), "\(name)")
            }
        }
    }

    /// One kind of object that is not taken, a file that is none, and the others go on.
    @Test(.enabled(if: hasStorescp, "DCMTK's tools are not installed"))
    func whatIsNotTakenIsReported() throws {
        try withTemporaryFolder { folder in
            let node = try storescp([], into: folder)  // takes no compressed images
            let pdf = try MadeResults([nm1]).write(to: folder)[3]
            let text = folder.appending(path: "notes.txt")
            try Data("notes".utf8).write(to: text)
            let results = try node.destination.send(files: [nm1, text, pdf])
            #expect(results.map(\.isStored) == [false, false, true])
            #expect(results[0].sentence.contains("it takes no objects of the kind"))
            #expect(results[0].sentence.contains("JPEG Lossless"))
        }
    }

    @Test(
        .enabled(if: hasStorescp, "DCMTK's tools are not installed"), .timeLimit(.minutes(1)),
        arguments: ["--abort-after", "--abort-during"])
    func lostConnectionIsReported(_ option: String) throws {
        try withTemporaryFolder { folder in
            let node = try storescp([option], into: folder)
            let files = try MadeResults([nm1]).write(to: folder)
            let results = try node.destination.send(files: files)
            #expect(results.allSatisfy { !$0.isStored })
            #expect(results[0].sentence.contains("no answer came"))
            #expect(results[1].sentence.contains("the connection was lost before"))
        }
    }

    @Test(.enabled(if: hasStorescp, "DCMTK's tools are not installed"))
    func rejectionIsReported() throws {
        try withTemporaryFolder { folder in
            let node = try Node("storescp") { ["--refuse", "-od", folder.path, "\($0)"] }
            var said = ""
            try node.wait { destination in
                do throws(NetworkError) { try destination.echo() } catch { said = error.description }
                return !said.contains("refused: ") && !said.contains("Connection refused")
            }
            #expect(said.contains("the association was rejected: "), "\(said)")
        }
    }

    @Test(.enabled(if: Peer.has("Orthanc") && Peer.hasPydicom, "Orthanc or pydicom is not installed"))
    func orthancKeepsTheBytes() throws {
        try withTemporaryFolder { folder in
            let http = try FreePort().number
            let node = try Node("Orthanc", title: "ORTHANC") { port in
                let settings: [String: Any] = [
                    "Name": "test", "StorageDirectory": folder.appending(path: "storage").path,
                    "HttpPort": Int(http), "DicomPort": Int(port), "DicomAet": "ORTHANC",
                    "DicomCheckCalledAet": true, "DicomAlwaysAllowStore": false,
                    "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "Plugins": [String](),
                    "DicomModalities": ["us": ["BONESCAN", "127.0.0.1", 1]],
                ]
                let file = folder.appending(path: "orthanc.json")
                try JSONSerialization.data(withJSONObject: settings).write(to: file)
                return [file.path]
            }
            try node.wait { (try? $0.echo()) != nil }

            let files = try objects(in: folder)
            let results = try node.destination.send(files: files)
            #expect(results.map(\.outcome) == files.map { _ in .stored })
            let received = folder.appending(path: "received")
            try FileManager.default.createDirectory(at: received, withIntermediateDirectories: true)
            let fetch = fixture("pydicom/fetch_from_orthanc.py").path
            #expect(try run(Peer.python, [fetch, "\(http)", received.path]).status == 0)
            let names = try FileManager.default.contentsOfDirectory(atPath: received.path)
            #expect(names.count == files.count)
            let same = try names.count { name in
                let copy = received.appending(path: name)
                return try files.dropLast().contains {
                    try Peer.pydicom("same_data_set.py", $0, copy).hasPrefix("same")
                }
            }
            #expect(same == files.count - 1)

            let stranger = try #require(throws: NetworkError.self) {
                _ = try StorageDestination("OTHER@127.0.0.1:\(node.destination.port)").send(files: files)
            }
            #expect(stranger.description.contains("it does not know the called AE title"), "\(stranger)")
            // Orthanc takes the association of an unknown node, and no object.
            let refused = try node.destination.send(files: files, as: "STRANGER")
            #expect(refused.allSatisfy { !$0.isStored })
        }
    }
}
