import Figures
public import Foundation

/// Trained models that lie in a folder: for each a folder of its name, with weights.safetensors and its card,
/// README.md.
public struct ModelFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Finds the folder: the one that the user names, else that of the variable `BONESCAN_MODELS`, else `Models`
    /// beside the program or in a folder above it, such as the repository that holds .build.
    ///
    /// - Parameters:
    ///   - named: the user's own choice.
    ///   - environment: the variables of the process.
    ///   - program: the executable file.
    /// - Throws: one sentence, where what was named is no folder or holds no models, or none is found.
    public init(named: URL?, environment: [String: String], program: URL) throws(ReadingError) {
        if let named {
            guard named.kind == .folder else {
                throw ReadingError("there is no folder \(named.path); give the folder of the models")
            }
            url = named
            guard !names.isEmpty else {
                throw ReadingError("\(named.path) holds no models; give the folder of the models")
            }
            return
        }
        if let named = environment["BONESCAN_MODELS"].map({ URL(filePath: $0) }) {
            guard named.kind == .folder else {
                throw ReadingError(
                    "BONESCAN_MODELS is \(named.path), which is no folder; set it to the folder of the models"
                )
            }
            url = named
            guard !names.isEmpty else {
                throw ReadingError(
                    "BONESCAN_MODELS is \(named.path), which holds no models; set it to the folder of the models"
                )
            }
            return
        }
        var folder = program.resolvingSymlinksInPath()
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let candidate = folder.appending(path: "Models")
            if candidate.kind == .folder {
                url = candidate
                return
            }
        }
        throw ReadingError(
            "there is no folder Models beside the program or above it; give one with --models DIR or "
                + "BONESCAN_MODELS, or weights with --model FILE")
    }

    /// The models that have weights, in alphabetical order.
    public var names: [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return all.filter { FileManager.default.fileExists(atPath: place(of: $0).path) }.sorted()
    }

    /// The weights of a model. Throws one sentence where there is no such model.
    public func weights(of name: String) throws(ReadingError) -> URL {
        let file = place(of: name)
        guard FileManager.default.fileExists(atPath: file.path) else {
            let there = names.isEmpty ? "no models" : names.joined(separator: ", ")
            throw ReadingError(
                "\(file.path) does not exist (\(url.path) holds \(there)); give another folder with --models, or weights where the command takes them"
            )
        }
        return file
    }

    private func place(of name: String) -> URL { url.appending(path: "\(name)/weights.safetensors") }
}
