import Foundation

extension URL {
    /// Throws where a file is here that may not be replaced.
    func checkFree(overwriting: Bool) throws(DICOMError) {
        if !overwriting, FileManager.default.fileExists(atPath: path) {
            throw DICOMError(self, "exists already; choose another name, or replace it with --force")
        }
    }

    /// Lets `body` write a file beside this one and then gives it this name, so that nothing half-written is left.
    func writeWhole(
        _ body: (_ path: String) -> Result<Void, WriteFailure>
    ) throws(DICOMError) {
        let part = deletingLastPathComponent().appending(path: ".\(lastPathComponent).\(UUID()).part")
        defer { try? FileManager.default.removeItem(at: part) }
        if case .failure(let failure) = body(part.path) {
            let reason = isOnFullDisk ? "the disk is full" : failure.reason
            throw DICOMError(self, "cannot be written (\(reason)); check the folder and its free space")
        }
        guard rename(part.path, path) == 0 else {
            throw DICOMError(self, "cannot be written; check the folder's permissions")
        }
    }

    /// Whether there is no room for another 64 KiB.
    private var isOnFullDisk: Bool {
        var disk = statvfs()
        guard statvfs(deletingLastPathComponent().path, &disk) == 0 else { return false }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 64 << 10
    }
}
