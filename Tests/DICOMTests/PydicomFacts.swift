import Foundation
import TestSupport

/// What pydicom says of the files that Fixtures/pydicom/scans.py wrote.
struct PydicomFacts: Decodable {
    struct File: Decodable {
        /// The sum of each frame's pixels, and the FNV-1a hash of its cells.
        let sums: [Double]?
        let hashes: [String]?
        /// The view that the file was made to show.
        let view: String?
    }

    let files: [String: File]

    static let all: [String: File] = {
        guard let data = try? Data(contentsOf: fixture("pydicom/scans.json")),
            let facts = try? JSONDecoder().decode(PydicomFacts.self, from: data)
        else { return [:] }
        return facts.files
    }()

    /// The names of files with `prefix`, sorted.
    static func names(_ prefix: String) -> [String] { all.keys.filter { $0.hasPrefix(prefix) }.sorted() }
}

func scan(_ name: String) -> URL { fixture("pydicom/scans/\(name).dcm") }
