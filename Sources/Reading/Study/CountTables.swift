import Classification
import Figures
import Scintigraphy
import Statistics

/// Whether fewer counts change a reading, restored or not: the same patients throughout.
struct CountTables {
    private let groups: [ReadGroup]
    private let least: Double
    /// How many patients were left out.
    private let refused: Int

    init(plan: ReadingStudy.Plan, _ cases: [ReadCase]) {
        let asked = cases.filter { $0.readings.count > 1 }
        let several = asked.filter { $0.readings.allSatisfy { $0.refusal == nil } }
        refused = asked.count - several.count
        groups = ([1] + plan.countShares).flatMap { share in
            [false, true].map { isRestored in
                let percent = "\((100 * share).formatted(decimals: 1)) %"
                return ReadGroup(isRestored ? "\(percent), restored" : percent, several, plan: plan) {
                    patient in
                    patient.readings.first { $0.share == share && $0.isRestored == isRestored }
                }
            }
        }.filter { !$0.cases.isEmpty }
        least = plan.leastMillimetres
    }

    /// How the answers about whole scans change.
    var scans: Table? {
        table(
            "Fewer counts: abnormal, malignant",
            ClassificationTask.allCases.flatMap {
                ["AUC, \($0.rawValue)", "\($0.rawValue): change of the probability", "calls that change"]
            }
        ) { group in
            ClassificationTask.allCases.flatMap { task in
                [
                    group.area(task).text,
                    group.mean { one in
                        let (now, then) = (
                            one.reading.probabilities[task.rawValue], one.whole.probabilities[task.rawValue]
                        )
                        return now.flatMap { now in then.map { abs(now - $0) } }
                    }.text,
                    group.mean { one in
                        let (now, then) = (one.reading.calls[task.rawValue], one.whole.calls[task.rawValue])
                        return now.flatMap { now in then.map { now == $0 ? 0 : 1 } }
                    }.text(decimals: 2),
                ]
            }
        }
    }

    /// How hot spots do.
    var hotSpots: Table? {
        let size = least.formatted(decimals: 3)
        return table(
            "Fewer counts: hot spots",
            [
                "hot spots of the whole scan that are told again",
                "hot spots in a scan that it does not have",
                "false hot spots in a scan", "metastases over \(size) mm that can be seen: found",
                "AUC, malignancy",
            ]
        ) { group in
            [
                group.kept.text(decimals: 2),
                group.mean { $0.reading.agreement.map { Double($0.added) } }.text(decimals: 2),
                group.falseMarks.text(decimals: 2),
                group.found(.visibleMetastases(over: least)).text(decimals: 2),
                group.malignancy.text,
            ]
        }
    }

    /// How the index does.
    var index: Table? {
        table(
            "Fewer counts: Bone Scan Index",
            [
                "Lin's concordance with the truth", "less true",
                "Lin's concordance with that of the whole scan",
                "less that", "lower limit", "upper limit",
            ]
        ) { group in
            [
                group.index(.concordance).text(decimals: 2), group.index(.bias).text(decimals: 2),
            ]
                + [.concordance, .bias, .lowerLimit, .upperLimit].map {
                    group.index($0, against: { $0.whole.index?.value }).text(decimals: 2)
                }
        }
    }

    /// `nil` where no patient was read with fewer counts.
    private func table(_ title: String, _ columns: [String], _ row: (ReadGroup) -> [String]) -> Table? {
        guard let first = groups.first else { return nil }
        return Table(
            "\(title), \(first.cases.count) patients", columns: ["counts"] + columns,
            rows: groups.map { [$0.name] + row($0) },
            notes: [
                "Thinned with the same chance for each count. “Restored” is what Models/ddsrcnn makes of it, read in place of the "
                    + "scan. Changes are from the reading of the whole scan. In brackets 95 % confidence (bootstrap of patients). "
                    + "\(refused) more patients were left out because quality forbade a reading of one of their scans."
            ])
    }
}
