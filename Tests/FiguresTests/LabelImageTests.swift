import Figures
import Foundation
import Scintigraphy
import TestSupport
import Testing

@Suite struct LabelImageTests {
    /// What Fixtures/pillow/describe.py prints.
    struct Description: Decodable, Equatable {
        var mode: String
        var shape: [Int]
        var labels: [UInt8]
    }

    static func labels(rows: Int, columns: Int) -> LabelImage {
        var generator = SeededGenerator(seed: UInt64(rows * columns))
        return LabelImage(
            rows: rows, columns: columns,
            labels: (0..<rows * columns).map {
                $0 < 256 ? UInt8($0) : .random(in: 0...255, using: &generator)
            },
            view: .anterior)
    }

    static let python = installed("venv/bin/python")

    /// Widths that are and are not whole words, as cairo's rows are.
    @Test(
        .tags(.peer),
        .enabled(if: FileManager.default.fileExists(atPath: python.path), "Pillow is not installed"),
        arguments: [(1024, 256), (17, 33), (1, 1), (3, 2)])
    func pillowReadsTheLabels(rows: Int, columns: Int) throws {
        try withTemporaryFolder { folder in
            let image = Self.labels(rows: rows, columns: columns)
            let file = folder.appending(path: "labels.png")
            try image.png().write(to: file)
            let outcome = try run(Self.python, [fixture("pillow/describe.py").path, file.path])
            let seen = try JSONDecoder().decode(Description.self, from: Data(outcome.output.utf8))
            #expect(seen == Description(mode: "L", shape: [rows, columns], labels: image.labels))
        }
    }

    @Test func sameLabelsGiveSameBytes() throws {
        let image = Self.labels(rows: 100, columns: 50)
        #expect(try image.png() == image.png())
    }

    @Test(arguments: [(0, 0), (1, 40_000)])
    func sizesThatCairoDoesNotDrawAreRefused(rows: Int, columns: Int) throws {
        let png = { () throws(FigureError) in _ = try Self.labels(rows: rows, columns: columns).png() }
        let error = try #require(throws: FigureError.self, performing: png)
        #expect(error.description.contains("labels of \(rows) × \(columns) pixels cannot be written"))
    }
}
