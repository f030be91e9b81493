public import Foundation

extension URL {
    /// Whether both name one file, whatever symbolic links lead to it; neither need exist.
    public func isSameFile(as other: URL) -> Bool { linkFree == other.linkFree }

    private var linkFree: String {
        let folder = deletingLastPathComponent().resolvingSymlinksInPath()
        return folder.appending(path: lastPathComponent).resolvingSymlinksInPath().standardizedFileURL.path
    }
}
