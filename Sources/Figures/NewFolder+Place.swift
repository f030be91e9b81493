public import Foundation

extension NewFolder {
    /// Throws where `target` is neither free nor may be replaced.
    static func checkTarget(
        _ target: URL, plan: String, overwriting: Bool
    ) throws(FigureError) {
        switch target.kind {
        case .absent: return
        case .file: throw FigureError("\(target.path) is a file; give the name of a folder")
        case .folder:
            guard !names(in: target).isEmpty else { return }
            guard overwriting else {
                throw FigureError(
                    "\(target.path) exists already; choose another name, or replace it with --force")
            }
            guard target.appending(path: plan).kind == .file else {
                throw FigureError(
                    "\(target.path) holds other things (it has no \(plan)) and is not replaced; "
                        + "choose another name")
            }
        }
    }

    /// Throws where `target` is a link that leads nowhere.
    public static func checkLink(_ target: URL) throws(FigureError) {
        guard target.kind == .absent,
            (try? FileManager.default.destinationOfSymbolicLink(atPath: target.path)) != nil
        else { return }
        throw FigureError(
            "\(target.path) is a link to a place that does not exist; make that first or give another place")
    }

    /// Throws where `target` is or holds the folder that the user is in, who would be left in a removed one.
    static func checkNotCurrent(_ target: URL) throws(FigureError) {
        let current = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
        guard current.pathComponents.starts(with: target.pathComponents) else { return }
        throw FigureError(
            "\(target.path) is the current folder or holds it, and cannot be made anew; give the name of another one"
        )
    }

    /// Throws where `target` cannot be made.
    static func checkParent(of target: URL) throws(FigureError) {
        let parent = target.deletingLastPathComponent()
        switch parent.kind {
        case .absent:
            throw FigureError(
                "the folder \(target.path) cannot be made, because \(parent.path) does not exist; make that first "
                    + "or give another place")
        case .file:
            throw FigureError(
                "the folder \(target.path) cannot be made, because \(parent.path) is a file; give another place"
            )
        case .folder where access(parent.path, W_OK | X_OK) != 0:
            throw FigureError("the folder \(parent.path) may not be written to; give another place")
        case .folder: return
        }
    }
}
