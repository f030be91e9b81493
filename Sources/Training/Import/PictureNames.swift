import Foundation
import Scintigraphy

/// Pictures whose names end in the view: p1-anterior.png, p1_POST.png.
struct PictureNames {
    /// Of the folder, in order.
    let names: [String]

    /// A patient for each name before the view. What tells no view, or the same as another, is left out.
    func pictures(in folder: URL) -> FoundPictures {
        var found = FoundPictures()
        var files: [String: [View: URL]] = [:]
        for name in names {
            let url = folder.appending(path: name)
            guard url.isNamedAsPicture else { continue }
            guard let (patient, view) = Self.parts(of: url.deletingPathExtension().lastPathComponent) else {
                found.skipped.append(
                    SkippedPatient(
                        name: name, reason: "its name does not end in -anterior, -posterior, -ant or -post"))
                continue
            }
            if let other = files[patient]?[view] {
                found.skipped.append(
                    SkippedPatient(
                        name: name,
                        reason: "it shows the same view of \(patient) as \(other.lastPathComponent)"))
            } else {
                files[patient, default: [:]][view] = url
            }
        }
        found.patients = files.sorted { $0.key < $1.key }
            .map { PicturedPatient(name: $0.key, files: $0.value, cells: []) }
        return found
    }

    /// The patient and the view that a name without extension tells: the view, in any case, is the last word, and one of
    /// - _ . or a space stands before it.
    static func parts(of stem: String) -> (patient: String, view: View)? {
        guard
            let match = stem.wholeMatch(of: /(?i)(.*?)[-_. ]+(anterior|ant|posterior|post)/),
            !match.1.isEmpty
        else { return nil }
        return (String(match.1), match.2.lowercased().hasPrefix("ant") ? .anterior : .posterior)
    }
}
