import Phantoms
import Scintigraphy
import Segmentation

/// What a hot spot of a simulated patient is.
struct HotSpotTruth: Equatable, Sendable {
    /// The lesions with which it shares a pixel in any view, that which has most of its pixels first; none where it is a
    /// false mark.
    let lesions: [Int]
    /// Whether the first of them is malignant; `nil` without one.
    let isMalignant: Bool?
}

extension HotSpotSet {
    /// What each hot spot is.
    ///
    /// - Parameters:
    ///   - lesions: the masks of the scan's views.
    ///   - truth: of the same patient. Cold lesions are none.
    func truths(lesions: [LabelImage], _ truth: PatientTruth) -> [HotSpotTruth] {
        let known = Dictionary(
            truth.patient.lesions.filter { $0.ratio > 1 }.map { ($0.number, $0) },
            uniquingKeysWith: { one, _ in one })
        return extents.map { extent in
            var shared: [Int: Int] = [:]
            for focus in extent.foci {
                guard let mask = lesions.first(where: { $0.view == focus.focus.view }) else { continue }
                for pixel in focus.pixels where mask.labels[pixel] > 0 {
                    shared[Int(mask.labels[pixel]), default: 0] += 1
                }
            }
            let met = shared.filter { known[$0.key] != nil }.sorted {
                ($1.value, $0.key) < ($0.value, $1.key)
            }
            .map(\.key)
            return HotSpotTruth(lesions: met, isMalignant: met.first.flatMap { known[$0]?.isMalignant })
        }
    }
}
