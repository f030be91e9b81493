import Foundation
import Phantoms
import Scintigraphy
import Training

/// A lesion that a study asks for.
struct StudyLesion: Codable, Equatable {
    /// Its label in the masks of both views.
    let label: UInt8
    /// Its length; `nil` where only its mask is known.
    let millimetres: Double?
    /// Whether it is a metastasis; `nil` likewise.
    let isMalignant: Bool?
    /// Whether it can be seen in either view (``LesionView/isVisible``); `nil` likewise.
    let isVisible: Bool?
}

extension PatientScan {
    /// The lesions that have a pixel in a mask, in the order of their labels, with what simulation knows of them.
    ///
    /// Throws where truth.json lies beside the scan and cannot be read.
    func studyLesions() throws -> [StudyLesion] {
        let labels = Set((lesions ?? []).flatMap { Set($0.labels) }).subtracting([0]).sorted()
        let file = patient.files[0].deletingLastPathComponent().appending(path: "truth.json")
        guard let data = try? Data(contentsOf: file) else {
            return labels.map {
                StudyLesion(label: $0, millimetres: nil, isMalignant: nil, isVisible: nil)
            }
        }
        let truth: PatientTruth
        do { truth = try JSONDecoder().decode(PatientTruth.self, from: data) } catch {
            throw SegmentationError(
                "\(file.path) is no truth of a simulated patient that this version knows; simulate the patient again"
            )
        }
        return labels.map { label in
            let lesion = truth.patient.lesions.first { $0.number == Int(label) }
            return StudyLesion(
                label: label, millimetres: (lesion?.size).map { Double($0) },
                isMalignant: lesion?.isMalignant,
                isVisible: truth.lesions.first { $0.number == Int(label) }?.isVisible)
        }
    }
}
