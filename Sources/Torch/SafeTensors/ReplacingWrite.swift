import Foundation

/// Lets `body` write a new file beside `url` that then takes its place; on failure nothing is left behind.
func writeReplacing(_ url: URL, _ body: (FileHandle) throws -> Void) throws {
    let part = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID()).part")
    try Data().write(to: part, options: .withoutOverwriting)
    do {
        let file = try FileHandle(forWritingTo: part)
        defer { try? file.close() }
        try body(file)
        try file.synchronize()
        guard rename(part.path, url.path) == 0 else {
            throw CocoaError(
                .fileWriteUnknown, userInfo: [NSLocalizedDescriptionKey: String(cString: strerror(errno))])
        }
    } catch {
        try? FileManager.default.removeItem(at: part)
        throw error
    }
}
