import Scintigraphy
import Training

/// A model of a study, ready to be asked.
struct AskedModel {
    /// What the network is shown.
    var input = SegmenterInput.counts
    /// The class of each cluster; `nil` where there are none.
    var clusterClasses: [Int?]?
    /// Of the file of its weights, and the step that they are of; `nil` for what learns nothing.
    var sha256: String?
    var step: String?
    /// What a view of a patient shows.
    let answer: (CountImage, CohortPatient) throws -> SegmentedView
}

extension AskedModel {
    /// A trained network.
    init(_ model: any ViewSegmenter, workers: Int) {
        self.init(
            input: model.input, clusterClasses: model.clusterClasses, sha256: model.hash,
            step: model.facts["step"]
        ) { view, _ in try model.segmentation(of: view, field: nil, workers: workers) }
    }

    /// A score of foci alone.
    init(_ score: @escaping (CountImage, CohortPatient) throws -> [Float]) {
        self.init { view, patient in
            SegmentedView(
                view: view.view, rows: view.rows, columns: view.columns, clusters: nil, bones: nil,
                foci: try score(view, patient), focusThreshold: nil)
        }
    }
}
