/// A patient in cohort.csv, where no cell needs quotation: several files, artefacts or causes are told apart by semicolons.
struct CohortRow {
    static let header =
        "patient,files,abnormal,malignant,sex,age,referral,metastases,visible_metastases,benign_lesions,"
        + "visible_benign_lesions,artefacts,camera,injected_MBq,minutes_after_injection,bed_speed_cm_per_min,"
        + "anterior_counts,posterior_counts,simulated"

    let line: String

    init(_ truth: PatientTruth) {
        let patient = truth.patient
        let lesions = zip(patient.lesions, truth.lesions)
        func count(malignant: Bool, visible: Bool) -> Int {
            lesions.count { $0.isMalignant == malignant && ($1.isVisible || !visible) }
        }
        let fields = [
            patient.name, truth.files.map { "\(patient.name)/\($0)" }.joined(separator: ";"),
            truth.isAbnormal ? "1" : "0", truth.isMalignant ? "1" : "0", patient.sex.rawValue,
            "\(patient.age)", patient.referral.rawValue,
            "\(count(malignant: true, visible: false))", "\(count(malignant: true, visible: true))",
            "\(count(malignant: false, visible: false))", "\(count(malignant: false, visible: true))",
            patient.artefacts.kinds.map(\.rawValue).joined(separator: ";"), patient.examination.camera.name,
            Self.text(patient.uptake.injectedMBq), Self.text(patient.uptake.minutesAfterInjection),
            Self.text(patient.examination.bedSpeedCentimetresPerMinute), "\(truth.anterior.counts)",
            "\(truth.posterior.counts)", "1",
        ]
        line = fields.joined(separator: ",")
    }

    /// To one decimal.
    private static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
