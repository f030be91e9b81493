import Figures
import Foundation
import Statistics

/// Tables and figures of a study's results.
struct SegmentationReport {
    let plan: SegmentationStudy.Plan
    let models: [JudgedSegmenter]
    let sets: [TestSet]

    /// tables.md for readers, and how foci are found as a figure for each set of patients.
    func write(in folder: NewFolder) throws {
        try folder.write(Data(markdown.utf8), to: "tables.md")
        for set in sets {
            guard let chart = froc(set) else { continue }
            try folder.write(Figure.chart(chart).data(as: .png, scale: 2), to: "froc-\(set.name).png")
        }
    }

    /// All tables.
    var markdown: String {
        let tables = SegmentationTables(plan: plan, models: models)
        let parts = sets.map { set in
            let title = set.title
            return [
                tables.bones(set.name, title), tables.palettes(set.name, title),
                tables.foci(set.name, title), tables.classes(set.name, title),
            ].compactMap { $0?.markdown }.joined(separator: "\n")
        }
        return ([heading] + parts).joined(separator: "\n")
    }

    private var heading: String {
        let people = plan.cohort == SegmentationStudy.Plan.simulated ? "Simulated patients. " : ""
        let count = plan.seeds.count
        let isTrained = !plan.methods.isEmpty || !plan.unet.isEmpty
        let sentences = [
            isTrained && count == 1 ? "Each model is trained once." : nil,
            isTrained && count > 1 ? "Each figure of a model is the mean of \(count) trainings." : nil,
            plan.methods.isEmpty ? nil : "All methods stand on the same backbone, which stays as it is.",
            plan.trained.isEmpty
                ? nil
                : "What is named by a folder was trained before, on other patients, and is asked as it is.",
            isTrained
                ? "Matches of clusters with classes and thresholds of foci are chosen on validation patients; all figures are of others."
                : nil, "The article gives pictures and no figures.",
        ]
        return """
            # Segmentation of whole-body bone scans

            \(people)Research use only. Not for diagnosis.

            \(sentences.compactMap(\.self).joined(separator: " "))

            """
    }

    /// The metastases that are asked for, found against false marks.
    private func froc(_ set: TestSet) -> Chart? {
        let choice = LesionChoice.metastases(over: plan.leastMillimetres)
        let most = 2 * (plan.falseMarks.max() ?? 5)
        let lines = models.compactMap { model -> Chart.Line? in
            guard let patients = model.patients(set.name).first, let froc = FROC(patients, of: choice),
                patients.contains(where: { !$0.marks.isEmpty })
            else { return nil }
            return Chart.Line(
                model.name,
                froc.points.prefix { $0.falseMarks <= most }.map {
                    .init(x: $0.falseMarks, y: $0.sensitivity)
                })
        }
        guard !lines.isEmpty else { return nil }
        return Chart(
            title: "Metastases over \(plan.leastMillimetres.formatted(decimals: 3)) mm, \(set.title)",
            x: Axis("false marks in a scan", 0...most), y: Axis("share found", 0...1),
            lines: lines,
            notes: [
                plan.seeds.count > 1 ? "Of the first of \(plan.seeds.count) trainings." : "",
                "Research use only. Not for diagnosis.",
            ].filter { !$0.isEmpty })
    }
}

extension TestSet {
    /// As tables and figures say it.
    var title: String {
        let people = members.count == 1 ? "1 patient" : "\(members.count) patients"
        return name == Self.article ? "\(people) as in the article, simulated" : "\(people) for the test"
    }
}
