import DICOM
import Figures
import Foundation

/// A study of a cohort, and what the folder of its reading is called.
struct CohortStudy: Sendable {
    let found: FoundStudy
    /// Such as `P0815_2026-11-27`.
    let name: String

    /// The files as the user knows them.
    var source: String { found.files.map(\.relativePath).joined(separator: "; ") }

    /// Studies with names of their own: a number follows where a name is taken, such as by a second study of one patient
    /// on one day. A study that has been read into `folder` before keeps its name.
    static func named(_ studies: [FoundStudy], in folder: URL) -> [CohortStudy] {
        var taken: Set<String> = []
        return studies.map { study in
            let name = study.folderName
            func isFree(_ name: String) -> Bool {
                let place = folder.appending(path: name)
                return !taken.contains(name.lowercased())
                    && (place.kind == .absent || ReadingRecord.study(in: place) == study.identity)
            }
            var (unique, number) = (name, 1)
            while !isFree(unique) {
                number += 1
                unique = "\(name)-\(number)"
            }
            taken.insert(unique.lowercased())  // to some file systems, case makes no difference
            return CohortStudy(found: study, name: unique)
        }
    }
}

extension FoundStudy {
    /// Tells it from all others, wherever its files lie.
    var identity: String {
        uid.map { [$0, patientID].compactMap(\.self).joined(separator: " ") } ?? files[0].absoluteURL.path
    }

    /// Patient ID and date as a name for a folder; where there is no ID, that of the first file and its folder.
    fileprivate var folderName: String {
        let file = files[0].deletingPathExtension().lastPathComponent
        let folder = files[0].absoluteURL.deletingLastPathComponent().lastPathComponent
        return [(patientID ?? "\(folder)-\(file)").asFileName, date?.asDate.asFileName].compactMap(\.self)
            .joined(separator: "_")
    }
}

extension String {
    /// Letters, digits, hyphens and underscores, at most 48 of them: a name that every system takes.
    fileprivate var asFileName: String {
        let safe = unicodeScalars.prefix(48).map { scalar in
            let isSafe =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
            return isSafe ? Character(scalar) : "-"
        }
        return safe.isEmpty ? "study" : String(safe)
    }
}
