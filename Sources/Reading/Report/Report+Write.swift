import Figures
public import Foundation

extension Report {
    /// Writes report.html, report.pdf and report.json into `folder`, which is made if its own folder exists: all of them
    /// whole, or none. Throws one sentence where they cannot be written, or an earlier report is there and
    /// may not be replaced.
    public func write(to folder: URL, overwriting: Bool = false) throws {
        try Self.checkDestination(folder, overwriting: overwriting)
        let files = NewFiles([
            (folder.appending(path: Self.fileNames[0]), Data(html().text.utf8)),
            (folder.appending(path: Self.fileNames[1]), try pdf()),
            (folder.appending(path: Self.fileNames[2]), try json()),
        ])
        let made = try Self.makeFolder(folder)
        do {
            try files.write(overwriting: overwriting)
        } catch {
            if made { try? FileManager.default.removeItem(at: folder) }
            throw error
        }
    }

    /// Throws, in a sentence with a remedy, where ``write(to:overwriting:)`` would: to be asked before the work
    /// of a reading is done.
    public static func checkDestination(_ folder: URL, overwriting: Bool = false) throws(ReadingError) {
        do { try NewFolder.checkLink(folder) } catch { throw ReadingError(error.description) }
        let parent = folder.absoluteURL.deletingLastPathComponent()
        switch (folder.kind, parent.kind) {
        case (.file, _):
            throw ReadingError("\(folder.path) is a file; give the name of a folder for the report")
        case (.absent, .absent):
            throw ReadingError(
                "the folder \(folder.path) cannot be made, because \(parent.path) does not exist; "
                    + "make that first or give another place")
        case (.absent, .file):
            throw ReadingError(
                "the folder \(folder.path) cannot be made, because \(parent.path) is a file; give another place"
            )
        case (.absent, .folder): try checkWritable(parent)
        case (.folder, _): try checkWritable(folder)
        }
        guard !overwriting else { return }
        for file in fileNames.map({ folder.appending(path: $0) }) where file.kind != .absent {
            throw ReadingError(
                "\(file.path) exists already; choose another folder, or replace it with --force")
        }
    }

    /// What the PDF is called.
    static let pdfName = "report.pdf"
    /// What it is called for machines.
    static let jsonName = "report.json"
    /// All of them.
    static let fileNames = ["report.html", pdfName, jsonName]

    private static func checkWritable(_ folder: URL) throws(ReadingError) {
        guard access(folder.path, W_OK | X_OK) != 0 else { return }
        throw ReadingError("the folder \(folder.path) may not be written to; give another place")
    }

    private static func makeFolder(_ folder: URL) throws(ReadingError) -> Bool {
        guard folder.kind == .absent else { return false }
        guard mkdir(folder.path, 0o777) == 0 else {
            throw ReadingError(
                "the folder \(folder.path) cannot be made (\(String(cString: strerror(errno)))); "
                    + "give another place")
        }
        return true
    }
}
