import Classification
import DICOM
import Scintigraphy
import Segmentation
import Statistics

extension Report {
    /// What was measured, for a DICOM measurement report: of the whole scan, then of each hot spot.
    func measurements(_ hotSpots: TrackedHotSpots, _ origin: ResultOrigin) -> MeasurementReport {
        var whole: [Measurement] = []
        for classified in findings.answers {
            guard let probability = classified.answer.probability else { continue }
            whole.append(
                Measurement(
                    classified.question == .abnormal ? .probabilityAbnormal : .probabilityMalignant,
                    probability, in: .noUnits))
        }
        if let index = findings.index {
            whole.append(Measurement(.boneScanIndex, index.percent, in: .percent))
        }
        if let spots = findings.hotSpots {
            whole.append(Measurement(.hotSpotCount, Double(spots.count(where: \.counts)), in: .noUnits))
        }
        let hotSpotModel = stages.first { $0.name == "hot spots" }?.model
        let wholeScanModel = findings.wholeScan?.first?.model
        var models =
            (findings.classification.map(\.model)
            + [findings.segmentation, hotSpotModel, wholeScanModel].compactMap(\.self)).map(ResultModel.init)
        if let model = restoration?.model {
            models.append(
                ResultModel(name: model.name, architecture: model.architecture, hash: model.hash))
        }
        let omissions = findings.omissions.map { "Not done: \($0.stage): \($0.reason)" }
        let open = quality.checks.filter { $0.verdict != .pass }.map { "Quality, \($0.line)" }
        return MeasurementReport(
            models: models,
            whole: MeasurementGroup(
                origin.tracking("Whole scan"), site: .entireBody, views: views.map(\.view),
                measurements: whole),
            findings: hotSpots.spots.map { $0.spot.group($0.tracking, in: hotSpots.segmentation) },
            comments: [Self.conditions] + open + omissions)
    }
}

extension Report {
    private static let conditions =
        "The probability of malignancy of the whole scan holds if it is abnormal, that of a hot spot if it is a lesion."
}

extension Measurement {
    /// A figure with its interval.
    fileprivate init(_ name: CodedConcept, _ estimate: Estimate, in unit: CodedConcept) {
        self.init(name, estimate.value, in: unit, interval: estimate.interval)
    }
}

extension HotSpot {
    fileprivate func group(_ tracking: Tracking, in segmentation: InstanceReference?) -> MeasurementGroup {
        let measurements = [
            areaSquareCentimetres.map { Measurement(.area, $0, in: .squareCentimetres) },
            contrast.map { Measurement(.contrast, $0, in: .ratio) },
            Measurement(.probability, probability, in: .noUnits),
            malignancy.map { Measurement(.probabilityMalignant, $0, in: .noUnits) },
        ]
        let evaluations =
            [
                vertebra.map { Evaluation(.estimatedVertebra, $0) },
                exclusion.map { Evaluation(.exclusion, $0) },
            ]
            .compactMap(\.self) + reasons.map { Evaluation(.comment, $0) }
        return MeasurementGroup(
            tracking, finding: isInBone ? .hotSpot : .artefact, site: bone?.code, laterality: side?.code,
            views: foci.map(\.view), segment: segmentation.map { ReferencedSegment($0, number: number) },
            measurements: measurements.compactMap(\.self), evaluations: evaluations)
    }
}
