import ArgumentParser
import Classification
import DICOM
import Denoising
import Figures
import Foundation
import Scintigraphy
import Segmentation

/// The scan that a command works on.
struct ScanArguments: ParsableArguments {
    @Argument(
        help:
            "The DICOM files of one study (one per view, or both views in one), or the folder that holds them.",
        completion: .file())
    var scan: [String]

    func validate() throws {
        // The name of a variable that is not set; it would stand for the current folder.
        guard !scan.contains("") else {
            throw ValidationError("A scan's name is empty; name a file or folder.")
        }
    }

    var files: [URL] { scan.map { URL(filePath: $0) } }

    /// Whether nothing but folders is given.
    var areFolders: Bool { !files.isEmpty && files.allSatisfy { $0.kind == .folder } }

    /// As it was given.
    var words: String { scan.joined(separator: " ") }

    func read() throws -> BoneScan { try BoneScan(dicom: files) }

    /// The scan together with where its views came from, for commands that write DICOM.
    func readWithSource() throws -> DICOMScan { try DICOMScan(files) }

    /// Puts the scan's name before what `work` finds wrong with its pixels.
    func naming<Result>(_ work: () throws -> Result) throws -> Result {
        do { return try work() } catch {
            guard
                error is ScintigraphyError || error is DenoisingError || error is EvaluationError
                    || error is ClassificationError || error is SegmentationError
            else {
                throw error
            }
            let names = files.map(\.lastPathComponent).joined(separator: ", ")
            throw Unusable(description: "\(names): \(error)")
        }
    }
}

/// A scan that a command cannot work on: a sentence that names it.
private struct Unusable: Error, CustomStringConvertible { let description: String }

/// Where a command's result goes.
struct OutputArguments: ParsableArguments {
    @Option(help: "Where the result is written.", completion: .file())
    var out: String

    @Flag(help: "Replace what is there.")
    var force = false

    var url: URL { URL(filePath: out) }
}

/// Where a result goes that is a folder.
struct FolderArguments: ParsableArguments {
    @Option(help: "The folder to be made; it appears when it is whole.", completion: .directory)
    var out: String

    @Flag(help: "Replace an earlier folder and all that is in it, or what an interrupted run has left.")
    var force = false

    var url: URL { URL(filePath: out) }
}

/// Where a result for people goes; it is named after the scan where they do not say.
struct NamedOutputArguments: ParsableArguments {
    @Option(
        help: "Where the result is written; by default in this folder, named after the scan.",
        completion: .file())
    var out: String?

    @Flag(help: "Replace what is there.")
    var force = false

    func validate() throws {
        guard out != "" else { throw ValidationError("The name after --out is empty; give one.") }
    }

    func url(for input: ScanArguments, suffix: String) -> URL {
        if let out { return URL(filePath: out) }
        guard let scan = input.files.first else { return URL(filePath: "scan" + suffix) }
        // Names such as 1.2.840.113 have no extension, only numbers.
        let isDICOM = ["dcm", "dicom", "ima"].contains(scan.pathExtension.lowercased())
        return URL(filePath: (isDICOM ? scan.deletingPathExtension() : scan).lastPathComponent + suffix)
    }
}

/// Says where a result is, or what went on, without disturbing what a machine reads from standard output.
func note(_ words: String) { tell(words + "\n") }

/// Prints one JSON document, keys in alphabetical order.
func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
