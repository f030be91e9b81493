public import DICOM
import Figures
public import Foundation

extension Reading {
    /// The folder of a reading's DICOM objects beside its report.
    public static let resultFolder = "dicom"

    /// Writes report.html, report.pdf and report.json into `folder`, and the results as DICOM objects into its folder
    /// `dicom`: all whole, or nothing new.
    ///
    /// - Parameters:
    ///   - folder: is made if its own folder exists.
    ///   - scan: the scan that was read.
    ///   - version: that of the software.
    ///   - overwriting: whether an earlier reading may be replaced.
    /// - Returns: the DICOM files.
    @discardableResult
    public func write(
        to folder: URL, of scan: DICOMScan, version: String, overwriting: Bool = false
    ) throws -> [URL] {
        try Report.checkDestination(folder, overwriting: overwriting)
        let results = try results(of: scan, version: version)
        let target = folder.appending(path: Self.resultFolder, directoryHint: .isDirectory)
        if target.kind != .absent, !overwriting {
            throw ReadingError(
                "\(target.path) exists already; choose another folder, or replace it with --force")
        }
        let files = FileManager.default
        let part = folder.deletingLastPathComponent().appending(
            path: ".\(folder.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part",
            directoryHint: .isDirectory)
        do {
            try files.createDirectory(at: part, withIntermediateDirectories: false)
        } catch {
            throw ReadingError("\(part.path) cannot be made: \(error.localizedDescription); give another place")
        }
        defer { try? files.removeItem(at: part) }
        for result in results { try result.write(part.appending(path: result.file)) }
        try report.write(to: folder, overwriting: overwriting)
        if target.kind != .absent { try files.removeItem(at: target) }
        try files.moveItem(at: part, to: target)
        return results.map { target.appending(path: $0.file) }
    }
}
