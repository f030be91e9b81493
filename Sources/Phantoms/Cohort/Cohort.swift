import DICOM
public import Figures
public import Foundation
import Scintigraphy
import Synchronization

/// Simulated patients as a folder: a study of each with its truth, and a table of all.
public struct Cohort: Sendable {
    /// What the patients are made from.
    public let plan: CohortPlan
    private let simulator: Simulator
    private let software: (name: String, version: String)
    private let origin: String

    /// A cohort of this plan, by this version of the program.
    public init(_ plan: CohortPlan, skeleton: Skeleton, software name: String, version: String) {
        self.plan = plan
        simulator = Simulator(plan: plan, skeleton: skeleton)
        origin = simulator.origin(software: name)
        software = (name, version)
    }

    /// The file that the plan is kept in.
    public static let planFile = "cohort.json"

    /// The plan as that file's bytes; it names version and geometry, since others make other patients.
    public func planData() throws -> Data {
        let labels = Dictionary(uniqueKeysWithValues: Bone.all.map { (String($0.label), $0.name) })
        return try Self.json(
            PlanFile(
                notice: "Simulated patients. There are no such persons. Research use only.",
                software: software.name, geometry: simulator.skeleton.digest, plan: plan, regionLabels: labels
            ))
    }

    private struct PlanFile: Encodable {
        let notice, software, geometry: String
        let plan: CohortPlan
        let regionLabels: [String: String]
    }

    private static func json(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    /// The patients that are still to be made in `folder`: those without a truth that can be read, or whose files
    /// are not all there.
    public func missing(in folder: NewFolder) -> [Int] {
        let indices = Array(plan.indices)
        let isMissing = Mutex(Array(repeating: false, count: indices.count))
        DispatchQueue.concurrentPerform(iterations: indices.count) { place in
            guard
                (try? truth(of: indices[place], in: folder)) == nil
                    || !files(of: indices[place]).allSatisfy(folder.contains)
            else { return }
            isMissing.withLock { $0[place] = true }
        }
        return zip(indices, isMissing.withLock(\.self)).filter(\.1).map(\.0)
    }

    /// What a whole patient has beside the truth.
    private func files(of index: Int) -> [String] {
        let masks = ["anterior", "posterior"].flatMap { ["regions-\($0).png", "lesions-\($0).png"] }
        let means = plan.keepsMean ? ["mean.safetensors"] : []
        return (plan.layout.files + masks + means).map { "\(Patient.name(index))/\($0)" }
    }

    private func truth(of index: Int, in folder: NewFolder) throws -> PatientTruth {
        let name = "\(Patient.name(index))/truth.json"
        let data = try folder.contents(of: name)
        do {
            return try JSONDecoder().decode(PatientTruth.self, from: data)
        } catch {
            throw PhantomError("\(name) is broken; repeat the command, which makes that patient again")
        }
    }

    /// Makes the missing patients, `workers` at a time, and when none is missing the table of all.
    ///
    /// - Parameters:
    ///   - missing: their numbers.
    ///   - folder: where their files go.
    ///   - workers: how many are made at a time.
    ///   - shouldStop: asked before each patient.
    ///   - advance: told after each patient.
    /// - Returns: whether the cohort is whole; false where it was asked to stop.
    public func make(
        _ missing: [Int], in folder: NewFolder, workers: Int, shouldStop: @escaping @Sendable () -> Bool,
        advance: @escaping @Sendable () -> Void
    ) throws -> Bool {
        let made = try inParallel(missing.count, workers: workers, shouldStop: shouldStop) { turn in
            try make(missing[turn], in: folder)
            advance()
        }
        guard made.count == missing.count else { return false }
        try folder.write(Data(table(in: folder).utf8), to: "cohort.csv")
        return true
    }

    /// Writes one patient's files; the truth comes last, so that a patient who has it is whole.
    private func make(_ index: Int, in folder: NewFolder) throws {
        let result = try simulator.scan(simulator.patient(index), software: software.name)
        let name = Patient.name(index)
        let image = SimulatedImage(
            result.scan, of: plan.chest == nil ? .wholeBody : .chest,
            identity: [origin, "\(plan.seed)", "\(index)"], softwareVersion: software.version)
        switch plan.layout {
        case .frames: try image.write(to: folder.place(of: "\(name)/scan.dcm"), overwriting: true)
        case .files:
            for view in image.perView {
                let file = "\(name)/\(view.scan.images[0].view.rawValue).dcm"
                try view.write(to: folder.place(of: file), overwriting: true)
            }
        }
        for (masks, what) in [(result.regions, "regions"), (result.lesions, "lesions")] {
            for mask in masks {
                try folder.write(mask.png(), to: "\(name)/\(what)-\(mask.view.rawValue).png")
            }
        }
        if plan.keepsMean {
            let metadata = [
                "made_by": software.name, "notice": result.truth.notice, "unit": "expected counts",
            ]
            try folder.write(MeanFile.data(result.mean, metadata: metadata), to: "\(name)/mean.safetensors")
        }
        try folder.write(Self.json(result.truth), to: "\(name)/truth.json")
    }

    /// cohort.csv, from what the patients' truths say.
    private func table(in folder: NewFolder) throws -> String {
        var lines = [CohortRow.header]
        for index in plan.indices {
            lines.append(CohortRow(try truth(of: index, in: folder)).line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
