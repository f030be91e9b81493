public import Training

/// The two questions of Hajianfar et al., Z Med Phys 2024;34:242-257.
public enum ClassificationTask: String, Choice {
    /// Is the scan abnormal? Of all patients.
    case abnormal
    /// Is there anything malignant? Of the patients whose scan is abnormal.
    case malignant

    /// The answer as a cohort's table has it; `nil` where it does not say, or the question does not arise.
    public func answer(for patient: CohortPatient) -> Bool? {
        switch self {
        case .abnormal: patient.isAbnormal
        case .malignant: patient.isAbnormal == true ? patient.isMalignant : nil
        }
    }

    /// What a patient has in common with others who are shared out evenly over the parts: both answers.
    public static func stratum(of patient: CohortPatient) -> String {
        allCases.map { task in task.answer(for: patient).map { $0 ? "yes" : "no" } ?? "unknown" }.joined(
            separator: " ")
    }
}
