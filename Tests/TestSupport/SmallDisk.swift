public import Foundation

/// A disk in memory that is soon full.
public struct SmallDisk: Sendable {
    /// Whether this user may mount one.
    public static let isPossible =
        (try? withTemporaryFolder { folder -> Void in
            try SmallDisk(at: folder, kilobytes: 64).unmount()
        }) != nil

    private let folder: URL

    /// Mounts it over `folder`.
    public init(at folder: URL, kilobytes: Int) throws {
        self.folder = folder
        let outcome = try run(
            URL(filePath: "/bin/mount"), ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", folder.path])
        guard outcome.status == 0 else { throw CocoaError(.fileWriteNoPermission) }
    }

    public func unmount() { _ = try? run(URL(filePath: "/bin/umount"), [folder.path]) }
}
