import Scintigraphy

/// A kind of patient to be shown, found among those of a cohort rather than made up.
struct PatientCase: Sendable {
    let title: String
    var sex: Sex?
    var ages = CohortPlan.possibleAges
    var referral = Referral.pain
    var hasMetastases = false
    var artefacts: [ArtefactKind] = []
    let fits: @Sendable (Patient) -> Bool

    /// So many patients are looked at.
    private static let trials = 20_000

    /// The first patient who fits, from number `first` on, and what scans him or her: with GE's camera at 10 cm/min.
    ///
    /// Throws where none of many does.
    func find(
        from first: Int, seed: UInt64, skeleton: Skeleton
    ) throws(PhantomError) -> (patient: Patient, simulator: Simulator) {
        var plan = try CohortPlan(
            seed: seed, indices: first...first + Self.trials - 1, ages: ages,
            bedSpeedCentimetresPerMinute: 10...10)
        try plan.set(sex: sex, referral: referral)
        plan.disease = try DiseaseOptions(metastases: hasMetastases ? 1 : 0)
        plan.camera = .ge
        var frequencies = ArtefactFrequencies.none
        for kind in artefacts { try frequencies.set(kind, to: 1) }
        plan.artefacts = frequencies
        let simulator = Simulator(plan: plan, skeleton: skeleton)
        for index in plan.indices {
            let patient = simulator.patient(index)
            if fits(patient) { return (patient, simulator) }
        }
        throw PhantomError("no patient among \(Self.trials) fits the case: \(title); try another seed")
    }
}

extension PatientCase {
    /// Healthy people, and the diseases of the skeleton.
    static let diseases: [PatientCase] = [
        PatientCase(title: "Normal", sex: .male, ages: 45...60) { $0.lesions.isEmpty },
        PatientCase(title: "Normal", sex: .female, ages: 45...60) { $0.lesions.isEmpty },
        metastases("Prostate cancer, few metastases", .prostateCancer, .male, 3...5),
        metastases("Breast cancer, metastases", .breastCancer, .female, 8...14),
        metastases("Lung cancer, metastases", .lungCancer, nil, 5...8),
        PatientCase(
            title: "Prostate cancer, superscan", sex: .male, ages: 60...80, referral: .prostateCancer,
            hasMetastases: true
        ) { $0.lesions.isSuperscan },
        PatientCase(title: "Paget disease", ages: 60...90) { patient in
            let paget = patient.lesions(.paget)
            return paget.contains { $0.ratio > 5 } && patient.lesions.count <= paget.count + 3
        },
        PatientCase(title: "Rib fractures in a row", referral: .trauma) { patient in
            let ribs = patient.lesions(.ribFracture)
            return ribs.count >= 4 && ribs.allSatisfy { $0.ratio > 3 }
                && patient.lesions.count <= ribs.count + 3
        },
        PatientCase(title: "Hip prosthesis", ages: 60...90) { patient in
            let metal = patient.lesions(.prosthesis)
            return metal.contains { $0.bone.part == "hip bone" } && metal.contains { $0.ratio > 3 }
                && patient.lesions.count <= metal.count + 4
        },
        PatientCase(title: "Severe degeneration", ages: 75...90, referral: .arthritis) { patient in
            patient.lesions.count { $0.ratio > 2 && $0.cause.isWear } >= 20
        },
        PatientCase(title: "Vertebral compression fractures", ages: 65...90, referral: .metabolicDisease) {
            patient in
            let bands = patient.lesions(.compressionFracture)
            return bands.count >= 2 && bands.allSatisfy { $0.ratio > 2.5 }
                && patient.lesions.count <= bands.count + 4
        },
        PatientCase(
            title: "Insufficiency fracture of the sacrum", sex: .female, ages: 65...90,
            referral: .metabolicDisease
        ) { patient in
            let bands = patient.lesions(.insufficiencyFracture).filter { $0.bone.name == "sacrum" }
            return bands.count == 3 && bands.allSatisfy { $0.ratio > 3 } && patient.lesions(.paget).isEmpty
        },
        PatientCase(title: "Sternotomy, dental disease, sinusitis", ages: 50...80) { patient in
            [.sternotomy, .dental, .sinusitis].allSatisfy { !patient.lesions($0).isEmpty }
                && patient.lesions.count <= 8
        },
    ]

    private static func metastases(
        _ title: String, _ referral: Referral, _ sex: Sex?, _ number: ClosedRange<Int>
    ) -> PatientCase {
        PatientCase(title: title, sex: sex, ages: 50...80, referral: referral, hasMetastases: true) {
            patient in
            let malignant = patient.lesions(.metastasis)
            return number.contains(malignant.count)
                && 2 * malignant.count { $0.ratio > 4 && $0.size > 18 } > malignant.count
                && patient.lesions.count <= malignant.count + 4
        }
    }

    /// What goes wrong; patients who are otherwise nearly healthy.
    static let artefacts: [PatientCase] = [
        artefact("Extravasation") {
            $0.artefacts.extravasation.map { $0.share > 0.02 && $0.veinShare > 0 } ?? false
        },
        PatientCase(
            title: "Full bladder, catheter, contamination", sex: .male,
            artefacts: [.fullBladder, .catheter, .contamination]
        ) { $0.lesions.count <= 2 && $0.artefacts.contamination.count >= 2 },
        artefact("Motion of the head", kind: .motion) { patient in
            guard let motion = patient.artefacts.motion else { return false }
            return motion.part == .head && abs(motion.leftwardMillimetres) > 20
                && (0.3...0.7).contains(motion.moment)
        },
        artefact("Photopenia: pacemaker", kind: .photopenia) {
            $0.artefacts.absorbers.contains { $0.kind == .pacemaker && $0.transmission < 0.2 }
        },
        artefact("Early imaging") { _ in true },
        artefact("Free pertechnetate", kind: .pertechnetate) { $0.artefacts.pertechnetateShare ?? 0 > 0.1 },
        artefact("Colloid") { $0.artefacts.colloidShare ?? 0 > 0.12 },
        artefact("Off-peak window") { $0.artefacts.offPeak.map { $0.primaryShare < 0.45 } ?? false },
        artefact("Non-uniformity") {
            $0.artefacts.detunedTube.map { $0.gain > 0.33 && (50...110).contains(abs($0.acrossMillimetres)) }
                ?? false
        },
        artefact("Truncated arm", kind: .truncation) {
            $0.artefacts.truncation.map { $0.part == .leftArm && $0.millimetres > 100 } ?? false
        },
        artefact("Swapped views") { _ in true },
        artefact("Mirrored views") { _ in true },
        artefact("Low counts") { $0.artefacts.lowCounts.map { $0.factor > 7 } ?? false },
    ]

    private static func artefact(
        _ title: String, kind: ArtefactKind? = nil, fits: @escaping @Sendable (Patient) -> Bool
    ) -> PatientCase {
        let kinds = kind.map { [$0] } ?? ArtefactKind.allCases.filter { $0.rawValue == title.lowercased() }
        return PatientCase(title: title, ages: 40...75, artefacts: kinds) {
            $0.lesions.count <= 2 && fits($0)
        }
    }
}

extension Patient {
    fileprivate func lesions(_ cause: Cause) -> [Lesion] { lesions.filter { $0.cause == cause } }
}

extension Cause {
    fileprivate var isWear: Bool {
        [.degenerativeJoint, .facetArthropathy, .endplateDisease].contains(self)
    }
}
