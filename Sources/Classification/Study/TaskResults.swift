import Scintigraphy
import Statistics

/// All models and readers on one question.
struct TaskResults {
    let task: ClassificationTask
    /// In the order of the plan.
    let models: [JudgedModel]
    let readers: [Reader]
    /// Where models look, by their names.
    let explanations: [String: ModelExplanation]
    /// The test patients with the right answers.
    let test: [ModelResult.Case]
    /// The model that did best on the patients for validation: chosen before the test is looked at.
    let main: JudgedModel
    /// Over the models' log odds on the test patients, in their order; `nil` where there are too few patients.
    let delong: DeLong?

    /// - Precondition: there is a model, and all were asked about the same patients.
    init(
        _ task: ClassificationTask, _ results: [ModelResult], readers: [Reader],
        explanations: [String: ModelExplanation] = [:]
    ) {
        self.task = task
        self.readers = readers
        self.explanations = explanations
        models = results.map(JudgedModel.init)
        main = models.max { $0.validationArea < $1.validationArea } ?? models[0]
        test = models[0].cases(ModelResult.test)
        delong = DeLong(
            scores: models.map { $0.cases(ModelResult.test).map(\.logit) }, labels: test.map(\.answer))
    }

    /// Where a model stands among all.
    func index(of model: JudgedModel) -> Int { models.firstIndex { $0.name == model.name } ?? 0 }

    /// The area of a model on the test patients.
    func area(_ model: JudgedModel) -> Estimate? { delong?.estimate(index(of: model)) }

    /// The model of a strategy, or of those that are meant, that did best on the patients for validation.
    func best(_ isMeant: (ClassifierArchitecture) -> Bool) -> JudgedModel? {
        models.filter { isMeant($0.result.model) }.max { $0.validationArea < $1.validationArea }
    }

    /// Each model's area less a reader's on the patients whom the reader rated, with DeLong's paired test; `nil` where
    /// these are too few.
    func differences(from reader: Reader) -> [AreaDifference]? {
        let rated = rated(by: reader)
        let ratings = rated.compactMap { reader.ratings[test[$0].patient] }
        let scores = models.map { model in
            let cases = model.cases(ModelResult.test)
            return rated.map { cases[$0].logit }
        }
        let delong = DeLong(scores: scores + [ratings], labels: rated.map { test[$0].answer })
        return delong.map { delong in models.indices.map { delong.difference($0, from: models.count) } }
    }

    /// A reader's own area.
    func area(_ reader: Reader) -> Estimate? {
        let rated = rated(by: reader).map { test[$0] }
        return DeLong(
            scores: [rated.compactMap { reader.ratings[$0.patient] }], labels: rated.map(\.answer))?
            .estimate(0)
    }

    /// Which of the test patients a reader has rated.
    func rated(by reader: Reader) -> [Int] {
        test.indices.filter { reader.ratings[test[$0].patient] != nil }
    }

    /// Which models' numbers are not what the tables call them.
    var remarks: [String] {
        let unscaled = models.filter { $0.scaling == nil }.map(\.name)
        let unset = models.filter { $0.validation.threshold == nil }.map(\.name)
        return [
            unscaled.isEmpty
                ? nil
                : "No line fits the log odds of \(unscaled.joined(separator: ", ")): their probabilities are as learnt.",
            unset.isEmpty
                ? nil
                : "No threshold of \(unset.joined(separator: ", ")) is better than chance on the validation patients: log "
                    + "odds of 0 are taken.",
        ].compactMap(\.self)
    }
}
