import Statistics

/// Which lesions a study asks for.
enum LesionChoice {
    /// All that can be seen in either view.
    case visible
    /// Metastases longer than so many mm, whether they can be seen or not.
    case metastases(over: Double)
    /// Those of them that can be seen.
    case visibleMetastases(over: Double)

    /// Of a lesion of which its mask alone is known, nothing is held against it.
    func contains(_ lesion: StudyLesion) -> Bool {
        func isLarge(_ least: Double) -> Bool {
            lesion.isMalignant ?? true && lesion.millimetres ?? .infinity > least
        }
        return switch self {
        case .visible: lesion.isVisible ?? true
        case .metastases(let least): isLarge(least)
        case .visibleMetastases(let least): isLarge(least) && lesion.isVisible ?? true
        }
    }
}

extension FROC {
    /// The lesions that are asked for against marks on no lesion at all; marks on others neither find nor count. A scan
    /// is a patient with all views. `nil` where there is none of these lesions.
    init?(_ patients: [PatientResult], of choice: LesionChoice) {
        self.init(
            patients.enumerated().map { index, patient in
                let asked = patient.lesions.filter(choice.contains).map(\.label)
                let marks = patient.marks.compactMap { mark -> (score: Double, lesion: Int?)? in
                    guard let label = mark.lesion else { return (mark.score, nil) }
                    return asked.firstIndex(of: label).map { (mark.score, $0) }
                }
                return Scan(patient: index, lesions: asked.count, marks: marks)
            })
    }
}

extension [PatientResult] {
    /// Dice's coefficient of all pixels called focus, where each patient counts so often.
    func focusDice(_ counts: [Int]) -> Double? {
        var all = FocusOverlap()
        for (patient, times) in zip(self, counts) {
            guard let foci = patient.foci else { return nil }
            all.add(foci, times: times)
        }
        return all.dice
    }

    /// The area called focus between arm and thigh in a view, in the mean, in cm².
    func gapArea(_ counts: [Int]) -> Double? {
        var (sum, views) = (0.0, 0)
        for (patient, times) in zip(self, counts) {
            guard let area = patient.gapSquareCentimetres else { return nil }
            sum += Double(times) * area
            views += times * patient.views
        }
        return views > 0 ? sum / Double(views) : nil
    }
}
