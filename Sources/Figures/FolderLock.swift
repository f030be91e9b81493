public import Foundation

/// A folder that no other run writes, as long as this lives. The system gives it free when the program ends.
public final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Makes `folder` unless it is there, and locks it. `target` is what the user knows of.
    public init(making folder: URL, for target: URL) throws(FigureError) {
        guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else {
            throw FigureError(
                "the folder \(target.path) cannot be made: \(String(cString: strerror(errno))); "
                    + "give another place")
        }
        descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FigureError("\(folder.path) cannot be used: \(String(cString: strerror(errno)))")
        }
        // Another run may have given it its name between these two steps.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, holds(folder) else {
            throw FigureError("another run is writing \(target.path); wait for it, or give another place")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether `folder` is still the one that was locked.
    func holds(_ folder: URL) -> Bool {
        var (held, found) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(folder.path, &found) == 0
            && held.st_ino == found.st_ino && held.st_dev == found.st_dev
    }
}
