import Scintigraphy

/// What one model made of a patient's views, beside the truth. Part of results/MODEL-seed-N.json.
struct PatientResult: Codable {
    let patient: String
    /// How many of its views were segmented.
    let views: Int
    /// By each reading of a model that names bones, as ``BoneReading`` calls it: how labels and truth overlap.
    let bones: [String: ClassOverlap]
    /// Pixels called focus, rightly so, and those that are; `nil` for a model that calls none.
    let foci: FocusOverlap?
    /// The lesions that there are.
    let lesions: [StudyLesion]
    /// Places marked as foci, the surest first.
    let marks: [StudyMark]

    /// The area called focus between arm and thigh, where none can be, in cm²; `nil` without spacing or foci.
    let gapSquareCentimetres: Double?
}

/// How labels are read from a model.
enum BoneReading: String, CaseIterable {
    /// Those of the linear probe, or of a network that learnt them.
    case linear
    /// The same, refined.
    case linearRefined = "linear, CRF"
    /// The clusters, each with the class that it was matched with on the patients for validation.
    case clusters
    /// The same, refined.
    case clustersRefined = "clusters, CRF"
}

/// Pixels called focus against those that are.
struct FocusOverlap: Codable {
    var right = 0, called = 0, present = 0

    /// Counts the pixels of a view.
    mutating func add(_ calls: [Bool], truth: [UInt8]) {
        for (isCalled, label) in zip(calls, truth) {
            if isCalled { called += 1 }
            if label > 0 { present += 1 }
            if isCalled, label > 0 { right += 1 }
        }
    }

    /// Adds what was counted elsewhere, so many times.
    mutating func add(_ other: FocusOverlap, times: Int) {
        right += times * other.right
        called += times * other.called
        present += times * other.present
    }

    /// Dice's coefficient; `nil` where nothing is one or called so.
    var dice: Double? { called + present > 0 ? Double(2 * right) / Double(called + present) : nil }
}

/// A place that a model marked, and the lesion on which it is.
struct StudyMark: Codable {
    let score: Double
    /// The lesion's label; `nil` where the mark is on none.
    let lesion: UInt8?
}

extension StudyMark {
    /// The peaks of a view's scores: each is on every lesion that has a pixel within two of it, or on none.
    static func marks(_ scores: [Float], in view: TruthView) -> [StudyMark] {
        let (lesions, reach) = (view.lesions, 2)
        return FocusPeaks(scores, of: view.image).peaks.flatMap { peak -> [StudyMark] in
            let rows = max(0, peak.row - reach)...min(lesions.rows - 1, peak.row + reach)
            let columns = max(0, peak.column - reach)...min(lesions.columns - 1, peak.column + reach)
            let near = rows.reduce(into: Set<UInt8>()) { found, row in
                let start = row * lesions.columns
                found.formUnion(lesions.labels[start + columns.lowerBound...start + columns.upperBound])
            }.subtracting([0])
            let score = Double(peak.score)
            return near.isEmpty
                ? [StudyMark(score: score, lesion: nil)]
                : near.sorted().map { StudyMark(score: score, lesion: $0) }
        }
    }
}
