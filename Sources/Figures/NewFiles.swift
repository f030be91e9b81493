public import Foundation

/// Files that appear together and whole: written under temporary names beside their own, then renamed.
public struct NewFiles: Sendable {
    let contents: [(file: URL, data: Data)]

    /// What to write where; each file's folder exists.
    public init(_ contents: [(file: URL, data: Data)]) { self.contents = contents }

    /// Writes all of them, or none where a disk is full or a folder forbidden: that shows before the first file
    /// gets its name. Files of these names are replaced where `overwriting`, otherwise a reason to throw.
    public func write(overwriting: Bool) throws(FigureError) {
        try check(overwriting: overwriting)
        let staged = contents.map { file, data in
            (part: file.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).part"), file, data)
        }
        defer {
            for (part, _, _) in staged { try? FileManager.default.removeItem(at: part) }
        }
        for (part, file, data) in staged {
            do { try data.write(to: part) } catch { throw FigureError(writing: file, error) }
        }
        for (part, file, _) in staged where rename(part.path, file.path) != 0 {
            throw FigureError("\(file.path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    /// Throws where a file of these names is there that may not be replaced, or a folder; for before a long work.
    public func check(overwriting: Bool) throws(FigureError) {
        if !overwriting, let old = contents.first(where: { exists($0.file) })?.file {
            throw FigureError(
                "\(old.path) exists already; choose another name, or replace it with --force")
        }
        if let folder = contents.first(where: { isFolder($0.file) })?.file {
            throw FigureError("\(folder.path) is a folder; give the name of a file")
        }
    }

    private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    private func isFolder(_ file: URL) -> Bool {
        var folder: ObjCBool = false
        return FileManager.default.fileExists(atPath: file.path, isDirectory: &folder) && folder.boolValue
    }
}

extension FigureError {
    /// Why `file` cannot be written.
    init(writing file: URL, _ error: any Error) {
        let reason =
            switch (error as? CocoaError)?.code {
            case .fileNoSuchFile: "its folder does not exist"
            case .fileWriteNoPermission: "its folder may not be written to"
            case .fileWriteOutOfSpace: "the disk is full"
            default: "\(error)"
            }
        self.init("\(file.path) cannot be written: \(reason)")
    }
}
