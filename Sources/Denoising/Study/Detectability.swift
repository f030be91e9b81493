import Figures
import Statistics

/// At how many counts each method loses lesions, and how many raw counts its images are worth.
struct Detectability {
    let book: ScoreBook
    let names: LevelNames
    /// Levels at which the images as they are were looked at.
    let rawLevels: [CountLevel]
    /// The area under the ROC curve below which lesions count as lost.
    let leastArea: Double

    private static let raw = Rival.none.rawValue

    /// `nil` where the images as they are were not looked at.
    var table: Table? {
        guard let raw = curve(Self.raw, rawLevels) else { return nil }
        let rows = book.methods.compactMap { method -> [String]? in
            guard let own = curve(method, method == Self.raw ? rawLevels : book.levels) else { return nil }
            let equivalents = book.levels.map { level in
                area(method, level).map { text(raw.counts(reaching: $0)) } ?? ""
            }
            return [Rival.title(of: method), text(own.counts(reaching: leastArea))] + equivalents
        }
        return Table(
            "Counts that the images are worth",
            columns: ["method", "area \(leastArea.formatted(decimals: 2)) is lost below"]
                + book.levels.map { "equivalent of \(names($0))" }, rows: rows,
            notes: [
                "The equivalent is the counts of images that were not restored at which the observer finds lesions as "
                    + "well, by the mean area under the ROC curve of \(book.patients.count) patients, interpolated in "
                    + "d'². Not restored: looked at from \(names(rawLevels.min() ?? rawLevels[0])) to "
                    + "\(names(rawLevels.max() ?? rawLevels[0]))."
            ])
    }

    private func area(_ method: String, _ level: CountLevel) -> Double? {
        let means = book.means(ScoreBook.Key(method: method, level: level, measure: .auc)).compactMap(\.self)
        return means.isEmpty ? nil : means.reduce(0, +) / Double(means.count)
    }

    private func curve(_ method: String, _ levels: [CountLevel]) -> DetectabilityCurve? {
        let areas = levels.compactMap { level in
            area(method, level).map { (counts: names.number(level), auc: $0) }
        }
        return areas.isEmpty ? nil : DetectabilityCurve(areas)
    }

    private func text(_ counts: DetectabilityCurve.Counts) -> String {
        switch counts {
        case .fewerThan(let number): "below \(names.text(number))"
        case .about(let number): names.text(number)
        case .moreThan(let number): "above \(names.text(number))"
        }
    }
}
