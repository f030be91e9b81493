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
        let meeting = LesionMeeting(masks: lesions, lesions: truth.patient.lesions)
        return extents.map { extent in
            let met = meeting.met(by: extent.foci)
            return HotSpotTruth(lesions: met, isMalignant: met.first.flatMap(meeting.isMalignant))
        }
    }
}

/// Which hot lesions of a simulated patient lie where.
struct LesionMeeting {
    private let masks: [LabelImage]
    private let known: [Int: Bool]

    /// - Parameters:
    ///   - masks: the number of the lesion in each pixel of the scan's views.
    ///   - lesions: the patient's. Cold ones are none.
    init(masks: [LabelImage], lesions: [Lesion]) {
        self.masks = masks
        known = Dictionary(
            lesions.filter { $0.ratio > 1 }.map { ($0.number, $0.isMalignant) },
            uniquingKeysWith: { one, _ in one })
    }

    init(_ simulated: SimulatedScan) {
        self.init(masks: simulated.lesions, lesions: simulated.truth.patient.lesions)
    }

    /// The lesions that share a pixel with a hot spot, that with most of its pixels first.
    func met(by foci: [SeenFocus]) -> [Int] {
        var shared: [Int: Int] = [:]
        for focus in foci {
            guard let mask = masks.first(where: { $0.view == focus.focus.view }) else { continue }
            for pixel in focus.pixels where mask.labels[pixel] > 0 {
                shared[Int(mask.labels[pixel]), default: 0] += 1
            }
        }
        return shared.filter { known[$0.key] != nil }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map(\.key)
    }

    /// Whether a lesion is; `nil` where there is none of that number.
    func isMalignant(_ lesion: Int) -> Bool? { known[lesion] }
}
