import Classification
import Foundation
import Phantoms
import Scintigraphy
import Segmentation
import Statistics

/// Reads simulated scans, and holds what is told against the truth.
struct CaseReader {
    private let models: ReadingModels
    private let software: String

    init(_ models: ReadingModels, software: String) { (self.models, self.software) = (models, software) }

    /// Of a scan as it is.
    func read(_ simulated: SimulatedScan) throws -> ReadCase {
        try simulated.readCase([told(by: reading(simulated.scan), of: simulated)])
    }

    /// Of a scan as it is and with these shares of its counts, each as it is and restored.
    func levels(_ simulated: SimulatedScan, shares: [Double]) throws -> ReadCase {
        let whole = try reading(simulated.scan, restores: true)
        let first = try told(by: whole, of: simulated)
        let others = try ([1] + shares).flatMap { share -> [CaseReading] in
            let patient = simulated.truth.patient
            var generator = SeededGenerator(
                seed: (patient.seed ^ share.bitPattern) &+ UInt64(patient.index) &* 1_000_003)
            let noisy =
                share < 1
                ? try reading(simulated.scan.thinned(fraction: share, using: &generator), restores: true)
                : whole
            let raw = share < 1 ? [try told(by: noisy, of: simulated, share: share, against: whole)] : []
            guard let restored = noisy.restored else {
                throw ReadingError("\(simulated.truth.patient.name) cannot be restored")
            }
            return try raw + [
                told(
                    by: reading(restored), of: simulated, share: share, isRestored: true, against: whole)
            ]
        }
        return try simulated.readCase([first] + others)
    }

    /// As `bonescan read` makes it.
    func reading(_ scan: BoneScan, restores: Bool = false) throws -> Reading {
        var (models, settings) = (models, ReadingSettings())
        settings.restores = restores
        if !restores { models.restoration = .leftOut(because: "its figures would be the same") }
        return try ScanReader(software: software).read(
            scan, sources: [], models: models, settings: settings, at: .distantPast)
    }

    private func told(
        by reading: Reading, of simulated: SimulatedScan, share: Double = 1, isRestored: Bool = false,
        against whole: Reading? = nil
    ) throws -> CaseReading {
        let findings = reading.report.findings
        var bones: ClassOverlap?
        for view in reading.segmented {
            guard let mask = view.boneMask,
                let truth = simulated.regions.first(where: { $0.view == view.view })
            else { continue }
            bones = bones ?? ClassOverlap(classes: BoneClass.labels)
            bones?.add(mask.labels.lazy.map { Int($0) }, truth: try truth.boneClasses().labels)
        }
        func told<Value>(
            _ answers: [Findings.Classified], _ value: (ClassifierAnswer) -> Value?
        ) -> [String: Value] {
            Dictionary(
                answers.compactMap { asked in value(asked.answer).map { (asked.question.rawValue, $0) } },
                uniquingKeysWith: { one, _ in one })
        }
        let answers = findings.answers
        return CaseReading(
            share: share, isRestored: isRestored,
            refusal: findings.omissions.first { $0.stage == "hot spots" }?.reason,
            odds: told(answers) { $0.logit }, classifierOdds: told(findings.classification) { $0.logit },
            probabilities: told(answers) { $0.probability?.value },
            calls: told(answers) { $0.call?.isPositive },
            // The areas of hot spots make the index, so that it can be told of restored counts, too.
            index: reading.hotSpots.map { BoneScanIndex($0).percent },
            marks: reading.hotSpots?.marks(simulated) ?? [], bones: bones,
            agreement: whole.flatMap { MarkAgreement($0.hotSpots, reading.hotSpots) })
    }
}

extension SimulatedScan {
    fileprivate func readCase(_ readings: [CaseReading]) throws -> ReadCase {
        let lesions = zip(truth.patient.lesions, truth.lesions).filter { $0.0.ratio > 1 }
        return ReadCase(
            patient: truth.patient.name, artefacts: truth.patient.artefacts.kinds,
            truth: CaseTruth(
                isAbnormal: truth.isAbnormal, isMalignant: truth.isMalignant,
                index: BoneScanIndex.truth(regions: regions, lesions: self.lesions, truth),
                lesions: lesions.map {
                    CaseLesion(
                        number: $0.number, bone: NamedBone($0.bone), millimetres: Double($0.size),
                        isMalignant: $0.isMalignant,
                        isVisible: $1.isVisible)
                }), readings: readings)
    }
}

extension HotSpotSet {
    /// All that count, and all that would count if the model were surer of them.
    fileprivate func marks(_ simulated: SimulatedScan) -> [CaseMark] {
        let lesions = LesionMeeting(simulated)
        func mark(_ foci: [SeenFocus], isCalled: Bool, _ malignancy: Double?) -> CaseMark {
            CaseMark(
                score: foci.surest.focus.maximumProbability, isCalled: isCalled,
                bone: foci.surest.focus.bone, malignancy: malignancy, lesions: lesions.met(by: foci))
        }
        let called = zip(spots, extents).filter(\.0.counts).map {
            mark($1.foci, isCalled: true, $0.malignancy)
        }
        let finder = HotSpotFinder(settings: settings)
        return called
            + faint.filter { finder.exclusion($0) == nil }.map { mark($0, isCalled: false, nil) }
    }
}

extension MarkAgreement {
    /// `nil` where one of them told none.
    fileprivate init?(_ whole: HotSpotSet?, _ other: HotSpotSet?) {
        guard let whole, let other else { return nil }
        func pixels(_ set: HotSpotSet) -> [Set<SeenPixel>] {
            zip(set.spots, set.extents).filter(\.0.counts).map { _, extent in
                Set(
                    extent.foci.flatMap { seen in
                        seen.pixels.map { SeenPixel(view: seen.focus.view, pixel: $0) }
                    })
            }
        }
        let (own, others) = (pixels(whole), pixels(other))
        let kept = own.count { spot in others.contains { !$0.isDisjoint(with: spot) } }
        self.init(
            kept: kept, lost: own.count - kept,
            added: others.count { spot in own.allSatisfy { $0.isDisjoint(with: spot) } })
    }
}

private struct SeenPixel: Hashable {
    let view: View
    let pixel: Int
}
