import Statistics

extension ScoreComparison {
    /// Of every other score with the chosen one, the chances raised after Holm.
    static func all(
        _ table: ScoreTable, _ scores: [ScoreResult], _ delong: DeLong, _ settings: ScoreSettings
    ) -> [ScoreComparison] {
        let chosen = scores.firstIndex { $0.name == settings.against } ?? 0
        let others = scores.indices.filter { $0 != chosen }
        let areas = others.map { delong.difference($0, from: chosen, level: settings.level) }
        let adjusted = holmAdjusted(areas.map(\.p))
        func tests(_ label: Bool) -> [(McNemarTest, Double)?] {
            let tests = others.map { test(table, scores, $0, chosen, label, settings.level) }
            let raised = holmAdjusted(tests.compactMap { $0?.p })
            var next = raised.makeIterator()
            return tests.map { test in test.flatMap { test in next.next().map { (test, $0) } } }
        }
        let (sensitivities, specificities) = (tests(true), tests(false))
        return others.indices.map { place in
            ScoreComparison(
                name: scores[others[place]].name, against: scores[chosen].name, area: areas[place],
                adjustedP: adjusted[place], sensitivity: sensitivities[place]?.0,
                specificity: specificities[place]?.0, adjustedSensitivityP: sensitivities[place]?.1,
                adjustedSpecificityP: specificities[place]?.1)
        }
    }

    /// Among the cases of one kind; `nil` where patients have several cases or a score has no threshold.
    private static func test(
        _ table: ScoreTable, _ scores: [ScoreResult], _ first: Int, _ second: Int, _ label: Bool,
        _ level: Double
    ) -> McNemarTest? {
        guard !table.isClustered, let a = scores[first].calls?.point.threshold,
            let b = scores[second].calls?.point.threshold
        else { return nil }
        let own = table.labels.indices.filter { table.labels[$0] == label }
        return McNemarTest(
            first: own.map { (table.columns[first].values[$0] >= a) == label },
            second: own.map { (table.columns[second].values[$0] >= b) == label }, level: level)
    }
}
