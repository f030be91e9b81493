import Figures
import Foundation
import Phantoms
import Scintigraphy
import Statistics

/// Tables and figures of a study's results.
struct ReadingStudyReport {
    let plan: ReadingStudy.Plan
    let sets: [(set: ReadingStudy.ScanSet, cases: [ReadCase])]
    let pairs: [ReadPair]
    let quality: [QualityStudy.Row]

    /// tables.md for readers, and figures.
    func write(in folder: NewFolder) throws {
        try folder.write(Data(markdown.utf8), to: "tables.md")
        for (name, chart) in [("froc", froc), ("index", index)] {
            try folder.write(Figure.chart(chart).data(as: .png, scale: 2), to: "\(name).png")
        }
    }

    /// All tables.
    var markdown: String {
        let tables = ReadingTables(plan: plan, groups: groups)
        let counts = CountTables(plan: plan, sets.flatMap(\.cases))
        let pairs = PairTables(plan: plan, pairs)
        let parts = [
            heading, tables.scans.markdown, tables.lesions.markdown, tables.hotSpots.markdown,
            tables.index.markdown,
            counts.scans?.markdown, counts.hotSpots?.markdown, counts.index?.markdown,
            pairs.changes?.markdown,
            pairs.indices?.markdown, quality.isEmpty ? nil : "### Quality control\n\n" + quality.markdown,
        ]
        return parts.compactMap(\.self).joined(separator: "\n")
    }

    private var heading: String {
        let difficult = ReadingStudy.difficulties.map { kind, chance in
            "\(kind.rawValue) (\((100 * chance).formatted(decimals: 0)) %)"
        }
        return """
            # Readings of simulated patients

            Simulated patients. Research use only. Not for diagnosis.

            No model has learnt from patients of seed \(plan.seed). Clean scans have no artefacts. Difficult ones have one or more \
            of these, each for itself: \(difficult.joined(separator: ", ")).

            """
    }

    private var groups: [ReadGroup] {
        (sets.map { ($0.set.rawValue, $0.cases) } + [("all", sets.flatMap(\.cases))]).map { name, cases in
            ReadGroup(name, cases, plan: plan) { $0.readings.first }
        }
    }

    /// Lesions found against false marks.
    private var froc: Chart {
        let choice = AskedLesions.visibleMetastases(over: plan.leastMillimetres)
        let most = 2 * (plan.falseMarks.max() ?? 5)
        return Chart(
            title: "Metastases over \(plan.leastMillimetres.formatted(decimals: 3)) mm that can be seen",
            x: Axis("false marks in a scan", 0...most), y: Axis("share found", 0...1),
            lines: groups.compactMap { group in
                group.froc(choice).map { froc in
                    Chart.Line(
                        "\(group.name) scans",
                        froc.points.prefix { $0.falseMarks <= most }.map {
                            .init(x: $0.falseMarks, y: $0.sensitivity)
                        })
                }
            }, notes: ["Simulated patients. Research use only. Not for diagnosis."])
    }

    /// Indices against the true ones.
    private var index: Chart {
        let points = sets.map { set, cases in
            (
                set,
                cases.compactMap { one -> Chart.Point? in
                    one.readings[0].index.map { .init(x: one.truth.index, y: $0.value) }
                }
            )
        }
        let most = 1.05 * points.flatMap(\.1).reduce(1) { max($0, $1.x, $1.y) }
        return Chart(
            title: "Bone Scan Index, in percent of the skeleton", x: Axis("true", 0...most),
            y: Axis("found", 0...most),
            lines: [Chart.Line("equal", [.init(x: 0, y: 0), .init(x: most, y: most)], isGuide: true)]
                + points.map { Chart.Line("\($0.0.rawValue) scans", [], dots: $0.1) },
            notes: ["Simulated patients. Research use only. Not for diagnosis."])
    }
}
