import Phantoms

/// Who is scanned.
extension ReadingStudy {
    /// The sets of patients whose scans are read once.
    enum ScanSet: String, CaseIterable {
        /// Nothing is wrong but with the skeleton.
        case clean
        /// Every scan has one of ``ReadingStudy/difficulties``, or more.
        case difficult
    }

    /// What makes a scan difficult here, and how often: what Ito, Hajianfar and Ulitin left out of their studies.
    static let difficulties: [(kind: ArtefactKind, chance: Double)] = [
        (.extravasation, 0.4), (.fullBladder, 0.4), (.catheter, 0.2), (.contamination, 0.2),
        (.lowCounts, 0.3),
    ]

    /// A set's patients, from the first on.
    func patients(_ set: ScanSet, _ skeleton: Skeleton) throws -> (simulator: Simulator, patients: [Patient])
    {
        switch set {
        case .clean:
            let simulator = Simulator(plan: try people(0), skeleton: skeleton)
            return (simulator, (1...plan.cleanPatients).map(simulator.patient))
        case .difficult:
            var people = try people(1)
            for (kind, chance) in Self.difficulties { try people.artefacts.set(kind, to: chance) }
            let simulator = Simulator(plan: people, skeleton: skeleton)
            let struck = (1...1_000_000).lazy.map(simulator.patient).filter { !$0.artefacts.kinds.isEmpty }
            return (simulator, Array(struck.prefix(plan.difficultPatients)))
        }
    }

    /// Patients of a seed of their own, without artefacts.
    func people(_ number: UInt64) throws -> CohortPlan {
        var people = try CohortPlan(seed: plan.seed &+ number &* 1_000_003, indices: 1...1_000_000)
        people.artefacts = .none
        return people
    }
}
