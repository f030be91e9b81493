import Foundation

/// What was noted during a run, a JSON object a line: metrics.jsonl.
struct RunMetrics {
    /// The file's bytes.
    private(set) var data = Data()
    /// The highest score so far.
    private(set) var bestScore: Double?
    /// How many scores came after the highest without passing it.
    private(set) var scoresSinceBest = 0

    /// None yet.
    init() {}

    /// Those of a file up to a step: what came after it is made again. A last line that was cut off is dropped.
    init(_ file: URL, upTo step: Int) throws {
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") {
            guard let metrics = try? JSONDecoder().decode([String: Double].self, from: Data(line.utf8)),
                let noted = metrics["step"].flatMap(Int.init(exactly:)), noted <= step
            else { break }
            try add(metrics, at: noted)
        }
    }

    /// Adds a line; numbers that JSON cannot hold are left out.
    mutating func add(_ metrics: [String: Double], at step: Int) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = metrics.filter(\.value.isFinite).merging(["step": Double(step)]) { $1 }
        data += try encoder.encode(line) + Data("\n".utf8)
        guard let score = line["score"] else { return }
        scoresSinceBest = score > bestScore ?? -.infinity ? 0 : scoresSinceBest + 1
        bestScore = max(score, bestScore ?? -.infinity)
    }
}
