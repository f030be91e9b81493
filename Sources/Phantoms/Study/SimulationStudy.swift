public import Figures
public import Foundation
public import Scintigraphy
import Synchronization

/// How close the simulation comes to published figures and to a real scan: tables, charts and pictures in a folder.
public struct SimulationStudy: Sendable {
    /// What decides the results: the same plan gives the same files, byte for byte.
    public struct Plan: Codable, Equatable, Sendable {
        /// What all random numbers start from.
        public let seed: UInt64
        /// How many patients the distributions rest on.
        public let patients: Int
        /// How many scans the profiles rest on.
        public let scans: Int
        /// Whether patients are shown.
        public let hasPictures: Bool
        /// What the real scan is called; `nil` where there is none.
        public let realScan: String?

        /// A plan; throws where a number is impossible.
        public init(
            seed: UInt64, patients: Int, scans: Int, hasPictures: Bool, realScan: String?
        ) throws(PhantomError) {
            guard (10...100_000).contains(patients) else {
                throw PhantomError("the distributions rest on 10 to 100000 patients, not on \(patients)")
            }
            guard (2...1000).contains(scans) else {
                throw PhantomError("the profiles rest on 2 to 1000 scans, not on \(scans)")
            }
            self.seed = seed
            self.patients = patients
            self.scans = scans
            self.hasPictures = hasPictures
            self.realScan = realScan
        }
    }

    /// What decides the results.
    public let plan: Plan
    let real: CountImage?
    let skeleton: Skeleton

    /// - Parameters:
    ///   - plan: what is drawn and scanned.
    ///   - skeleton: the bones of all patients.
    ///   - real: a real scan to compare with, named in the plan.
    /// - Throws: where it has no anterior view.
    public init(_ plan: Plan, real: BoneScan?, skeleton: Skeleton) throws(PhantomError) {
        self.plan = plan
        self.skeleton = skeleton
        self.real = real?.images.first { $0.view == .anterior }
        guard real == nil || self.real != nil else {
            throw PhantomError("\(plan.realScan ?? "the real scan") has no anterior view to compare with")
        }
    }

    /// The file that the plan is kept in.
    public static let planFile = "study.json"

    /// The plan as that file's bytes.
    public static func planData(_ plan: Plan, software: String) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(
            PlanFile(notice: "Simulated patients. Research use only.", software: software, plan: plan))
            + Data("\n".utf8)
    }

    private struct PlanFile: Encodable {
        let notice, software: String
        let plan: Plan
    }

    /// How many scans are made.
    public var scans: Int { plan.scans + (plan.hasPictures ? Self.cases.joined().count : 0) }
}

extension SimulationStudy {
    /// Writes the study: tables.md, each table as CSV, charts and pictures as PNG.
    ///
    /// - Parameters:
    ///   - folder: where the files go.
    ///   - workers: how many scans are made at a time.
    ///   - shouldStop: asked before each scan.
    ///   - advance: told after each scan.
    /// - Returns: whether the study is whole; false where it was asked to stop.
    public func make(
        in folder: NewFolder, workers: Int, shouldStop: @escaping @Sendable () -> Bool,
        advance: @escaping @Sendable () -> Void
    ) throws -> Bool {
        if let real { try Self.checkUse(of: real) }
        guard
            let comparison = try comparison(workers: workers, shouldStop: shouldStop, advance: advance),
            let pictures = try pictures(workers: workers, shouldStop: shouldStop, advance: advance)
        else { return false }
        let tables = try distributions() + [("anterior-view", comparison.table)]
        for (name, table) in tables { try folder.write(Data(table.csv.utf8), to: "\(name).csv") }
        try folder.write(
            Data(tables.map(\.table.markdown).joined(separator: "\n").utf8), to: "tables.md")
        let charts = [
            ("histogram", comparison.histogram), ("lengthwise", comparison.lengthwise),
            ("noise-power", comparison.noise),
        ]
        for (name, figure) in charts + pictures {
            try folder.write(figure.data(as: .png), to: "\(name).png")
        }
        return true
    }

    /// Throws where a real scan cannot be measured: better before the others are made than after.
    private static func checkUse(of real: CountImage) throws {
        var generator = SeededGenerator(seed: 0)
        _ = try ScanProfile(real, thinnedTo: .max, using: &generator)
    }

    /// What needs no images.
    func distributions() throws -> [(name: String, table: Table)] {
        let plan = try CohortPlan(seed: plan.seed, indices: 1...plan.patients)
        let simulator = Simulator(plan: plan, skeleton: skeleton)
        let cohort = CohortTables(plan: plan, patients: plan.indices.map(simulator.patient))
        let metastases = try MetastasisTables(
            patients: plan.indices.count, seed: plan.seed, skeleton: skeleton)
        return [
            ("metastases-prevalence", cohort.prevalence), ("metastases-numbers", metastases.numbers),
            ("metastases-regions", metastases.regions), ("artefacts", cohort.artefacts),
            ("uptake", cohort.uptake(skeleton: skeleton)),
        ]
    }

    /// Simulated men beside the real scan: GE, 10 cm/min, as NM1 of NEMA WG-04; `nil` where it was stopped.
    private func comparison(
        workers: Int, shouldStop: @Sendable () -> Bool, advance: @Sendable () -> Void
    ) throws -> ProfileComparison? {
        var plan = try CohortPlan(
            seed: plan.seed, indices: 1...plan.scans, bedSpeedCentimetresPerMinute: 10...10)
        try plan.set(sex: .male, referral: nil)
        plan.camera = .ge
        plan.artefacts = .none
        let simulator = Simulator(plan: plan, skeleton: skeleton)
        let simulated = try inParallel(plan.indices.count, workers: workers, shouldStop: shouldStop) {
            place in
            let scan = try simulator.scan(simulator.patient(place + 1), software: "").scan
            advance()
            return scan.images[0]
        }
        guard simulated.count == plan.indices.count else { return nil }
        // The fewest counts that any scan has, so that all can be brought to the same.
        let common = (simulated + [real].compactMap(\.self)).map { Int($0.total) }.min() ?? 0
        var generator = SeededGenerator(seed: self.plan.seed)
        return ProfileComparison(
            simulated: try simulated.map { try ScanProfile($0, thinnedTo: common, using: &generator) },
            real: try real.map { try ScanProfile($0, thinnedTo: common, using: &generator) },
            realName: self.plan.realScan ?? "real scan", common: common)
    }
}
