public import Foundation

extension Skeleton {
    /// Where the geometry is: the folder that the user names, or what `make setup` put beside the program's build or
    /// into the current folder.
    public static func installed(named folder: String?) -> URL {
        if let folder { return URL(filePath: folder) }
        let place = ".deps/skeleton"
        let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var parent = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? program
        while parent.pathComponents.count > 1 {
            parent.deleteLastPathComponent()
            let candidate = parent.appending(path: place)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return URL(filePath: place)
    }
}
