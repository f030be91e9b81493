import Foundation
import Scintigraphy

/// The whole-body folders of BS-80K. Huang et al., Comput Biol Med 151:106221, 2022.
/// https://doi.org/10.1016/j.compbiomed.2022.106221
///
/// wholeBodyANT holds 1.jpg, 2.jpg and so on, a picture for each patient's number; wholeBodyANT.txt, lines of a name and
/// 0 (normal) or 1 (abnormal); and ant, a Pascal VOC file 1.xml for each picture with boxes. wholeBodyPOST likewise.
/// The regions' folders, which hold parts of the same pictures, are left alone.
struct BS80KFolders {
    private let folders: [View: URL]

    /// Nil where `folder`, which has these names in it, is laid out otherwise.
    init?(_ folder: URL, names: [String]) {
        var folders: [View: URL] = [:]
        for (view, expected) in [(View.anterior, "wholebodyant"), (.posterior, "wholebodypost")] {
            guard let name = names.first(where: { $0.lowercased() == expected }) else { continue }
            folders[view] = folder.appending(path: name)
        }
        guard !folders.isEmpty else { return nil }
        self.folders = folders
    }

    /// The patients by number: abnormal where a label or a box of either view says so, normal where something is said of
    /// every view and nothing abnormal.
    func pictures() throws(TrainingError) -> FoundPictures {
        var found = FoundPictures()
        found.columns = ["abnormal"]
        var files: [Int: [View: URL]] = [:]
        var answers: [Int: [View: Bool]] = [:]
        var unclear: [Int: String] = [:]
        for (view, folder) in folders.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let folder = try BS80KFolder(folder, view)
            for (name, url) in folder.pictures {
                guard let number = Int(url.deletingPathExtension().lastPathComponent) else {
                    found.skipped.append(
                        SkippedPatient(name: name, reason: "its name is no patient's number, as in 1.jpg"))
                    continue
                }
                if let other = files[number]?[view] {
                    found.skipped.append(
                        SkippedPatient(name: name, reason: "it has the number of \(other.lastPathComponent)"))
                    continue
                }
                files[number, default: [:]][view] = url
                do throws(TrainingError) {
                    answers[number, default: [:]][view] = try folder.answer(of: url)
                } catch { unclear[number] = "\(error)" }
            }
        }
        for (number, files) in files.sorted(by: { $0.key < $1.key }) {
            if let reason = unclear[number] {
                found.skipped.append(SkippedPatient(name: "\(number)", reason: reason))
                continue
            }
            let said = answers[number] ?? [:]
            let isAbnormal = said.values.contains(true) ? true : said.count == files.count ? false : nil
            found.patients.append(
                PicturedPatient(
                    name: "\(number)", files: files, cells: [isAbnormal.map { $0 ? "1" : "0" } ?? ""]))
        }
        return found
    }
}

/// One of the two folders.
private struct BS80KFolder {
    /// By name, in order.
    let pictures: [(name: String, url: URL)]
    /// By the name of the picture.
    private let labels: [String: Bool]
    private let boxes: URL?

    init(_ folder: URL, _ view: View) throws(TrainingError) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            throw TrainingError("\(folder.path) is no folder that can be read")
        }
        let inside = names.sorted().map { (name: $0, url: folder.appending(path: $0)) }
        pictures = inside.filter { !$0.name.hasPrefix(".") && $0.url.isNamedAsPicture }
        let list = inside.first { $0.name.lowercased() == "\(folder.lastPathComponent.lowercased()).txt" }
        labels = try list.map { file throws(TrainingError) in try Self.labels(in: file.url) } ?? [:]
        boxes = inside.first { $0.name.lowercased() == (view == .anterior ? "ant" : "post") }?.url
    }

    /// Whether label or boxes call a picture abnormal; nil where there are neither. Throws where its boxes are broken.
    func answer(of picture: URL) throws(TrainingError) -> Bool? {
        let stem = picture.deletingPathExtension().lastPathComponent
        let hasAbnormalBox = try boxes.flatMap { folder throws(TrainingError) in
            try VOCAnnotation(folder.appending(path: "\(stem).xml"))
        }?.hasAbnormalObject
        let answers = [labels[picture.lastPathComponent.lowercased()], hasAbnormalBox].compactMap(\.self)
        return answers.isEmpty ? nil : answers.contains(true)
    }

    private static func labels(in file: URL) throws(TrainingError) -> [String: Bool] {
        guard let data = try? Data(contentsOf: file) else {
            throw TrainingError("\(file.path) cannot be read; check its permissions")
        }
        var labels: [String: Bool] = [:]
        let lines = String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (place, line) in lines.enumerated() {
            let words = line.split { $0.isWhitespace || $0 == "," }
            if words.isEmpty { continue }
            guard words.count == 2, let label = ["0": false, "1": true][words[1]] else {
                throw TrainingError(
                    "\(file.path): line \(place + 1) is “\(line.prefix(40))”, not a picture's name and 0 or 1"
                )
            }
            if let earlier = labels.updateValue(label, forKey: words[0].lowercased()), earlier != label {
                throw TrainingError(
                    "\(file.path): line \(place + 1) says of \(words[0]) what an earlier line denies; keep one of them"
                )
            }
        }
        return labels
    }
}
