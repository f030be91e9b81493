import Figures
public import Foundation
public import Scintigraphy

/// Pictures of many patients, as a folder that is to become a cohort: docs/import.md.
///
/// It has a table of them, or BS-80K's folders, or names that end in the view; the first of these that is there counts.
public struct PictureCollection: Sendable {
    /// How the folder says which picture is whose.
    public enum Layout: String, Codable, Sendable {
        /// images.csv.
        case table = "images.csv"
        /// The folders of Huang et al. 2022.
        case bs80k = "BS-80K"
        /// Names such as p1-anterior.png.
        case names
    }

    /// The folder.
    public let url: URL
    /// How it says which picture is whose.
    public let layout: Layout
    /// In the table's order, or by number or name.
    public let patients: [PicturedPatient]
    /// What could not be given to a patient, or not be understood.
    public let skipped: [SkippedPatient]
    /// The names of each patient's further cells.
    let columns: [String]

    /// Lists the pictures; none is opened yet.
    ///
    /// Throws where there is no such folder, it holds no pictures, or its table or lists are broken.
    public init(_ url: URL) throws(TrainingError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: url.path) else {
            throw TrainingError("\(url.path) is no folder that can be read; give one of pictures")
        }
        let visible = names.filter { !$0.hasPrefix(".") }.sorted()
        let found: FoundPictures
        if visible.contains(PictureTable.name) {
            layout = .table
            found = try PictureTable(in: url).pictures()
        } else if let folders = BS80KFolders(url, names: visible) {
            layout = .bs80k
            found = try folders.pictures()
        } else {
            layout = .names
            found = PictureNames(names: visible).pictures(in: url)
        }
        guard !found.patients.isEmpty else {
            throw TrainingError(
                "\(url.path) holds no pictures whose view is known: there is neither an images.csv, nor a folder "
                    + "wholeBodyANT, nor a PNG or JPEG named as in p1-anterior.png")
        }
        self.url = url
        (patients, skipped, columns) = (found.patients, found.skipped, found.columns)
        try checkNames()
    }

    private static let unusable = Array("/\\:;=^\u{7F}".unicodeScalars)

    /// Throws where a patient's name cannot be that of a folder, or only upper and lower case tell two apart, which some
    /// disks do not.
    private func checkNames() throws(TrainingError) {
        var earlier: [String: String] = [:]
        for name in patients.map(\.name) {
            guard name.unicodeScalars.count <= 50, !name.hasPrefix("."),
                name == name.trimmingCharacters(in: .whitespaces),
                ![CohortFolder.tableName, CohortImport.planFile, CohortImport.skippedFile].contains(name),
                name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !Self.unusable.contains($0) })
            else {
                throw TrainingError(
                    "\(url.path): the patient “\(name)” cannot have a folder and an ID of that name; use up to 50 "
                        + "letters, digits, points, hyphens and, between them, spaces")
            }
            if let other = earlier.updateValue(name, forKey: name.lowercased()) {
                throw TrainingError(
                    "\(url.path): the patients \(other) and \(name) have the same name but for its case; rename one"
                )
            }
        }
    }
}

/// One patient's pictures.
public struct PicturedPatient: Equatable, Sendable {
    /// What tells this patient from every other.
    public let name: String
    /// Where the picture of each view is.
    public let files: [View: URL]
    /// What cohort.csv says besides, in the order of the collection's columns.
    let cells: [String]
}

/// What one of the layouts yields.
struct FoundPictures {
    var patients: [PicturedPatient] = []
    var skipped: [SkippedPatient] = []
    var columns: [String] = []
}

extension URL {
    /// Whether its name is that of a picture.
    var isNamedAsPicture: Bool { ["png", "jpg", "jpeg"].contains(pathExtension.lowercased()) }
}
