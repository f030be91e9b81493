import Figures
public import Foundation

extension Report {
    /// Writes report.html and report.json into `folder`, which is made if its own folder exists: both of them
    /// whole, or neither. Throws one sentence where they cannot be written, or an earlier report is there and
    /// may not be replaced.
    public func write(to folder: URL, overwriting: Bool = false) throws {
        let files = NewFiles([
            (folder.appending(path: "report.html"), Data(html().text.utf8)),
            (folder.appending(path: "report.json"), try json()),
        ])
        let made = try makeFolder(folder)
        do {
            try files.write(overwriting: overwriting)
        } catch {
            if made { try? FileManager.default.removeItem(at: folder) }
            throw error
        }
    }

    private func makeFolder(_ folder: URL) throws(ReadingError) -> Bool {
        guard mkdir(folder.path, 0o777) != 0 else { return true }
        let reason = errno
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue {
            return false
        }
        throw ReadingError("the folder \(folder.path) cannot be made: \(String(cString: strerror(reason)))")
    }
}
