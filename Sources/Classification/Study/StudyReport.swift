import Figures
import Foundation
import Scores
import Studies

/// Tables and figures of a study's results.
struct StudyReport {
    let plan: ClassificationStudy.Plan
    let results: [TaskResults]
    let patients: StudyPatients
    let software: String

    /// tables.md for readers; for each question its scores as CSV, what `bonescan roc` makes of them, and the gallery of
    /// failures.
    func write(in folder: NewFolder) throws {
        let parts = results.map { section($0, tables($0)) }
        try folder.write(Data(([heading] + parts).joined(separator: "\n").utf8), to: "tables.md")
        for results in results {
            let name = results.task.rawValue
            try folder.write(Data(scores(results).csv.utf8), to: "scores-\(name).csv")
            try writeScoreReport(results, in: folder)
            let gallery = FailureGallery(results: results, model: results.main, patients: patients)
            if let figure = gallery.figure {
                try folder.write(figure.data(as: .png, scale: 2), to: "failures-\(name).png")
            }
        }
    }

    /// What a reader wants first: for each question the article's table, and all models.
    var summary: String {
        ([heading]
            + results.map { results in
                let tables = ModelTables(results: results)
                return section(results, [tables.article, tables.all])
            }).joined(separator: "\n")
    }

    private func section(_ results: TaskResults, _ tables: [Table]) -> String {
        "## \(results.task.title)\n\n" + tables.map(\.markdown).joined(separator: "\n")
    }

    private func tables(_ results: TaskResults) -> [Table] {
        let models = ModelTables(results: results)
        return [
            models.article, models.views, models.all,
            DifficultTable(results: results, model: results.main).table,
            SubgroupTable(results: results, model: results.main, patients: patients).table,
            CalibrationTable(results: results).table, ExplanationTable(results: results).table, models.seeds,
        ].compactMap(\.self)
    }

    private var heading: String {
        let people =
            plan.cohort == ClassificationStudy.Plan.simulated ? "Simulated patients. " : ""
        let trained =
            plan.seeds.count > 1 || plan.folds > 0
            ? "Each model is \(plan.seeds.count * max(1, plan.folds)) trainings"
            : "Each model is one training"
        let choice =
            plan.folds > 0
            ? """
            \(plan.folds) folds, each the test once, each network on the scale of its own validation patients. All patients \
            validate once and are tested once, so that thresholds, and the choice of the best model, are not independent of \
            the test.
            """
            : """
            Weights, thresholds, probabilities and the best model are chosen on validation patients; all figures are of test \
            patients, unless said otherwise.
            """
        return """
            # Classifiers of whole-body bone scans

            \(people)Research use only. Not for diagnosis.

            \(trained). \(choice)

            """
    }

    /// A line for each test patient: the answer, each model's probability, each reader's rating.
    private func scores(_ results: TaskResults) -> Table {
        let readers = results.readers
        return Table(
            "Scores",
            columns: ["patient", "label"] + results.models.map(\.name) + readers.map(\.name),
            rows: results.test.enumerated().map { index, each in
                [each.patient, each.answer ? "1" : "0"]
                    + results.models.map { model in
                        "\(model.probability(model.cases(ModelResult.test)[index].logit))"
                    }
                    + readers.map { reader in reader.ratings[each.patient].map { "\($0)" } ?? "" }
            })
    }

    /// A folder as `bonescan roc` makes it, of the best model of each strategy and the readers who rated all.
    private func writeScoreReport(_ results: TaskResults, in folder: NewFolder) throws {
        let models = Strategy.allCases.compactMap { strategy in results.best { Strategy($0) == strategy } }
        let readers = results.readers.filter { reader in
            results.test.allSatisfy { reader.ratings[$0.patient] != nil }
        }
        let answers = results.test.map(\.answer)
        guard results.delong != nil else { return }
        let columns =
            models.map { model in
                ScoreTable.Column(
                    name: model.name,
                    values: model.cases(ModelResult.test).map { model.probability($0.logit) })
            }
            + readers.map { reader in
                ScoreTable.Column(
                    name: reader.name, values: results.test.compactMap { reader.ratings[$0.patient] })
            }
        let table = ScoreTable(columns: columns, labels: answers, patients: Array(answers.indices))
        let settings = ScoreSettings(
            against: results.main.name,
            thresholds: Dictionary(
                uniqueKeysWithValues: models.map { ($0.name, $0.probability($0.threshold)) }),
            replicates: plan.replicates, seed: plan.seed)
        let input = "scores-\(results.task.rawValue).csv"
        let report = try ScoreReport(table, settings, input: input, software: software)
        let inner = try NewFolder(
            folder.place(of: results.task.rawValue),
            plan: (
                ScoreReport.planFile,
                ScoreReport.planData(settings, ColumnNames(), input: input, software: software)
            ), overwriting: true)
        try report.write(in: inner, table)
        try inner.publish()
    }
}

extension ClassificationTask {
    /// As a heading.
    var title: String {
        switch self {
        case .abnormal: "Normal or abnormal"
        case .malignant: "Among abnormal scans: malignant or benign"
        }
    }
}
