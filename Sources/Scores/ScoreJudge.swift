import Scintigraphy
import Statistics

/// Judges one score after another.
struct ScoreJudge {
    private let table: ScoreTable
    private let settings: ScoreSettings
    private let bootstrap: Bootstrap?
    private var generator: SeededGenerator

    init(_ table: ScoreTable, _ settings: ScoreSettings) {
        self.table = table
        self.settings = settings
        bootstrap = settings.replicates > 0 ? Bootstrap(replicates: settings.replicates) : nil
        generator = SeededGenerator(seed: settings.seed)
    }

    mutating func result(_ index: Int, _ delong: DeLong) -> ScoreResult {
        let column = table.columns[index]
        return ScoreResult(
            name: column.name, auc: delong.estimate(index, level: settings.level),
            bootstrapAUC: bootstrap?.auc(
                scores: column.values, labels: table.labels, patients: table.patients, level: settings.level,
                using: &generator),
            binormal: table.isClustered
                ? nil
                : BinormalROC(
                    positives: values(column, true), negatives: values(column, false), level: settings.level),
            calls: calls(column), calibration: column.areProbabilities ? quality(column) : nil)
    }

    private mutating func calls(_ column: ScoreTable.Column) -> ScoreResult.Calls? {
        let set = settings.thresholds[column.name] ?? settings.threshold
        guard let threshold = set ?? youden(column) else { return nil }
        let point = OperatingPoint(threshold: threshold, scores: column.values, labels: table.labels)
        let level = settings.level
        let isClustered = table.isClustered
        return ScoreResult.Calls(
            point: point, origin: set == nil ? .youden : .set,
            sensitivity: isClustered ? share(point, column, of: true) : point.sensitivity(level: level),
            specificity: isClustered ? share(point, column, of: false) : point.specificity(level: level),
            positivePredictiveValue: isClustered ? nil : point.positivePredictiveValue(level: level),
            negativePredictiveValue: isClustered ? nil : point.negativePredictiveValue(level: level))
    }

    private func values(_ column: ScoreTable.Column, _ label: Bool) -> [Double] {
        zip(column.values, table.labels).filter { $1 == label }.map(\.0)
    }

    private func youden(_ column: ScoreTable.Column) -> Double? {
        let curve = ROCCurve(positives: values(column, true), negatives: values(column, false))
        return curve.map(\.youden.threshold).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The share of right calls among the cases of one kind, with patients drawn.
    private mutating func share(
        _ point: OperatingPoint, _ column: ScoreTable.Column, of label: Bool
    ) -> Estimate? {
        let own = table.labels.indices.filter { table.labels[$0] == label }
        return bootstrap?.mean(
            of: own.map { (column.values[$0] >= point.threshold) == label ? 1 : 0 },
            patients: own.map { table.patients[$0] }, level: settings.level, using: &generator)
    }

    private mutating func quality(_ column: ScoreTable.Column) -> ScoreResult.Quality? {
        let level = settings.level
        guard let calibration = Calibration(probabilities: column.values, labels: table.labels) else {
            return nil
        }
        let line = calibration.line(level: level)
        let decision = DecisionCurve(
            probabilities: column.values, labels: table.labels,
            thresholds: (1...99).map { Double($0) / 100 }, level: level)
        return ScoreResult.Quality(
            brier: table.isClustered ? clusteredBrier(calibration) : calibration.brierScore(level: level),
            expectedError: calibration.expectedError(),
            expectedErrorInterval: bootstrap.flatMap {
                calibration.expectedError(
                    bootstrap: $0, patients: table.patients, level: level, using: &generator)
            },
            slope: line?.slope, intercept: line?.intercept, offset: calibration.offset(level: level),
            temperature: TemperatureScaling(
                probabilities: column.values, labels: table.labels, level: level)?.temperature,
            reliability: calibration.reliability(.equalCount(10), level: level),
            decision: decision?.points ?? [])
    }

    private mutating func clusteredBrier(_ calibration: Calibration) -> Estimate? {
        let squares = zip(calibration.probabilities, calibration.labels).map { probability, label in
            (probability - (label ? 1 : 0)) * (probability - (label ? 1 : 0))
        }
        return bootstrap?.mean(
            of: squares, patients: table.patients, level: settings.level, using: &generator)
    }
}
