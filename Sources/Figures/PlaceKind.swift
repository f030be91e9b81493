public import Foundation

/// What a name in the file system stands for.
public enum PlaceKind: Sendable { case absent, file, folder }

extension URL {
    /// What is there; a link stands for what it leads to.
    public var kind: PlaceKind {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .absent }
        return isFolder.boolValue ? .folder : .file
    }
}
