public import Foundation

/// The studies in a folder and all folders inside it, hidden ones left out.
///
/// Headers alone are read. A file whose header is damaged, or a folder that cannot be opened, counts as a study of its
/// own, so that whoever reads the studies learns of it.
public struct StudySearch: Sendable {
    /// By patient, then by date and time.
    public private(set) var studies: [FoundStudy] = []
    /// How many files are no DICOM.
    public private(set) var foreign = 0
    /// How many are DICOM, but no planar NM image.
    public private(set) var otherKinds = 0
    /// How many are results.
    public private(set) var results = 0

    /// Searches folders.
    ///
    /// - Parameters:
    ///   - folders: each of them exists.
    ///   - isResult: tells files that a program has made of other files, which are left out.
    /// - Throws: one sentence, where there is no planar NM image at all.
    public init(_ folders: [URL], leavingOut isResult: (URL) -> Bool) throws(DICOMError) {
        let places = FolderWalk(folders)
        studies = places.closed.map(FoundStudy.init(unreadable:))
        var known: [[String?]: Int] = [:]
        for file in places.files where isCandidate(file, leavingOut: isResult) {
            do throws(DICOMError) {
                let study = try FoundStudy(headerOf: file)
                if let place = known[study.key] {
                    studies[place].files.append(file)
                } else {
                    known[study.key] = studies.count
                    studies.append(study)
                }
            } catch  where error.isOtherKind {
                otherKinds += 1
            } catch {
                studies.append(FoundStudy(unreadable: file))
            }
        }
        guard !studies.isEmpty else {
            let count = foreign + otherKinds + results
            throw DICOMError(
                folders[0],
                count == 0
                    ? "is an empty folder; give the one that holds the scan"
                    : "holds no planar NM image among its \(count) files; give the folder that does")
        }
        studies.sort(by: FoundStudy.isBefore)
    }

    /// What was left out, in a sentence; `nil` where nothing was.
    public var leftOut: String? {
        let parts = [
            (foreign, "no DICOM"), (otherKinds, "no planar NM image"),
            (results, "results of earlier readings"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "file" : "files") (\($0.1))" }
        return parts.isEmpty ? nil : "left out: \(parts.joined(separator: ", "))"
    }

    /// Whether a file's header is to be looked at; counts it where it is not.
    private mutating func isCandidate(_ file: URL, leavingOut isResult: (URL) -> Bool) -> Bool {
        // What cannot be read is no foreign file: it may be a study.
        if FileManager.default.isReadableFile(atPath: file.path), !PartTenFile.isDICOM(file) {
            foreign += 1
            return false
        }
        if isResult(file) {
            results += 1
            return false
        }
        return true
    }
}

/// The files in folders and all folders inside them, in the order of their names, hidden ones left out.
private struct FolderWalk {
    private(set) var files: [URL] = []
    /// Folders that cannot be read.
    private(set) var closed: [URL] = []
    private var visited: Set<String> = []

    init(_ folders: [URL]) {
        for folder in folders { walk(folder) }
    }

    private mutating func walk(_ folder: URL) {
        // Links may lead round in a circle.
        guard visited.insert(folder.resolvingSymlinksInPath().path).inserted else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            closed.append(folder)
            return
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let place = folder.appending(path: name)
            if place.isFolder {
                walk(place)
            } else if place.isRegularFile {
                files.append(place)
            }
        }
    }
}
