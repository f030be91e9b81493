import Classification
import Figures
import Scintigraphy
import Statistics

/// What readings of sets of patients are worth.
struct ReadingTables {
    let plan: ReadingStudy.Plan
    let groups: [ReadGroup]

    /// What is told of a scan as a whole, and of its bones.
    var scans: Table {
        Table(
            "Is it abnormal, is it malignant?",
            columns: [
                "scans", "read", "refused", "AUC, abnormal", "by the classifier alone",
                "abnormal ones called so",
                "normal ones not", "AUC, malignant", "by the classifier alone", "malignant ones called so",
                "benign ones not", "Dice, 12 classes of bone",
            ],
            rows: groups.map { group in
                [group.name, "\(group.cases.count)", "\(group.refused)"]
                    + ClassificationTask.allCases.flatMap { task in
                        [
                            group.area(task).text, group.area(task, of: \.classifierOdds).text,
                            group.rightCalls(task, with: true).text,
                            group.rightCalls(task, with: false).text,
                        ]
                    } + [group.dice.text]
            },
            notes: [
                "Abnormal is a scan with a lesion that can be seen, malignant one with a metastasis that can; this is asked of "
                    + "abnormal ones. Classifier and hot spots answer together; called is what their threshold makes of it. "
                    + intervals
            ])
    }

    /// How well lesions are found.
    var lesions: Table {
        let size = plan.leastMillimetres.formatted(decimals: 3)
        let choices: [(asked: AskedLesions, name: String)] = [
            (.visible, "lesions that can be seen"),
            (.metastases(over: plan.leastMillimetres), "metastases over \(size) mm"),
            (.visibleMetastases(over: plan.leastMillimetres), "metastases over \(size) mm that can be seen"),
        ]
        let rows = groups.flatMap { group in
            choices.map { asked, name in
                [group.name, name, "\(group.froc(asked)?.lesions ?? 0)"]
                    + plan.falseMarks.map { group.sensitivity(asked, falseMarks: $0).text }
                    + [group.found(asked).text]
            }
        }
        return Table(
            "Are lesions found?",
            columns: ["scans", "asked for", "there are"]
                + plan.falseMarks.map { "found at \($0.formatted(decimals: 3)) false marks in a scan" }
                + ["found by hot spots"], rows: rows,
            notes: [
                "Marks are hot spots, and fainter foci where a hot spot could be; one is false that shares no pixel with any "
                    + "lesion. Where the model makes fewer false ones than that, all marks count. What can be seen shows with "
                    + "five standard deviations and a tenth of contrast in either view. \(intervals)"
            ])
    }

    /// What hot spots are worth.
    var hotSpots: Table {
        Table(
            "Hot spots",
            columns: [
                "scans", "hot spots that count", "on no lesion, in a scan",
                "of those on lesions: said to lie in its bone", "AUC, malignancy of those on lesions",
            ],
            rows: groups.map { group in
                let count = group.cases.reduce(0) { $0 + $1.reading.marks.count(where: \.isCalled) }
                return [
                    group.name, "\(count)", group.falseMarks.text, group.rightBones.text,
                    group.malignancy.text,
                ]
            }, notes: [intervals])
    }

    /// Whether the index is right.
    var index: Table {
        let rows = groups.map { group in
            [group.name, "\(group.cases.count { $0.truth.index > 0 }) of \(group.cases.count)"]
                + PairedMeasurements.Measure.allCases.map { group.index($0).text(decimals: 2) }
                + [
                    group.share(of: { $0 > 0.25 }, with: { index, _ in index.value > 0 }).text(decimals: 2),
                    group.share(of: { $0 == 0 }, with: { index, _ in index.value == 0 }).text(decimals: 2),
                    group.share(of: { $0 > 0.25 }, with: { $0.interval.contains($1) }).text(decimals: 2),
                ]
        }
        return Table(
            "Bone Scan Index",
            columns: [
                "scans", "with metastases", "Pearson's r", "Lin's concordance", "found less true",
                "lower limit",
                "upper limit", "above 0 where the true one is over 0.25", "0 where the true one is",
                "its interval holds the true one, over 0.25",
            ], rows: rows,
            notes: [
                "In percent of the skeleton. Limits are those of Bland and Altman, between which 95 % of differences would lie if "
                    + "these were normal. \(intervals)"
            ])
    }

    private var intervals: String {
        "In brackets 95 % confidence: bootstrap of patients, of shares of scans by Clopper and Pearson."
    }
}

extension Estimate? {
    /// With its interval; a dash where there is none.
    var text: String { text(decimals: 3) }

    func text(decimals: Int) -> String { self?.text(decimals: decimals) ?? "–" }
}
