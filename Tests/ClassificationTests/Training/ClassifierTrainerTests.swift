import Foundation
import Scintigraphy
import TestSupport
import Testing
import Torch
import Training

@testable import Classification

/// A patient of 64 × 32 pixels: a body, and a bright focus in the abnormal.
private func scan(_ number: Int, _ part: Part, isAbnormal: Bool) throws -> LabelledScan {
    var generator = SeededGenerator(seed: UInt64(number))
    let focus = (
        row: Double.random(in: 16...48, using: &generator),
        column: Double.random(in: 12...20, using: &generator)
    )
    let views = try View.allCases.map { view in
        let isMirrored = view == .posterior
        let column = isMirrored ? 31 - focus.column : focus.column
        let expected = (0..<64 * 32).map { place -> Float in
            func hill(_ row: Double, _ column: Double, _ high: Double, _ wide: Double) -> Double {
                let distance = hypot(Double(place / 32) - row, Double(place % 32) - column) / wide
                return exp(-distance * distance / 2) * high
            }
            return Float(hill(32, 16, 20, 12) + (isAbnormal ? hill(focus.row, column, 60, 2) : 0))
        }
        let mean = CountImage(
            rows: 64, columns: 32, pixels: expected, view: view, spacing: nil, meaning: .processedCounts)
        let empty = CountImage(rows: 64, columns: 32, pixels: mean.pixels, view: view, spacing: nil)
        return try empty.withPoissonNoise(using: &generator)
    }
    return LabelledScan(patient: "p\(number)", part: part, answer: isAbnormal, views: views)
}

/// From scans with answers to a file that answers, in small.
@Suite final class ClassifierTrainerTests {
    var scans: [LabelledScan]
    var recipe = ClassifierRecipe()

    init() throws {
        scans = try (0..<40).map { number in
            try scan(number, number < 24 ? .training : .validation, isAbnormal: number % 2 == 0)
        }
        recipe.input = ClassifierInput(rows: 64, columns: 32)
        (recipe.batch, recipe.steps, recipe.validateEvery, recipe.checkpointEvery) = (8, 60, 20, 20)
        (recipe.learningRate, recipe.warmUp) = (2e-3, 5)
    }

    private func record(_ trainer: ClassifierTrainer) -> RunRecord {
        RunRecord(
            software: "test", commit: "abc", seed: recipe.seed, cohort: trainer.fingerprint,
            session: .init(device: "cpu", began: ""))
    }

    private func train(in folder: URL, until last: Int = .max, resuming: Bool = false) throws -> Run {
        let trainer = try ClassifierTrainer(recipe, scans: scans)
        let (url, text) = (folder.appending(path: "run"), try YAMLFile.text(recipe))
        let run =
            resuming
            ? try Run(resuming: url, configuration: text, record: record(trainer))
            : try Run(at: url, configuration: text, record: record(trainer))
        var step = 0
        _ = try trainer.train(
            in: run, device: .cpu, workers: 2, time: { "" }, shouldStop: { step >= last },
            advance: { step = $0 })
        return run
    }

    /// It finds the focus, and its file gives the same answers again.
    @Test func learnsToSeeAFocus() throws {
        try withTemporaryFolder { folder in
            let run = try train(in: folder)
            #expect(run.bestScore.map { $0 > 0.9 } == true, "\(run.bestScore ?? 0)")
            let classifier = try TrainedClassifier(file: run[.best])
            // The file knows what it answers for the validation patients, and says so.
            let own = scans.filter { $0.part == .validation }
            #expect(classifier.validation?.answers == own.map(\.answer))
            #expect(try classifier.validation?.logits == classifier.logits(of: own))
            #expect(classifier.validation?.area == run.bestScore)
            #expect(classifier.task == .abnormal && classifier.facts["commit"] == "abc")
            let answers = try scans.filter { $0.part == .validation }.map { scan in
                (
                    scan.answer,
                    try classifier.logit(of: BoneScan(images: scan.views, acquisition: Acquisition()))
                )
            }
            let (yes, no) = (answers.filter(\.0).map(\.1), answers.filter { !$0.0 }.map(\.1))
            let (ofYes, ofNo) = (yes.reduce(0, +) / Double(yes.count), no.reduce(0, +) / Double(no.count))
            #expect(ofYes > ofNo + 0.1)
            let whole = BoneScan(images: scans[0].views, acquisition: Acquisition())
            #expect(try classifier(whole).cautions.isEmpty && classifier(whole).prevalence == 0.5)
            let displays = scans[0].views.map {
                CountImage(
                    rows: 32, columns: 64, pixels: $0.pixels, view: $0.view, spacing: nil,
                    meaning: .notForQuantification("8 bits"))
            }
            let cautions = try classifier(BoneScan(images: displays, acquisition: Acquisition())).cautions
            #expect(cautions.count == 4 && cautions[0].contains("the anterior view is a display (8 bits)"))
            #expect(cautions[3].contains("the posterior view of 32 x 64 pixels is no whole body"))
            let front = BoneScan(images: [scans[0].views[0]], acquisition: Acquisition())
            let error = #expect(throws: ClassificationError.self) { try classifier(front) }
            #expect(
                error?.description.contains("no posterior view; choose a model of the anterior view") == true)
        }
    }

    @Test func beginsWithTheTrunkOfAnother() throws {
        try withTemporaryFolder { folder in
            recipe.steps = 1
            let other = try train(in: folder.appending(path: "other").made())
            recipe.backboneWeights = other[.last].path
            recipe.architecture = .single(.mobileNetV2, .posterior)
            (recipe.seed, recipe.learningRate) = (2, 1e-9)
            let run = try train(in: folder.appending(path: "run").made())
            let (begun, own) = (try SafeTensors.read(other[.last]), try SafeTensors.read(run[.last]))
            for (name, tensor) in own where name.hasPrefix("backbone.") && name.hasSuffix("conv.weight") {
                let before = try #require(begun["backbones.0." + name.dropFirst("backbone.".count)])
                let changes = zip(tensor.floats, before.floats).map { abs($0 - $1) }
                #expect(changes.allSatisfy { $0 < 1e-6 }, "\(name)")
            }
            recipe.architecture = .dual(.mobileNetV2, .squeezeExcitation)
            recipe.trunks = .separate
            let apart = try train(in: folder.appending(path: "apart").made())
            (recipe.backboneWeights, recipe.trunks) = (apart[.last].path, .shared)
            let two = #expect(throws: ClassificationError.self) {
                try train(in: folder.appending(path: "two").made())
            }
            #expect(two?.description.contains("has a trunk for each view") == true)
            recipe.backboneWeights = other[.last].path
            recipe.architecture = .single(.denseNet121, .posterior)
            let error = #expect(throws: ClassificationError.self) {
                try train(in: folder.appending(path: "wrong").made())
            }
            #expect(error?.description.contains("last.safetensors is no densenet121") == true)
        }
    }

    @Test(.tags(.property)) func resumesBitForBit() throws {
        try withTemporaryFolder { folder in
            let parts = ["whole", "stopped"].map { folder.appending(path: $0) }
            for part in parts {
                try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            }
            let whole = try train(in: parts[0])
            do { _ = try train(in: parts[1], until: 13) }
            let resumed = try train(in: parts[1], resuming: true)
            #expect(try Data(contentsOf: resumed[.last]) == Data(contentsOf: whole[.last]))
        }
    }

    /// With a guide a network learns from the same scans to tell where lesions lie; its file holds no guide, and scans
    /// without masks teach it answers alone.
    @Test func lesionsGuide() throws {
        try withTemporaryFolder { folder in
            recipe.steps = 40
            let plain = try train(in: folder.appending(path: "plain").made())
            let batch = try ScanSampler(recipe, scans: scans).batch(0)
            #expect(batch.arrays.count == 5 && batch.arrays[4].values == Array(repeating: 0, count: 8))

            scans = scans.map { scan in
                LabelledScan(
                    patient: scan.patient, part: scan.part, answer: scan.answer, views: scan.views,
                    lesions: scan.views.map { view in
                        CountImage(
                            rows: view.rows, columns: view.columns,
                            pixels: view.pixels.map { $0 > 40 ? 1 : 0 },
                            view: view.view, spacing: nil, meaning: .processedCounts)
                    })
            }
            let guided = try train(in: folder.appending(path: "guided").made())
            let names = try SafeTensors.read(guided[.best]).keys
            #expect(Set(names) == Set(try SafeTensors.read(plain[.best]).keys))
            let heads = try [guided, plain].map { try SafeTensors.read($0[.last])["head.weight"]?.floats }
            #expect(heads[0] != heads[1])
        }
    }

    /// A guide that knows the hot places of both views is right: the posterior mask is mirrored as its features are.
    @Test func masksLieAsFeaturesDo() throws {
        let guided = GuidedClassifier(PoolingClassifier(), views: 2, channels: 1, using: Generator(seed: 2))
        try guided.guide.load([
            "weight": Tensor([Float(900), 0, 0, 900], shape: [2, 2, 1, 1]),
            "bias": Tensor([Float(-9), -9], shape: [2]),
        ])
        var masks = [Float](repeating: 0, count: 2 * 64 * 32)
        for (view, place) in [(0, 10 * 32 + 3), (1, 50 * 32 + 5)] { masks[view * 64 * 32 + place] = 1 }
        let known = guided.loss(
            [
                Tensor(masks.map { $0 * 2 }, shape: [1, 2, 64, 32]), Tensor([Float(0)], shape: [1, 1]),
                Tensor([Float(0)], shape: [1, 1]), Tensor(masks, shape: [1, 2, 64, 32]),
                Tensor([Float(1)], shape: [1, 1, 1, 1]),
            ], weight: 1
        ).item
        #expect(known < 1e-3, "\(known)")
    }

    @Test func bothAnswersAreNeeded() throws {
        let error = #expect(throws: ClassificationError.self) {
            try ClassifierTrainer(recipe, scans: scans.filter { $0.part == .training || $0.answer })
        }
        #expect(error?.description.contains("of 8 patients for validation, 8 are abnormal") == true)
    }

    @Test(arguments: [
        ("input: {rows: 8, columns: 64}", "input is 8 × 64; MobileNetV2 takes"),
        ("batch: 1", "batch is 1; give 2"),
        ("architecture: resnet", "choose vgg19-anterior-se"), ("task: benign", "choose abnormal, malignant"),
        ("dropout: 1", "dropout is 1.0"), ("folds: -1", "folds is -1"),
        ("folds: 3\ntestFold: 4", "testFold is 4; give 1 to 3"), ("lesionWeight: -1", "lesionWeight is -1.0"),
        ("trunks: both", "choose shared, separate"), ("stepps: 3", "stepps is no setting"),
    ])
    func faultsAreNamed(text: String, sentence: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "r.yaml")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: TrainingError.self) { try ClassifierRecipe(file: file) }
            #expect(
                error?.description.contains("r.yaml") == true
                    && error?.description.contains(sentence) == true,
                "\(error?.description ?? "")")
        }
    }
}

/// What a classifier sees.
@Suite struct ClassifierInputTests {
    let input = ClassifierInput(rows: 64, columns: 16)

    /// A matrix of other size and shape fits in whole, in the middle; counts are kept by binning.
    @Test func theWholeImageFits() throws {
        var pixels = [Float](repeating: 0, count: 256 * 64)
        for row in 100..<156 { for column in 24..<40 { pixels[row * 64 + column] = 9 } }
        let image = CountImage(rows: 256, columns: 64, pixels: pixels, view: .anterior, spacing: nil)
        let binned = input.binned(image)
        #expect((binned.rows, binned.columns) == (64, 16) && binned.total == image.total)
        let seen = input.seen(binned)
        #expect(seen.count == 64 * 16)
        // The body is all that counts here: at its own level, which is 0, and nothing around it.
        #expect(seen[32 * 16 + 8] == 0 && seen[0] == -1 && seen[32 * 16] == -1)
        // As broad as high: empty columns above and below.
        let square = input.seen(
            CountImage(
                rows: 64, columns: 64, pixels: Array(repeating: 4, count: 4096), view: .anterior, spacing: nil
            ))
        #expect(square[0] == -1 && square[32 * 16 + 8] == 0)
    }

    /// An image of two rows and as many columns as there can be has two rows still.
    @Test func aStripIsSeen() {
        let strip = CountImage(
            rows: 2, columns: 4096, pixels: Array(repeating: 3, count: 8192), view: .anterior, spacing: nil)
        let binned = input.binned(strip)
        #expect(binned.rows == 1 && binned.total == strip.total)
        #expect(input.seen(binned).count == 64 * 16)
    }

    /// Turned there and back, mirrored twice, as it was; a posterior view's mirror image is its mirror image.
    @Test func placementsMoveWhatIsSeen() throws {
        var pixels = [Float](repeating: 1, count: 64 * 16)
        pixels[20 * 16 + 4] = 100
        let image = CountImage(rows: 64, columns: 16, pixels: pixels, view: .anterior, spacing: nil)
        let plain = input.seen(image)
        let mirrored = input.seen(image, at: .init(isMirrored: true))
        for (place, value) in plain.enumerated() {
            #expect(abs(mirrored[place / 16 * 16 + 15 - place % 16] - value) < 1e-5)
        }
        let moved = input.seen(image, at: .init(down: 4.0 / 64, right: 2.0 / 16))
        #expect(moved.indices.max { moved[$0] < moved[$1] } == 24 * 16 + 6)
    }

    /// A spot a thousand times as hot as the body changes nothing elsewhere, and is four times the body's level at most.
    @Test func hotSpotsChangeNothingElsewhere() throws {
        var generator = SeededGenerator(seed: 3)
        var pixels = (0..<64 * 16).map { place in
            (20..<44).contains(place / 16) ? Float.random(in: 80...120, using: &generator) : 1
        }
        func seen() -> [Float] {
            input.seen(CountImage(rows: 64, columns: 16, pixels: pixels, view: .anterior, spacing: nil))
        }
        let before = seen()
        pixels[30 * 16 + 3] = 100_000
        let after = seen()
        #expect(after[30 * 16 + 3] == 3)
        for place in before.indices where place != 30 * 16 + 3 {
            #expect(abs(after[place] - before[place]) < 0.03)
        }
    }

    /// A lesion of one pixel is seen where it lies, whatever part of a square it fills, and moves with the scan.
    @Test func masksLieOverWhatIsSeen() throws {
        var labels = [UInt8](repeating: 0, count: 256 * 64)
        labels[101 * 64 + 22] = 5
        let image = CountImage(
            rows: 256, columns: 64, pixels: Array(repeating: 1, count: 256 * 64), view: .anterior,
            spacing: nil)
        let mask = input.binned(
            LabelImage(rows: 256, columns: 64, labels: labels, view: .anterior), like: image)
        #expect(mask.rows == 64 && mask.columns == 16 && mask.total == 1)
        let plain = input.seen(mask: mask)
        #expect(plain[25 * 16 + 5] == 1 && plain.reduce(0, +) == 1)
        let moved = input.seen(mask: mask, at: .init(down: 4.0 / 64, right: 2.0 / 16, isMirrored: false))
        #expect(moved.indices.max { moved[$0] < moved[$1] } == 29 * 16 + 7)
    }
}

extension URL {
    /// The folder, made.
    fileprivate func made() throws -> URL {
        try FileManager.default.createDirectory(at: self, withIntermediateDirectories: true)
        return self
    }
}
