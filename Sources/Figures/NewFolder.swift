public import Foundation

/// A folder that appears only when it is whole.
///
/// Its files are written into a hidden folder beside it, each under a temporary name first: whatever ends the
/// program, the files that are there are whole, and no folder has this name. A later run with the same plan goes
/// on from there. Two runs cannot write one folder at a time. May be used from several threads, each with files of
/// its own.
public final class NewFolder: Sendable {
    /// Where it will be.
    public let url: URL
    /// Whether it goes on from what an interrupted run with the same plan has left.
    public let isContinued: Bool

    private let plan: String
    private let overwriting: Bool
    private let part: URL
    private let lock: FolderLock

    /// Makes the hidden folder, or finds it again.
    ///
    /// - Parameters:
    ///   - url: where it will be, inside a folder that exists.
    ///   - plan: what decides all that the folder will hold, such as its seed and settings; it becomes a file of the
    ///     folder itself. What an interrupted run has left is used only where its plan has the same bytes.
    ///   - overwriting: whether an earlier folder may be replaced, which must hold a plan of that name; what an
    ///     interrupted run with another plan has left is dropped then.
    /// - Throws: a sentence with a remedy where the folder cannot be made or replaced.
    public init(
        _ url: URL, plan: (name: String, data: Data), overwriting: Bool = false
    ) throws(FigureError) {
        try Self.checkLink(url)
        let target = url.standardizedFileURL.resolvingSymlinksInPath()
        try Self.checkNotCurrent(target)
        try Self.checkTarget(target, plan: plan.name, overwriting: overwriting)
        try Self.checkParent(of: target)
        let part = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).part")
        let lock = try FolderLock(making: part, for: target)
        self.url = target
        self.plan = plan.name
        self.overwriting = overwriting
        self.part = part
        self.lock = lock

        let isSame = (try? Data(contentsOf: part.appending(path: plan.name))) == plan.data
        isContinued = isSame && Self.hasFiles(part, besides: plan.name)
        try Self.removeUnfinished(in: part)
        guard !isSame else { return }
        guard overwriting || !Self.hasFiles(part, besides: plan.name) else {
            throw FigureError(
                "an interrupted run with other settings has left \(part.path); repeat that run to complete it, "
                    + "or drop it with --force")
        }
        for name in Self.names(in: part) { try Self.remove(part.appending(path: name)) }
        try write(plan.data, to: plan.name)
    }

    deinit {
        // Nothing is worth keeping where there is no more than a plan; by now the folder may be another run's.
        guard lock.holds(part), !Self.hasFiles(part, besides: plan) else { return }
        try? FileManager.default.removeItem(at: part)
    }

    /// Whether a file is there, which is whole then. `name` is a path inside the folder.
    public func contains(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: part.appending(path: name).path)
    }

    /// The bytes of a file that is there; `name` is a path inside the folder. Throws where it cannot be read.
    public func contents(of name: String) throws(FigureError) -> Data {
        let file = part.appending(path: name)
        do { return try Data(contentsOf: file) } catch {
            throw FigureError("\(file.path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// Writes a whole file, in place of an earlier one of this name. `name` is a path inside the folder.
    public func write(_ data: Data, to name: String) throws(FigureError) {
        try NewFiles([(place(of: name), data)]).write(overwriting: true)
    }

    /// Removes a file, or a folder with all that is in it; one that is absent is no error. `name` is a path inside the
    /// folder.
    public func remove(_ name: String) throws(FigureError) {
        let place = part.appending(path: name)
        if place.kind != .absent { try Self.remove(place) }
    }

    /// Where to write a file until ``publish()``, by something that writes it whole or not at all. The folders on
    /// its way are made. `name` is a path inside the folder.
    public func place(of name: String) throws(FigureError) -> URL {
        precondition(!name.hasPrefix("/") && !name.split(separator: "/").contains(".."))
        let file = part.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch {
            throw FigureError(writing: file.deletingLastPathComponent(), error)
        }
        return file
    }

    /// Gives the folder its name, in place of an earlier one where that was allowed. Nothing can be written
    /// afterwards.
    public func publish() throws(FigureError) {
        try Self.checkTarget(url, plan: plan, overwriting: overwriting)
        let old = url.deletingLastPathComponent().appending(
            path: ".\(url.lastPathComponent).\(UUID().uuidString).old")
        let isReplacing = rename(url.path, old.path) == 0
        guard rename(part.path, url.path) == 0 else {
            let reason = String(cString: strerror(errno))
            if isReplacing { rename(old.path, url.path) }
            throw FigureError("the folder \(url.path) cannot be given its name: \(reason)")
        }
        if isReplacing { try? FileManager.default.removeItem(at: old) }
    }
}

extension NewFolder {
    static func names(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    /// Whether a run has written anything but its plan, or begun to write it.
    private static func hasFiles(_ folder: URL, besides plan: String) -> Bool {
        names(in: folder).contains { $0 != plan && !folder.appending(path: $0).isUnfinished }
    }

    /// Files that a run which was killed has begun. What it has begun inside as a new folder stays: that goes on, too.
    private static func removeUnfinished(in folder: URL) throws(FigureError) {
        let inside = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in inside ?? .init()
        where file.isUnfinished { try remove(file) }
    }

    private static func remove(_ file: URL) throws(FigureError) {
        do { try FileManager.default.removeItem(at: file) } catch {
            throw FigureError("\(file.path) cannot be removed: \(error.localizedDescription)")
        }
    }
}

extension URL {
    /// Whether it is a file under the name with which files are begun.
    fileprivate var isUnfinished: Bool {
        lastPathComponent.hasPrefix(".") && lastPathComponent.hasSuffix(".part") && kind == .file
    }
}
