import Scintigraphy
import Statistics
import Training

/// What one model of a study made of the patients: results/MODEL-seed-N.json.
struct SegmenterResult: Codable {
    /// As tables call the model.
    let name: String
    let seed: UInt64
    /// Of the file of its weights; `nil` for what learns nothing.
    let sha256: String?
    /// The step whose weights were taken; `nil` likewise.
    let step: String?
    /// By the name of a ``TestSet``.
    let patients: [String: [PatientResult]]
}

/// A model of a study with the results of all its seeds.
struct JudgedSegmenter {
    let model: StudyModel
    /// One for each seed.
    let results: [SegmenterResult]
    let bootstrap: Bootstrap?
    let seed: UInt64

    var name: String { model.name }

    /// The results of a set, one list of patients for each seed.
    func patients(_ set: String) -> [[PatientResult]] { results.compactMap { $0.patients[set] } }

    /// A mean over the seeds with an interval over patients; without one where there are fewer than two.
    ///
    /// - Parameter statistic: of one seed's patients, given how often each counts.
    func estimate(_ set: String, _ statistic: ([PatientResult], [Int]) -> Double?) -> Measured? {
        let all = patients(set)
        return measured(set) { seed, counts in statistic(all[seed], counts) }
    }

    /// The same.
    ///
    /// - Parameter statistic: of a seed, from 0, given how often each of the set's patients counts.
    func measured(_ set: String, _ statistic: (Int, [Int]) -> Double?) -> Measured? {
        let all = patients(set)
        guard let count = all.first?.count, count > 0 else { return nil }
        func mean(_ counts: [Int]) -> Double? {
            let known = all.indices.compactMap { statistic($0, counts) }
            return known.count == all.count ? known.reduce(0, +) / Double(known.count) : nil
        }
        let once = [Int](repeating: 1, count: count)
        guard let value = mean(once) else { return nil }
        var generator = SeededGenerator(seed: seed)
        return Measured(
            value: value, estimate: bootstrap?.estimate(patients: count, using: &generator, statistic: mean),
            bySeed: all.indices.compactMap { statistic($0, once) })
    }

    /// A number of a table.
    struct Measured {
        let value: Double
        let estimate: Estimate?
        let bySeed: [Double]
    }
}

/// The overlap of bones with what is called so.
enum BoneScore {
    /// Dice's coefficient in the mean over the twelve classes.
    case dice
    /// Intersection over union in the mean over all labels, background among them, as STEGO's authors reckon.
    case intersectionOverUnion
    /// The share of pixels with the right label.
    case accuracy

    func callAsFunction(_ overlap: ClassOverlap) -> Double? {
        let scores = OverlapScores(overlap)
        switch self {
        case .dice:
            let known = BoneClass.allCases.compactMap { scores.dice[Int($0.label)] }
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        case .intersectionOverUnion: return scores.meanIntersectionOverUnion
        case .accuracy: return scores.accuracy
        }
    }

    /// Of all patients' pixels together; `nil` where the model has no such reading.
    func callAsFunction(_ patients: [PatientResult], _ counts: [Int], _ reading: BoneReading) -> Double? {
        var all = ClassOverlap(classes: BoneClass.labels)
        var isRead = false
        for (patient, times) in zip(patients, counts) where times > 0 {
            guard let overlap = patient.bones[reading.rawValue] else { continue }
            all.add(overlap, times: times)
            isRead = true
        }
        return isRead ? self(all) : nil
    }
}
