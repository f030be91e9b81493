public import Foundation

/// What a program said and how it ended.
public struct Outcome: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs `program` to its end, in the folder `directory` if given.
public func run(_ program: URL, _ arguments: [String], in directory: URL? = nil) throws -> Outcome {
    let process = Process()
    let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: a pipe that nobody empties stops a talkative program.
    let said = try ["out", "err"].map { name in
        let file = folder.appending(path: name)
        try Data().write(to: file)
        return (file, try FileHandle(forWritingTo: file))
    }
    process.executableURL = program
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = directory }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = said[0].1
    process.standardError = said[1].1
    try process.run()
    process.waitUntilExit()
    let texts = try said.map { String(decoding: try Data(contentsOf: $0.0), as: UTF8.self) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
}

/// `bonescan`, as built beside these tests.
public var bonescanProgram: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "bonescan")
}

/// `bonescan`, as built beside these tests, run to its end.
public func bonescan(_ arguments: [String], in directory: URL? = nil) throws -> Outcome {
    try run(bonescanProgram, arguments, in: directory)
}
