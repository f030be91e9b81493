import Figures
public import Phantoms
public import Scintigraphy
public import Segmentation
public import Statistics

/// How often each check sees what it should, and is silent where nothing is wrong: on simulated patients.
///
/// Limits were chosen on patients of seed 101; another seed tells what they are worth.
public struct QualityStudy: Sendable {
    /// What all patients' random numbers start from.
    public let seed: UInt64
    /// How many have each fault, and how many have none.
    public let patients: Int
    private let skeleton: Skeleton

    /// - Precondition: there is a patient.
    public init(seed: UInt64, patients: Int, skeleton: Skeleton) {
        precondition(patients > 0)
        (self.seed, self.patients, self.skeleton) = (seed, patients, skeleton)
    }

    /// One fault, and the check that should see it.
    public struct Row: Codable, Equatable, Sendable {
        /// What is wrong.
        public let fault: QualityFault
        /// The check's name.
        public let check: String
        /// The share of scans with the fault that it does not pass.
        public let sensitivity: Estimate
        /// The share of scans without any fault that it passes.
        public let specificity: Estimate
        /// What it measured, in its unit, where it could: with the fault, and without any.
        public let faulty, clean: [Double]
    }

    /// Scans and judges all of them, one after the other.
    ///
    /// - Parameters:
    ///   - faults: which are made.
    ///   - software: name and version of the program, for the simulation.
    ///   - segment: what a segmenter says of a scan; nothing where there is none.
    ///   - progress: told of each scan that has been judged.
    public func callAsFunction(
        _ faults: [QualityFault] = QualityFault.allCases, software: String,
        segment: (BoneScan) throws -> [SegmentedView], progress: () throws -> Void = {}
    ) throws -> [Row] {
        var generator = SeededGenerator(seed: seed)
        func judge(_ patient: Patient, _ simulator: Simulator, _ fault: QualityFault?) throws
            -> [QualityCheck]
        {
            let simulated = try simulator.scan(fault?.befall(patient) ?? patient, software: software).scan
            let scan = try fault?.spoil(simulated, using: &generator) ?? simulated
            let segmented = (try? segment(scan)) ?? []
            let checks = QualityControl()(scan, segmented: segmented)
            try progress()
            return checks
        }
        let healthy = Simulator(plan: try plan(for: nil), skeleton: skeleton)
        let clean = try (1...patients).map { try judge(healthy.patient($0), healthy, nil) }
        return try faults.map { fault in
            let simulator = Simulator(plan: try plan(for: fault), skeleton: skeleton)
            let struck = (1...patients * 100).lazy.map(simulator.patient).filter(fault.strikes)
            let faulty = try struck.prefix(patients).map { try judge($0, simulator, fault) }
            return try row(fault, faulty: faulty, clean: clean)
        }
    }

    private func plan(for fault: QualityFault?) throws -> CohortPlan {
        var plan = try CohortPlan(seed: seed, indices: 1...patients)
        plan.artefacts = .none
        if let artefact = fault?.artefact { try plan.artefacts.set(artefact, to: 1) }
        if fault == .superscan {
            try plan.set(sex: nil, referral: .prostateCancer)
            plan.disease = try DiseaseOptions(metastases: 1)
        }
        return plan
    }

    private func row(
        _ fault: QualityFault, faulty: [[QualityCheck]], clean: [[QualityCheck]]
    ) throws -> Row {
        func asked(_ checks: [QualityCheck]) -> [QualityCheck] {
            checks.filter { $0.name.prefix { $0 != "," } == fault.check }
        }
        guard !faulty.isEmpty else {
            throw ReadingError(
                "none of \(patients * 100) simulated patients has \(fault.rawValue); take more patients")
        }
        let seen = faulty.count { asked($0).verdict != .pass }
        let silent = clean.count { asked($0).verdict == .pass }
        return Row(
            fault: fault, check: fault.check,
            sensitivity: .proportion(successes: seen, trials: faulty.count),
            specificity: .proportion(successes: silent, trials: clean.count),
            faulty: faulty.compactMap { asked($0).compactMap(\.value).max() },
            clean: clean.compactMap { asked($0).compactMap(\.value).max() })
    }
}

extension [QualityStudy.Row] {
    /// A table in Markdown: a line a fault.
    public var markdown: String {
        func percent(_ estimate: Estimate) -> String {
            func text(_ share: Double) -> String { (share * 100).formatted(decimals: 0) }
            return "\(text(estimate.value)) % (\(text(estimate.interval.lowerBound)) to "
                + "\(text(estimate.interval.upperBound)))"
        }
        let lines = map {
            "| \($0.fault.rawValue) | \($0.check) | \($0.sensitivity.n) | \(percent($0.sensitivity)) "
                + "| \(percent($0.specificity)) |\n"
        }
        return "| fault | check | scans | seen (95 % interval) | silent without any fault (95 % interval) |\n"
            + "|---|---|---|---|---|\n" + lines.joined()
    }
}
