import Foundation

/// What was noted during a run, a JSON object a line: metrics.jsonl.
struct RunMetrics {
    /// By names; `step` is among them.
    private(set) var lines: [[String: Double]]

    /// None yet.
    init() { lines = [] }

    /// Those of a file up to a step: what came after it is made again. A last line that was cut off is dropped.
    init(_ file: URL, upTo step: Int) {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        lines = text.split(separator: "\n").compactMap {
            try? JSONDecoder().decode([String: Double].self, from: Data($0.utf8))
        }
        lines.removeAll { ($0["step"] ?? .infinity) > Double(step) }
    }

    /// Adds a line; numbers that JSON cannot hold are left out.
    mutating func add(_ metrics: [String: Double], at step: Int) {
        lines.append(metrics.filter(\.value.isFinite).merging(["step": Double(step)]) { $1 })
    }

    /// The highest score so far.
    var bestScore: Double? { lines.compactMap { $0["score"] }.max() }

    /// The file's bytes.
    func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try lines.reduce(into: Data()) { $0 += try encoder.encode($1) + Data("\n".utf8) }
    }
}
