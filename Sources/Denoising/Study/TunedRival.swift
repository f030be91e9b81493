import Figures
import Scintigraphy

/// A rival with the settings that it has at each level.
struct TunedRival: Sendable {
    let rival: Rival
    let settings: [(level: CountLevel, method: RestorationMethod)]
    /// `nil` where there is nothing to choose.
    let tuning: Tuning?

    /// The settings that were best in `tuning`; without, the only ones there are.
    init(_ rival: Rival, _ levels: [CountLevel], _ tuning: Tuning? = nil) {
        self.rival = rival
        self.tuning = tuning
        let usual = rival.candidates.first ?? .none
        settings = levels.map { (level: $0, method: tuning?.best($0)?.method ?? usual) }
    }

    /// Restores each level's images by the level's settings.
    func method(realisations: Int) -> StudyMethod {
        let byLevel = Dictionary(uniqueKeysWithValues: settings.map { ($0.level, $0.method) })
        return StudyMethod(
            name: rival.rawValue, realisations: realisations,
            way: .filter { image, level in try (byLevel[level] ?? .none)(image) })
    }

    /// For the study's record.
    var record: StudyRecord.Rival {
        StudyRecord.Rival(
            name: rival.rawValue,
            settings: settings.map { .init(fraction: $0.level.fraction, method: $0.method) })
    }

    /// What was chosen for each level, and on what grounds.
    static func table(_ rivals: [TunedRival], names: LevelNames) -> Table {
        let rows = rivals.filter { $0.rival != .none }.flatMap { rival in
            rival.settings.map { level, method in
                [
                    rival.rival.title, names(level), method.sentence,
                    rival.tuning?.best(level).map { $0.gain.fixed(decimals: 2) } ?? "",
                    "\(rival.tuning?.trials.count { $0.level == level } ?? 1)",
                ]
            }
        }
        return Table(
            "Settings of the rivals",
            columns: ["rival", "level", "settings", "gain of PSNR in dB, validation", "settings tried"],
            rows: rows,
            notes: [
                "Chosen for each level by the highest gain of PSNR against the full acquisition, the median over views of patients of "
                    + "whom no figure is reported."
            ])
    }
}
