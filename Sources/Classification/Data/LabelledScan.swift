import Foundation
public import Scintigraphy
public import Training

/// What one patient's scan shows, and the answer to the question that is asked of it.
public struct LabelledScan: Sendable {
    /// Who was scanned.
    public let patient: String
    /// The part of the cohort that the patient belongs to.
    public let part: Part
    /// Yes or no.
    public let answer: Bool
    /// Detected counts, in the order in which the classifier takes the views.
    public let views: [CountImage]
    /// For each view 1 where a lesion lies and 0 elsewhere, in its pixels; `nil` where that is not known.
    public let lesions: [CountImage]?
    /// What quality control would set the scan aside for.
    public let faults: [String]

    /// These.
    public init(
        patient: String, part: Part, answer: Bool, views: [CountImage], lesions: [CountImage]? = nil,
        faults: [String] = []
    ) {
        self.patient = patient
        self.lesions = lesions
        self.part = part
        self.answer = answer
        self.views = views
        self.faults = faults
    }

    /// The same scan with the answer to another question, in another part.
    func answering(_ answer: Bool, part: Part) -> LabelledScan {
        LabelledScan(
            patient: patient, part: part, answer: answer, views: views, lesions: lesions, faults: faults)
    }

    /// Only those of its views that a model takes, in its order.
    func seen(by architecture: ClassifierArchitecture) -> LabelledScan {
        func chosen(_ images: [CountImage]) -> [CountImage] {
            architecture.views.compactMap { view in images.first { $0.view == view } }
        }
        return LabelledScan(
            patient: patient, part: part, answer: answer, views: chosen(views), lesions: lesions.map(chosen),
            faults: faults)
    }

    /// The SHA-256 digest of its pixels, 16 hexadecimal digits: the same scan has the same under any name.
    var digest: String {
        var bytes = Data()
        for view in views { view.pixels.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return String(SHA256.digest(of: bytes).prefix(16))
    }
}

extension [LabelledScan] {
    /// Throws where a part has fewer than so many patients with either answer; the sentence ends in the remedy.
    func checkAnswers(
        _ part: Part, least: Int, _ task: ClassificationTask, remedy: String
    ) throws(ClassificationError) {
        let scans = filter { $0.part == part }
        let positive = scans.count(where: \.answer)
        guard positive < least || scans.count - positive < least else { return }
        throw ClassificationError(
            "of \(scans.count) patients for \(part.rawValue), \(positive) are \(task.rawValue): \(least) of each answer "
                + "are needed at least; \(remedy)")
    }
}
