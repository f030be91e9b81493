import Foundation
import TestSupport
import Testing

/// Programs of others, run to their end.
enum Peer {
    static let python = installed("venv/bin/python")
    static var hasPydicom: Bool { FileManager.default.fileExists(atPath: python.path) }

    static let hasHighdicom = (try? TestSupport.run(python, ["-c", "import highdicom"]).status) == 0

    static func path(of tool: String) -> URL? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { URL(filePath: "\($0)/\(tool)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    static func has(_ tools: String...) -> Bool { tools.allSatisfy { path(of: $0) != nil } }

    /// Runs `tool` of the search path; records an issue where it fails. Answers both its outputs.
    @discardableResult
    static func run(_ tool: String, _ arguments: String...) throws -> String { try run(tool, arguments) }

    @discardableResult
    static func run(_ tool: String, _ arguments: [String]) throws -> String {
        try run(try #require(path(of: tool)), arguments, mayFail: ["dciodvfy", "dcentvfy"].contains(tool))
    }

    /// Runs a script of Fixtures/pydicom.
    @discardableResult
    static func pydicom(_ script: String, _ files: URL...) throws -> String { try pydicom(script, files) }

    @discardableResult
    static func pydicom(_ script: String, _ files: [URL]) throws -> String {
        try run(python, [fixture("pydicom/\(script)").path] + files.map(\.path), mayFail: false)
    }

    private static func run(_ program: URL, _ arguments: [String], mayFail: Bool) throws -> String {
        let outcome = try TestSupport.run(program, arguments)
        let text = outcome.output + outcome.errors
        if !mayFail { #expect(outcome.status == 0, "\(program.lastPathComponent): \(text)") }
        return text
    }
}
