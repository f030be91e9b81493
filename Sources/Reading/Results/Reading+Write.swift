public import DICOM
import Figures
public import Foundation

/// What came of a reading's DICOM objects.
public struct WrittenResults {
    /// The files that were written.
    public internal(set) var files: [URL] = []
    /// A sentence for each object that could not be made or written.
    public internal(set) var leftOut: [String] = []
}

extension Reading {
    /// Throws, in a sentence with a remedy, where ``write(to:of:version:overwriting:)`` would find no place: to be asked
    /// before the work of a reading is done.
    public static func checkDestination(_ folder: URL, overwriting: Bool = false) throws(ReadingError) {
        try Report.checkDestination(folder, overwriting: overwriting)
        let place = resultPlace(in: folder)
        switch place.kind {
        case .absent: return
        case .file: throw ReadingError("\(place.path) is a file; choose another folder for the report")
        case .folder:
            guard !overwriting else { return }
            throw ReadingError(
                "\(place.path) exists already; choose another folder, or replace what is in it with --force")
        }
    }

    /// Writes report.html, report.pdf and report.json into `folder`, all of them or none, and then the results as DICOM
    /// objects into its folder `dicom`: each file whole or not at all.
    ///
    /// What cannot be told in DICOM is left out, and said so: the report stays.
    ///
    /// - Parameters:
    ///   - folder: is made if its own folder exists.
    ///   - scan: the scan that was read.
    ///   - version: that of the software.
    ///   - overwriting: whether an earlier reading may be replaced. Files of other names are left alone.
    public func write(
        to folder: URL, of scan: DICOMScan, version: String, overwriting: Bool = false
    ) throws -> WrittenResults {
        try Self.checkDestination(folder, overwriting: overwriting)
        try report.write(to: folder, overwriting: overwriting)
        let pdf = try Data(contentsOf: folder.appending(path: Report.pdfName))
        let results = results(of: scan, version: version, pdf: pdf)
        var written = WrittenResults(leftOut: results.leftOut)
        let place = Self.resultPlace(in: folder)
        let isMade = try !results.made.isEmpty && Self.makeResultPlace(place)
        for result in results.made {
            let file = place.appending(path: result.file)
            do {
                try result.write(file, overwriting)
                written.files.append(file)
            } catch { written.leftOut.append("\(error)") }
        }
        if overwriting { try removeEarlier(in: place, except: written.files) }
        if isMade, written.files.isEmpty { try? FileManager.default.removeItem(at: place) }
        return written
    }

    /// Whether it was not there before.
    private static func makeResultPlace(_ place: URL) throws(ReadingError) -> Bool {
        guard place.kind == .absent else { return false }
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        } catch {
            throw ReadingError(
                "\(place.path) cannot be made: \(error.localizedDescription); give another place")
        }
        return true
    }

    /// Removes what an earlier reading left and this one did not write again.
    private func removeEarlier(in place: URL, except files: [URL]) throws {
        let names = Set(files.map(\.lastPathComponent))
        for name in NamedResult.names.subtracting(names) {
            let file = place.appending(path: name)
            if file.kind == .file { try FileManager.default.removeItem(at: file) }
        }
    }

    /// Whether a DICOM file is a reading's result, by where it lies and what it is called.
    public static func isResult(_ file: URL) -> Bool {
        let place = file.absoluteURL.deletingLastPathComponent()
        let folder = place.deletingLastPathComponent()
        return NamedResult.names.contains(file.lastPathComponent)
            && place.path == resultPlace(in: folder).path
            && folder.appending(path: Report.jsonName).kind == .file
    }

    /// The DICOM objects beside a report, in the order of their names.
    static func results(in folder: URL) -> [URL] {
        NamedResult.names.sorted().map { resultPlace(in: folder).appending(path: $0) }
            .filter { $0.kind == .file }
    }

    /// Whether the object that is written last is there.
    static func hasAllResults(_ folder: URL) -> Bool {
        resultPlace(in: folder).appending(path: NamedResult.last).kind == .file
    }

    /// Where a reading's DICOM objects lie beside its report.
    private static func resultPlace(in folder: URL) -> URL {
        folder.absoluteURL.appending(path: resultFolder, directoryHint: .isDirectory)
    }

    /// The name of the folder beside a report.
    static let resultFolder = "dicom"
    /// What a reading calls files in it.
    static let resultNames = NamedResult.names
}
