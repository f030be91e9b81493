import Foundation
import Scintigraphy

/// The NM files that a user's list of files and folders stands for.
struct FileList {
    private(set) var files: [NMFile] = []
    private(set) var remarks: [Remark] = []

    /// Opens `urls`. What is no planar NM image is refused when named, and left out when found in a folder.
    /// A damaged DICOM file is refused either way.
    init(_ urls: [URL]) throws(DICOMError) {
        for url in urls {
            if url.isFolder {
                try open(folder: url)
            } else {
                files.append(try NMFile(url))
            }
        }
    }

    private mutating func open(folder: URL) throws(DICOMError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw DICOMError(folder, "cannot be read; check its permissions")
        }
        let visible = names.sorted().filter { !$0.hasPrefix(".") }
        let inside = visible.map { folder.appending(path: $0) }.filter(\.isRegularFile)
        var leftOut: [String] = []
        let before = files.count
        for url in inside {
            guard PartTenFile.isDICOM(url) else {
                leftOut.append("\(url.lastPathComponent) (not DICOM)")
                continue
            }
            do {
                files.append(try NMFile(url))
            } catch  where error.isOtherKind {
                leftOut.append("\(url.lastPathComponent) (not a planar NM image)")
            }
        }
        guard files.count > before else {
            throw DICOMError(
                folder,
                inside.isEmpty
                    ? "is an empty folder; give the one that holds the scan"
                    : "holds no planar NM image among its \(inside.count) files; give the folder that does")
        }
        if !leftOut.isEmpty {
            let named = leftOut.prefix(5).joined(separator: ", ")
            let more = leftOut.count > 5 ? " and \(leftOut.count - 5) more" : ""
            remarks.append(Remark(.note, "Left out of \(folder.relativePath): \(named)\(more)."))
        }
    }
}
