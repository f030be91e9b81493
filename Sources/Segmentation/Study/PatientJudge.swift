import Scintigraphy
import Training

/// Asks a model about a patient's views, and holds its answers against the truth.
struct PatientJudge {
    /// What is asked.
    let model: AskedModel
    /// What refines labels, once more beside those that it does not; `nil` for nothing.
    let field: FullyConnectedCRF?
    let workers: Int

    /// Throws where a view holds no counts, or has no masks.
    func callAsFunction(_ scan: PatientScan) throws -> PatientResult {
        var result = PatientTally(scan: scan, lesions: try scan.studyLesions())
        for view in try scan.truthViews() {
            let found = try model.answer(view.image, scan.patient)
            result.views += 1
            let labels = view.bones.labels
            func add(
                _ probabilities: ClassProbabilities, _ plain: BoneReading, _ refined: BoneReading,
                _ classes: [Int?]
            ) throws {
                result.add(probabilities.labels.lazy.map { classes[Int($0)] }, labels, plain)
                guard let field else { return }
                let edges = model.input.guide(view.image)
                let sharp = try field.refined(probabilities, over: edges, workers: workers)
                result.add(sharp.labels.lazy.map { classes[Int($0)] }, labels, refined)
            }
            if let bones = found.bones {
                try add(bones, .linear, .linearRefined, Array(0..<BoneClass.labels))
            }
            if let clusters = found.clusters, let classes = model.clusterClasses {
                try add(clusters, .clusters, .clustersRefined, classes)
            }
            guard let foci = found.foci else { continue }
            guard !foci.contains(where: \.isNaN) else {
                throw SegmentationError("what the model tells of foci are no numbers; train it again")
            }
            result.add(foci, threshold: found.focusThreshold, in: view)
        }
        return result.whole
    }
}

/// A view with what simulation knows of it.
struct TruthView {
    let image: CountImage
    /// Of the classes of ``BoneClass``.
    let bones: LabelImage
    /// Where it lies between arm and thigh.
    let gap: ArmThighGap
    /// The number of the lesion in each pixel; 0 for none.
    let lesions: LabelImage
}

extension PatientScan {
    /// The views that have masks. Throws where none has, or a mask has a label that is no bone's.
    func truthViews() throws -> [TruthView] {
        let views = try scan.images.compactMap { image -> TruthView? in
            guard let regions = regions?.first(where: { $0.view == image.view }),
                let lesions = lesions?.first(where: { $0.view == image.view })
            else { return nil }
            return TruthView(
                image: image, bones: try regions.boneClasses(), gap: ArmThighGap(regions), lesions: lesions)
        }
        guard !views.isEmpty else {
            throw SegmentationError(
                "\(patient.name) has no masks of bones and lesions; a study needs patients as `bonescan simulate` makes "
                    + "them")
        }
        return views
    }
}

/// A patient's result while it comes together.
private struct PatientTally {
    let scan: PatientScan
    let lesions: [StudyLesion]
    var views = 0
    private var bones: [String: ClassOverlap] = [:]
    private var foci: FocusOverlap?
    private var marks: [StudyMark] = []
    private var gap: Double?

    init(scan: PatientScan, lesions: [StudyLesion]) { (self.scan, self.lesions) = (scan, lesions) }

    mutating func add(_ labels: some Sequence<Int?>, _ truth: [UInt8], _ reading: BoneReading) {
        bones[reading.rawValue, default: ClassOverlap(classes: BoneClass.labels)].add(labels, truth: truth)
    }

    mutating func add(_ scores: [Float], threshold: Double?, in view: TruthView) {
        marks += StudyMark.marks(scores, in: view)
        guard let threshold else { return }
        let called = scores.map { Double($0) >= threshold }
        foci = foci ?? FocusOverlap()
        foci?.add(called, truth: view.lesions.labels)
        guard let spacing = view.image.spacing else { return }
        let wrong = zip(called, view.gap.pixels).count { $0 && $1 }
        gap = (gap ?? 0) + Double(wrong) * spacing.squareCentimetres
    }

    var whole: PatientResult {
        PatientResult(
            patient: scan.patient.name, views: views, bones: bones, foci: foci, lesions: lesions,
            marks: marks.sorted { $0.score > $1.score }, gapSquareCentimetres: gap)
    }
}
