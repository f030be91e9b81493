import Phantoms
import Scintigraphy
import Studies
import Training

/// The patients whom a study's models learn from.
struct StudyViews {
    let cohort: CohortFolder
    /// Those for training.
    let training: [CohortPatient]
    /// Their views and those of the patients for validation.
    let labelled: [LabelledView]
    /// Who could not be read.
    let skipped: [SkippedPatient]
}

extension SegmentationStudy {
    /// The views that models learn from and are tuned by.
    func studyViews(_ cohort: CohortFolder, _ watcher: StudyWatcher) throws -> StudyViews {
        let (split, recipe) = (try split(cohort), try recipe(.stego))
        let known = cohort.patients.filter { split[$0.name].map { $0 != .test } ?? false }
        watcher.begin("patients read", known.count, 0)
        let set = try LabelledViewSet(
            cohort, split: split, matrix: recipe.matrix, fiveCrops: recipe.fiveCrops, workers: place.workers,
            progress: { _ in watcher.advance() })
        for patient in set.skipped { watcher.note("left out \(patient.name): \(patient.reason)") }
        return StudyViews(
            cohort: cohort, training: known.filter { split[$0.name] == .training }, labelled: set.views,
            skipped: set.skipped)
    }

    /// What the atlas is made of: the normal patients for training, artefacts or not.
    func normalViews(
        _ views: StudyViews, _ watcher: StudyWatcher
    ) throws -> [NormalAtlas.NormalView] {
        let normal = views.training.filter(\.isOfAtlas)
        watcher.begin("normal patients read", normal.count, 0)
        let read = try views.cohort.read(
            normal, workers: place.workers, progress: { _ in watcher.advance() }
        ) { scan -> [NormalAtlas.NormalView] in
            guard let sex = scan.patient.sex, let age = scan.patient.age else {
                return []
            }
            return scan.scan.images.map { NormalAtlas.NormalView($0, sex: sex, age: age) }
        }
        return read.values.flatMap(\.self)
    }
}
