import Classification
import DICOM
import Denoising
import Figures
import Foundation
import Scintigraphy
import Segmentation

/// The course of a reading: its stages one after the other, each with its evidence, or with the reason why it is left out.
struct Course<Time: Clock> where Time.Duration == Duration {
    let software: String
    let clock: Time
    var stages: [StageEvidence] = []
    var omissions: [Findings.Omission] = []

    init(software: String, clock: Time, omissions: [Findings.Omission]) {
        (self.software, self.clock, self.omissions) = (software, clock, omissions)
    }

    /// A stage's output.
    private mutating func perform<Input, Output>(
        _ stage: Stage<Input, Output>, on input: Input
    ) throws -> Output {
        let (output, evidence) = try stage.run(input, software: software, clock: clock)
        stages.append(evidence)
        return output
    }

    /// The same; `nil` where it cannot be done, which is noted.
    private mutating func attempt<Input, Output>(_ stage: Stage<Input, Output>, on input: Input) -> Output? {
        do { return try perform(stage, on: input) } catch {
            omissions.append(.init(stage: stage.name, reason: "\(error)"))
            return nil
        }
    }

    /// What a segmenter says of all views.
    mutating func segmentation(of scan: BoneScan, by segmenter: (any ViewSegmenter)?) -> [SegmentedView]? {
        guard let segmenter else { return nil }
        return attempt(
            Stage(
                name: "segmentation", method: segmenter.kind,
                parameters: segmenter.focusThreshold.map {
                    ["foci are outlined from a probability of": $0.formatted(decimals: 3)]
                } ?? [:], model: .init(segmenter)
            ) { (scan: BoneScan) in
                try segmenter.views(of: scan)
            }, on: scan)
    }

    /// Whether the scan is as it should be.
    mutating func quality(
        of scan: BoneScan, _ sources: [ViewSource], _ segmented: [SegmentedView], _ artefacts: [HotArtefact]
    ) throws -> [QualityCheck] {
        try perform(
            Stage(name: "quality", method: "checks of header and pixels", parameters: [:]) {
                (scan: BoneScan) in
                QualityControl()(scan, sources: sources, segmented: segmented, artefacts: artefacts)
            }, on: scan)
    }

    /// The scan as the network restores it, where its counts are low or it is asked for.
    mutating func restoration(
        of scan: BoneScan, _ checks: [QualityCheck], by learned: LearnedRestoration,
        _ settings: ReadingSettings
    ) -> (scan: BoneScan, facts: ScanRestoration)? {
        let low = checks.filter { $0.name.hasPrefix(QualityControl.countsName) && $0.verdict != .pass }
        guard settings.restores || !low.isEmpty else { return nil }
        guard scan.total > 0 else {
            omissions.append(.init(stage: "restoration", reason: "the scan holds no counts"))
            return nil
        }
        let denoiser: Denoiser
        switch learned {
        case .model(let model): denoiser = model
        case .leftOut(let reason):
            omissions.append(.init(stage: "restoration", reason: reason))
            return nil
        }
        let found = low.map { "\($0.name.lowercased()): \($0.measured)" }.joined(separator: "; ")
        let reason = low.isEmpty ? "it was asked for" : "counts are below the guideline's (\(found))"
        let done = attempt(
            Stage(
                name: "restoration", method: denoiser.title, parameters: denoiser.parameters,
                model: .init(denoiser)
            ) { (scan: BoneScan) in
                let restored = try scan.mapImages { try denoiser($0) }
                let tests = zip(scan.images, restored.images).map { image, restored in
                    Result { try learned.residual(of: image, restored: restored, seed: settings.seed) }
                }
                return (restored, tests)
            }, on: scan)
        guard let (restored, tests) = done else { return nil }
        let views = zip(scan.images, tests).map { image, test in
            if case .failure(let error) = test {
                omissions.append(.init(stage: "residual test, \(image.view.rawValue)", reason: "\(error)"))
            }
            return ScanRestoration.ViewTrust(view: image.view, residual: try? test.get())
        }
        return (
            restored, ScanRestoration(reason: reason, model: RestorationModel(denoiser), views: views)
        )
    }

    /// Each question's answer, and what was looked at for it.
    mutating func classification(
        of scan: BoneScan, by classifiers: [TrainedClassifier]
    ) -> ([Findings.Classified], [(question: ClassificationTask, explanation: Explanation)]) {
        var answers: [Findings.Classified] = []
        var explanations: [(question: ClassificationTask, explanation: Explanation)] = []
        for classifier in classifiers {
            let model = Findings.ModelEvidence(classifier)
            let stage = Stage(
                name: "classification, \(classifier.task.rawValue)",
                method: classifier.architecture.rawValue, parameters: [:], model: model
            ) { (scan: BoneScan) in
                (try classifier(scan), try classifier.explanation(of: scan))
            }
            guard let (answer, explanation) = attempt(stage, on: scan) else { continue }
            answers.append(.init(question: classifier.task, answer: answer, model: model))
            explanations.append((classifier.task, explanation))
        }
        return (answers, explanations)
    }

    /// The hot spots; `nil` where the segmenter knows none.
    mutating func hotSpots(
        of scan: BoneScan, _ segmented: [SegmentedView], _ artefacts: [HotArtefact], _ model: HotSpotModel?
    ) -> HotSpotSet? {
        guard !segmented.isEmpty else {
            omissions.append(.init(stage: "hot spots", reason: "the views were not segmented"))
            return nil
        }
        let finder = HotSpotFinder(model: model)
        return attempt(
            Stage(
                name: "hot spots", method: "foci of both views, matched", parameters: finder.settings.named,
                model: model.flatMap(Findings.ModelEvidence.init)
            ) { (scan: BoneScan) in
                guard let found = finder.find(in: segmented, of: scan, artefacts: artefacts) else {
                    throw ReadingError("the segmenter has not learnt what foci are")
                }
                return found
            }, on: scan)
    }

    /// What classifiers and hot spots say together; `nil` where one of them is missing.
    mutating func wholeScan(
        _ classification: [Findings.Classified], _ hotSpots: HotSpotSet?, by model: WholeScanModel?
    ) -> [Findings.Classified]? {
        guard let model, let hotSpots else { return nil }
        return attempt(
            Stage(
                name: WholeScanModel.stage, method: "classifiers and hot spots, stacked", parameters: [:],
                model: Findings.ModelEvidence(model)
            ) {
                guard let facts = WholeScanFacts(classification, hotSpots) else {
                    throw ReadingError("not every model that it weighs has answered")
                }
                return model.answers(facts, classification)
            }, on: ())
    }

    /// The Bone Scan Index; `nil` where pixels are no counts.
    mutating func index(of hotSpots: HotSpotSet, _ scan: BoneScan, seed: UInt64) -> BoneScanIndex? {
        attempt(
            Stage(
                name: "Bone Scan Index", method: "Imbriaco et al. 1998",
                parameters: [
                    "least probability of malignancy": "\(BoneScanIndex.leastMalignancy)", "seed": "\(seed)",
                ]
            ) { (scan: BoneScan) in
                try scan.checkQuantification()
                return BoneScanIndex(hotSpots, seed: seed)
            }, on: scan)
    }

    /// What has changed since an earlier scan, which is segmented and quantified as this one.
    mutating func comparison(
        of scan: BoneScan, _ own: [ViewSource], _ hotSpots: HotSpotSet?, _ index: BoneScanIndex?,
        since prior: (scan: BoneScan, sources: [ViewSource]), _ models: ReadingModels, seed: UInt64
    ) -> PriorComparison? {
        let sources = prior.sources
        guard let hotSpots, let segmenter = models.segmenter else {
            omissions.append(
                .init(stage: "comparison", reason: "nothing could tell hot spots in this scan"))
            return nil
        }
        return attempt(
            Stage(
                name: "comparison", method: "hot spots matched by their bones",
                parameters: ["earlier pixels": prior.sources.map(\.pixelHash).joined(separator: ", ")],
                model: .init(segmenter)
            ) {
                (prior: BoneScan) in
                guard Set(own.map(\.pixelHash)).isDisjoint(with: sources.map(\.pixelHash)) else {
                    throw ReadingError("the earlier study is this one, pixel for pixel; give an earlier one")
                }
                if let (own, other) = scan.acquisition.patientIDs(differingFrom: prior.acquisition) {
                    throw ReadingError(
                        "the earlier scan is of another patient: its Patient ID is \(other), this one's \(own)"
                    )
                }
                let segmented = try segmenter.views(of: prior)
                let artefacts = HotArtefact.all(in: prior, segmented: segmented)
                let checks = QualityControl()(
                    prior, sources: sources, segmented: segmented, artefacts: artefacts)
                if let doubt = QualityControl.doubt(of: checks, sources) {
                    throw ReadingError("of the earlier scan: \(doubt)")
                }
                let finder = HotSpotFinder(model: models.hotSpots)
                guard let earlier = finder.find(in: segmented, of: prior, artefacts: artefacts) else {
                    throw ReadingError("no hot spots can be told in the earlier scan")
                }
                return PriorComparison(
                    .init(hotSpots: hotSpots, index: index, acquisition: scan.acquisition),
                    since: .init(
                        hotSpots: earlier,
                        index: (try? prior.checkQuantification()).map { BoneScanIndex(earlier, seed: seed) },
                        acquisition: prior.acquisition))
            }, on: prior.scan)
    }

    /// What a fifth of the counts would have shown.
    mutating func trial(
        of scan: BoneScan, _ learned: LearnedRestoration, _ settings: ReadingSettings
    ) -> (trial: RestorationTrial, outcome: RestorationTrial.Outcome)? {
        let trial = RestorationTrial(seed: settings.seed, learned: learned)
        return attempt(
            Stage(
                name: "trial of fewer counts",
                method: "binomial thinning, then each method against the full scan",
                parameters: trial.parameters
            ) { (scan: BoneScan) in try trial(scan) }, on: scan
        ).map { (trial, $0) }
    }

    /// Draws; throws where that cannot be done.
    mutating func pictures(_ draw: @escaping () throws -> ReportPictures) throws -> ReportPictures {
        try perform(
            Stage(
                name: "pictures", method: "inverse grey, one window for all",
                parameters: ["upper level": "99.5th percentile of pixels with counts, to 16 times the body"]
            ) { try draw() }, on: ())
    }
}

extension ViewSegmenter {
    /// What all views of a scan show.
    func views(of scan: BoneScan) throws -> [SegmentedView] {
        try scan.images.map { try segmentation(of: $0, field: nil, workers: 1) }
    }
}

extension Acquisition {
    /// Both patients' IDs where files state two that differ.
    fileprivate func patientIDs(differingFrom other: Acquisition) -> (String, String)? {
        guard let own = patientID, let others = other.patientID, own != others else { return nil }
        return (own, others)
    }
}

extension BoneScan {
    /// Throws where a view's pixels are not to be measured.
    fileprivate func checkQuantification() throws(ReadingError) {
        for image in images {
            guard case .notForQuantification(let reason) = image.meaning else { continue }
            throw ReadingError("the \(image.view.rawValue) view is not for quantification: \(reason)")
        }
    }
}

extension HotSpotSettings {
    /// By name, for the evidence.
    fileprivate var named: [String: String] {
        [
            "least probability": leastProbability.formatted(decimals: 2),
            "least area": "\(leastSquareCentimetres.formatted(decimals: 1)) cm²",
            "matched within": "\(matchingMillimetres.formatted(decimals: 0)) mm",
        ]
    }
}

extension RestorationTrial {
    /// By name, for the evidence.
    fileprivate var parameters: [String: String] {
        var parameters = ["fraction": "\(fraction)", "realisations": "\(realisations)", "seed": "\(seed)"]
        for method in [.filter(.presetDiffusion)] + learned.restorers {
            for (name, value) in method.parameters { parameters["\(method.name), \(name)"] = value }
        }
        parameters["Gaussian filter, FWHM"] = "the best for each view on a further thinning of it"
        return parameters
    }
}
