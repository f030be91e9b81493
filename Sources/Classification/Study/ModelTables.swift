import Figures
import Statistics

/// How the models of a question compare with each other and with readers.
struct ModelTables {
    let results: TaskResults

    /// The article's own table beside ours.
    var article: Table {
        let published = PublishedAreas(results.task)
        let rows = Strategy.allCases.map { strategy in
            let theirs = published.models[strategy]
            let ours = results.best { Strategy($0) == strategy }
            return [
                strategy.title, theirs?.backbone.title ?? "", theirs?.area.fixed(decimals: 2) ?? "",
                ours?.result.model.backbone.title ?? "not trained",
            ] + (ours.map(figures) ?? Array(repeating: "", count: 4))
        }
        let readers = results.readers.enumerated().map { index, reader in
            let theirs = published.readers.indices.contains(index) ? published.readers[index] : nil
            return [
                reader.name, "physician",
                theirs.flatMap { $0 == reader.skill ? $0.fixed(decimals: 2) : nil } ?? "",
                "rated \(results.rated(by: reader).count)", results.area(reader)?.text() ?? "too few cases",
                "", "", "",
            ]
        }
        let skills = results.readers.compactMap(\.skill).map { $0.formatted(decimals: 3) }
        return Table(
            "Best of each strategy",
            columns: [
                "strategy", "article", "AUC", "here", "AUC", "sensitivity", "specificity", "accuracy",
            ], rows: rows + readers,
            notes: [
                "Article: Hajianfar et al., Z Med Phys 2024;34:242, 3,772 real patients. Here: the model of each strategy "
                    + "with the highest AUC on the validation patients; figures on \(results.test.prevalenceText) test "
                    + "patients \(results.task.rawValue), 95 % confidence (DeLong; Clopper-Pearson). Thresholds are "
                    + "Youden's on the validation patients."
            ]
                + (skills.isEmpty
                    ? []
                    : [
                        "Simulated readers know the answer with areas of \(skills.joined(separator: ", ")), cut to grades from 1 "
                            + "to 5, whatever a scan looks like."
                    ]) + results.remarks)
    }

    private func figures(_ model: JudgedModel) -> [String] {
        let point = model.point(model.cases(ModelResult.test))
        return [results.area(model)?.text() ?? "too few cases"]
            + [point.sensitivity(), point.specificity(), point.accuracy()].map { $0?.text(decimals: 2) ?? "" }
    }

    /// A row for each model.
    var all: Table {
        let main = results.index(of: results.main)
        let others = results.models.indices.filter { $0 != main }
        let differences = results.delong.map { delong in others.map { delong.difference($0, from: main) } }
        let adjusted = holmAdjusted(differences?.map(\.p) ?? [])
        let readers = results.readers.map { ($0, results.differences(from: $0)) }
        let readersP = readers.map { holmAdjusted($0.1?.map(\.p) ?? []) }
        let rows = results.models.enumerated().map { index, model in
            var against = ["", "", ""]
            if let place = others.firstIndex(of: index), let difference = differences?[place] {
                against = [
                    difference.estimate.text(), difference.p.chanceText, adjusted[place].chanceText,
                ]
            }
            let beside = zip(readers, readersP).map { reader, adjusted in
                reader.1.map {
                    "\($0[index].estimate.value.fixed(decimals: 3)), p \(adjusted[index].chanceText)"
                } ?? "too few cases"
            }
            return description(of: model) + figures(model) + against + beside
        }
        return Table(
            "All models",
            columns: [
                "model", "parameters", "input", "AUC, validation", "AUC", "sensitivity", "specificity",
                "accuracy", "less \(results.main.name)", "p", "p, Holm",
            ] + results.readers.map { "less \($0.name), n = \(results.rated(by: $0).count)" }, rows: rows,
            notes: [
                "\(results.test.prevalenceText) test patients are \(results.task.rawValue). Compared with "
                    + "\(results.main.name), the best on the validation patients, by DeLong's paired test; Holm over all "
                    + "rows of a column. Of readers the adjusted p is given."
            ])
    }

    private func description(of model: JudgedModel) -> [String] {
        let result = model.result
        return [
            model.name, "\((Double(result.parameters) / 1e6).fixed(decimals: 1)) M",
            "\(result.input.rows) × \(result.input.columns)", model.validationArea.fixed(decimals: 3),
        ]
    }

    /// Both views against one, backbone by backbone; `nil` where no backbone has both.
    var views: Table? {
        guard let delong = results.delong else { return nil }
        var rows: [([String], AreaDifference)] = []
        for backbone in BackboneArchitecture.allCases {
            guard let dual = results.best({ $0.backbone == backbone && $0.views.count == 2 }) else {
                continue
            }
            for single in results.models
            where single.result.model.backbone == backbone && single.result.model.views.count == 1 {
                let difference = delong.difference(
                    results.index(of: dual), from: results.index(of: single))
                rows.append(
                    (
                        [
                            backbone.title, Strategy(dual.result.model).title,
                            results.area(dual)?.text() ?? "", Strategy(single.result.model).title,
                            results.area(single)?.text() ?? "",
                        ], difference
                    ))
            }
        }
        guard !rows.isEmpty else { return nil }
        let adjusted = holmAdjusted(rows.map(\.1.p))
        return Table(
            "Both views against one",
            columns: ["backbone", "both", "AUC", "one", "AUC", "difference", "p", "p, Holm"],
            rows: zip(rows, adjusted).map { row, adjusted in
                row.0 + [row.1.estimate.text(), row.1.p.chanceText, adjusted.chanceText]
            },
            notes: [
                "Of several ways to put both views together the best on the validation patients. DeLong's paired test; "
                    + "Holm over all rows."
            ])
    }

    /// How much first weights and batches matter; `nil` with one seed. Of several folds the mean counts.
    var seeds: Table? {
        let rows = results.models.compactMap { model -> [String]? in
            let bySeed = Dictionary(grouping: model.result.members, by: \.seed).values.map { members in
                members.compactMap(\.testAUC)
            }
            let areas = bySeed.filter { !$0.isEmpty }.map { $0.reduce(0, +) / Double($0.count) }
            guard areas.count > 1, let mean = Estimate.mean(of: areas) else { return nil }
            return [
                model.name, "\(areas.count)", mean.text(),
                "\((areas.min() ?? 0).fixed(decimals: 3)) to \((areas.max() ?? 0).fixed(decimals: 3))",
                results.area(model)?.value.fixed(decimals: 3) ?? "",
            ]
        }
        guard !rows.isEmpty else { return nil }
        return Table(
            "Single trainings",
            columns: ["model", "seeds", "mean AUC", "lowest to highest", "AUC of their mean log odds"],
            rows: rows, notes: ["95 % confidence, Student's t over seeds."])
    }
}
