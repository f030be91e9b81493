import Figures
import Foundation
import Scintigraphy
import Statistics
import TestSupport
import Testing
import Training

@testable import Classification

/// Made-up answers of models: what the tables make of them is known.
enum MadeUp {
    /// 40 patients, every third with the finding; the better the skill, the higher their log odds.
    static func cases(_ skill: Double, seed: UInt64, count: Int = 40, faulty: Int = 0) -> [ModelResult.Case] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let answer = number % 3 == 0
            return ModelResult.Case(
                patient: "p\(number)", answer: answer,
                logit: Double.random(in: -2...2, using: &generator) + (answer ? skill : -skill),
                faults: number < faulty ? ["Counts"] : [])
        }
    }

    static func result(
        _ name: String, validation: Double, test: Double, seed: UInt64 = 1,
        more: [String: [ModelResult.Case]] = [:]
    ) throws -> ModelResult {
        ModelResult(
            model: try #require(ClassifierArchitecture(rawValue: name)), task: .abnormal,
            parameters: 1_000_000,
            input: ClassifierInput(rows: 64, columns: 32), members: [],
            cases: more.merging([
                ModelResult.validation: cases(validation, seed: seed + 100),
                ModelResult.test: cases(test, seed: seed),
            ]) { $1 })
    }
}

@Suite struct TaskResultsTests {
    private func results(readers: [Reader] = []) throws -> TaskResults {
        try TaskResults(
            .abnormal,
            [
                MadeUp.result("densenet121-anterior-se", validation: 0.3, test: 1.5, seed: 1),
                MadeUp.result("densenet121-posterior-se", validation: 0.2, test: 0.1, seed: 2),
                MadeUp.result("densenet121-dual-se", validation: 0.1, test: 0.2, seed: 3),
                MadeUp.result("densenet121-dual-aa", validation: 1.4, test: 0.8, seed: 4),
            ], readers: readers)
    }

    /// The chosen model is the best on validation, not on the test; its threshold is validation's.
    @Test func theTestChoosesNothing() throws {
        let results = try results()
        #expect(results.main.name == "densenet121-dual-aa")
        let best = results.models.max {
            (results.area($0)?.value ?? 0) < (results.area($1)?.value ?? 0)
        }
        #expect(best?.name == "densenet121-anterior-se")
        let validation = results.main.cases(ModelResult.validation)
        let curve = ROCCurve(
            positives: validation.filter(\.answer).map(\.logit),
            negatives: validation.filter { !$0.answer }.map(\.logit))
        #expect(results.main.threshold == curve?.youden.threshold)
    }

    /// Each number of the tables is what Statistics gives for the same cases.
    @Test func tablesHoldTheAreasAndTheirDifferences() throws {
        let results = try results()
        let tables = ModelTables(results: results)
        let areas = results.models.map { AUC(cases: $0.cases(ModelResult.test)) }
        #expect(tables.all.rows.count == 4)
        for (row, area) in zip(tables.all.rows, areas) { #expect(row[4] == area?.estimate().text()) }
        let views = try #require(tables.views)
        #expect(views.rows.map { $0[3] } == ["anterior view", "posterior view"])
        #expect(views.rows.allSatisfy { $0[1] == "both views, AA" })
        let tests = [0, 1].map { areas[3]?.difference(from: areas[$0]!) }
        let adjusted = holmAdjusted(tests.map { $0?.p ?? 1 })
        for (index, row) in views.rows.enumerated() {
            #expect(row[5] == tests[index]?.estimate.text())
            #expect(row[6] == tests[index]?.p.chanceText && row[7] == adjusted[index].chanceText)
        }
        let article = tables.article
        #expect(article.rows.map { $0[2] } == ["0.69", "0.67", "0.72", "0.68", "0.70"])
        #expect(
            article.rows.map { $0[3] } == [
                "DenseNet121", "DenseNet121", "DenseNet121", "DenseNet121", "not trained",
            ])
    }

    /// A reader who rated half of the patients is held against the models on these alone.
    @Test func readersAreComparedWhereTheyRated() throws {
        let plain = try results()
        let rated = plain.test.prefix(20)
        let reader = Reader(
            name: "A", skill: nil,
            ratings: Dictionary(uniqueKeysWithValues: rated.map { ($0.patient, $0.answer ? 4 : 2) }))
        let results = try results(readers: [reader])
        #expect(results.area(reader)?.value == 1)
        let own = AUC(cases: Array(results.models[0].cases(ModelResult.test).prefix(20)))
        let difference = try #require(results.differences(from: reader)?[0])
        #expect(
            abs(difference.estimate.value - ((own?.value ?? 0) - 1)) < 1e-12 && difference.estimate.n == 20)
        #expect(ModelTables(results: results).all.columns.last == "less A, n = 20")
        let none = Reader(name: "B", skill: nil, ratings: ["nobody": 3])
        #expect(results.differences(from: none) == nil && results.area(none) == nil)
    }

    /// What a kind of artefact costs is told on the same patients; quality control takes its share.
    @Test func difficultScansArePaired() throws {
        let clean = MadeUp.cases(1.2, seed: 7)
        let motion = MadeUp.cases(0.3, seed: 8, faulty: 10)
        let results = try TaskResults(
            .abnormal,
            [
                MadeUp.result(
                    "vgg19-dual-se", validation: 1, test: 1, more: ["clean": clean, "motion": motion])
            ], readers: [])
        let table = try #require(DifficultTable(results: results, model: results.main).table)
        #expect(table.rows.map { $0[0] } == ["nothing", "motion"])
        let difference = AUC(cases: motion)?.difference(from: AUC(cases: clean)!)
        #expect(table.rows[1][7] == difference?.estimate.text() && table.rows[1][5] == "10 of 40")
        #expect(table.rows[1][6] == AUC(cases: Array(motion.dropFirst(10)))?.estimate().text())
        let without = try self.results()
        #expect(DifficultTable(results: without, model: without.main).table == nil)
    }

    /// A network twice as sure as it should be is set right by the validation patients.
    @Test func calibrationMendsOverconfidence() throws {
        var generator = SeededGenerator(seed: 5)
        func cases() -> [ModelResult.Case] {
            (0..<3000).map { number in
                let truth = Double.random(in: -2...2, using: &generator)
                let answer = Double.random(in: 0..<1, using: &generator) < 1 / (1 + exp(-truth))
                return ModelResult.Case(
                    patient: "p\(number)", answer: answer, logit: 3 * truth - 1, faults: [])
            }
        }
        let result = ModelResult(
            model: .single(.vgg19, .anterior), task: .abnormal, parameters: 1,
            input: .init(rows: 32, columns: 32),
            members: [], cases: [ModelResult.validation: cases(), ModelResult.test: cases()])
        let results = TaskResults(.abnormal, [result], readers: [])
        #expect(abs((results.main.scaling?.slope.value ?? 0) - 1.0 / 3) < 0.03)
        #expect(abs((results.main.scaling?.offset.value ?? 0) - 1.0 / 3) < 0.1)
        let rows = CalibrationTable(results: results).table.rows
        #expect(rows.map { $0[1].prefix(5) } == ["as le", "tempe", "Platt"])
        let errors = rows.compactMap { Double($0[3]) }
        #expect(errors[0] > 0.1 && errors[2] < 0.03 && errors[2] < errors[1], "\(errors)")
    }

    @Test func simulatedReadersHaveTheirSkill() {
        let answers = (0..<20000).map { (patient: "p\($0)", answer: $0 % 2 == 0) }
        for skill in [0.6, 0.77] {
            let reader = Reader.simulated("R", skill: skill, answers: answers, seed: 3)
            let cases = answers.map { each in
                ModelResult.Case(
                    patient: each.patient, answer: each.answer, logit: reader.ratings[each.patient] ?? 0,
                    faults: [])
            }
            // Five categories lose a little of the area.
            let area = AUC(cases: cases)?.value ?? 0
            #expect(area < skill + 0.005 && area > skill - 0.025, "\(area)")
            #expect(Set(reader.ratings.values) == [1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: [
        ("patient,reader\np1,A\n", "lacks a column"), ("patient,reader,rating\n", "holds no rating"),
        ("patient,reader,rating\np1,A,good\n", "line 2: the rating “good” is no number"),
        ("patient,reader,rating\np1,A,2\np1,A,3\n", "line 3: A rates p1 a second time"),
        ("patient,reader,rating\np1,A\n", "line 2 has 2 cells"),
    ])
    func brokenRatingsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "readers.csv")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: ClassificationError.self) { try Reader.readers(in: file) }
            #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        }
    }

    /// The article's value stands beside a reader only where the skill is the article's; what was simulated is said.
    @Test func simulatedReadersAreCalledSo() throws {
        let answers = try results().test.map { (patient: $0.patient, answer: $0.answer) }
        let readers = [0.65, 0.9].enumerated().map {
            Reader.simulated("R\($0)", skill: $1, answers: answers, seed: UInt64($0))
        }
        let article = try ModelTables(results: results(readers: readers)).article
        #expect(article.rows.suffix(2).map { $0[2] } == ["0.65", ""])
        #expect(article.rows.suffix(2).allSatisfy { $0[3] == "rated 40" })
        #expect(article.notes.contains { $0.contains("areas of 0.65, 0.9, cut to grades from 1 to 5") })
    }

    /// What stands in for a missing threshold or line is told.
    @Test func whatIsMissingIsTold() throws {
        let cases = (0..<8).map { number in
            ModelResult.Case(patient: "p\(number)", answer: number % 2 == 0, logit: 1, faults: [])
        }
        let result = ModelResult(
            model: .single(.vgg19, .anterior), task: .abnormal, parameters: 1,
            input: .init(rows: 32, columns: 32),
            members: [], cases: [ModelResult.validation: cases, ModelResult.test: cases])
        let results = TaskResults(.abnormal, [result], readers: [])
        #expect(results.main.threshold == 0 && results.remarks.count == 2, "\(results.remarks)")
        #expect(try self.results().remarks.isEmpty)
    }

    @Test func strangersAmongTheRatedAreNamed() throws {
        try withTemporaryFolder { folder in
            try Data("patient,files\np1,p1.dcm\n".utf8).write(to: folder.appending(path: "cohort.csv"))
            let reader = Reader(name: "A", skill: nil, ratings: ["p1": 3, "P1": 4])
            let error = #expect(throws: ClassificationError.self) {
                try Reader.check([reader], of: folder.appending(path: "r.csv"), in: CohortFolder(folder))
            }
            #expect(
                error?.description.contains("A rates P1, who is not in") == true,
                "\(error?.description ?? "")")
        }
    }

    @Test func readersComeInTheFilesOrder() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "readers.csv")
            try Data("rating,patient,reader\n4,p1,Zoe\n2,p1,Ann\n1,p2,Zoe\n".utf8).write(to: file)
            let readers = try Reader.readers(in: file)
            #expect(readers.map(\.name) == ["Zoe", "Ann"] && readers[0].ratings == ["p1": 4, "p2": 1])
        }
    }
}

extension AUC {
    /// Of a model's log odds.
    fileprivate init?(cases: [ModelResult.Case]) {
        self.init(
            positives: cases.filter(\.answer).map(\.logit),
            negatives: cases.filter { !$0.answer }.map(\.logit))
    }
}
