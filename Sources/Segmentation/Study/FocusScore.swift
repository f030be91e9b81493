import Phantoms
import Scintigraphy
public import Training

/// What tells foci without learning from lesions.
public enum FocusScore: String, Choice {
    /// Smoothed counts over the body's.
    case threshold
    /// What stands out from its surroundings.
    case contrast
    /// What stands out more than the body's other side.
    case symmetry
    /// What stands out more than in normal patients of the same sex and age at the same place.
    case atlas
}

extension FocusScore {
    /// Scores views of patients.
    ///
    /// - Parameter normal: views of normal patients, for the atlas.
    func scorer(
        normal: () throws -> [NormalAtlas.NormalView], workers: Int
    ) throws -> (CountImage, CohortPatient) throws -> [Float] {
        switch self {
        case .threshold:
            let score = BodyRatio()
            return { view, _ in try score(view) }
        case .contrast:
            let score = LocalContrast()
            return { view, _ in try score(view) }
        case .symmetry:
            let score = SideContrast()
            return { view, _ in try score(view) }
        case .atlas:
            let atlas = try NormalAtlas(of: normal(), workers: workers)
            return { view, patient in
                try atlas(view, sex: patient.sex, age: patient.age)
            }
        }
    }
}

extension CohortPatient {
    /// As simulation writes them into a cohort's table; `nil` where that does not say.
    var sex: Sex? { others["sex"].flatMap(Sex.init) }

    /// Whether an atlas of normal scans may be made of this patient's.
    var isOfAtlas: Bool { isAbnormal == false && sex != nil && age != nil }

    /// In years, likewise.
    var age: Int? { others["age"].flatMap { Int($0) } }
}
