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
}
