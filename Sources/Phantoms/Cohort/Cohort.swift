import DICOM
public import Figures
public import Foundation
import Scintigraphy

/// Simulated patients as a folder: a study of each with its truth, and a table of all.
public struct Cohort: Sendable {
    /// What the patients are made from.
    public let plan: CohortPlan
    private let simulator: Simulator
    private let software: (name: String, version: String)

    /// A cohort of this plan, by this version of the program.
    public init(_ plan: CohortPlan, skeleton: Skeleton, software name: String, version: String) {
        self.plan = plan
        simulator = Simulator(plan: plan, skeleton: skeleton)
        software = (name, version)
    }

    /// The file that the plan is kept in.
    public static let planFile = "cohort.json"

    /// The plan as that file's bytes; it names the version, since another one may make other patients.
    public static func planData(_ plan: CohortPlan, software: String) throws -> Data {
        let labels = Dictionary(uniqueKeysWithValues: Bone.all.map { (String($0.label), $0.name) })
        return try json(
            PlanFile(
                notice: "Simulated patients. There are no such persons. Research use only.",
                software: software, plan: plan, regionLabels: labels))
    }

    private struct PlanFile: Encodable {
        let notice, software: String
        let plan: CohortPlan
        let regionLabels: [String: String]
    }

    private static func json(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    /// The patients that are still to be made in `folder`.
    public func missing(in folder: NewFolder) -> [Int] {
        plan.indices.filter { !folder.contains("\(Patient.name($0))/truth.json") }
    }

    /// Makes the missing patients, `workers` at a time, and when none is missing the table of all.
    ///
    /// - Parameters:
    ///   - folder: where their files go.
    ///   - workers: how many are made at a time.
    ///   - shouldStop: asked before each patient.
    ///   - advance: told after each patient.
    /// - Returns: whether the cohort is whole; false where it was asked to stop.
    public func make(
        in folder: NewFolder, workers: Int, shouldStop: @escaping @Sendable () -> Bool,
        advance: @escaping @Sendable () -> Void
    ) throws -> Bool {
        let missing = missing(in: folder)
        let isWhole = try inParallel(missing.count, workers: workers, shouldStop: shouldStop) { turn in
            try make(missing[turn], in: folder)
            advance()
        }
        guard isWhole else { return false }
        try folder.write(Data(table(in: folder).utf8), to: "cohort.csv")
        return true
    }

    /// Writes one patient's files; the truth comes last, so that a patient who has it is whole.
    private func make(_ index: Int, in folder: NewFolder) throws {
        let result = try simulator.scan(simulator.patient(index), software: software.name)
        let name = Patient.name(index)
        let image = SimulatedImage(
            result.scan, identity: ["\(plan.seed)", "\(index)"], softwareVersion: software.version)
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
            let metadata = ["made_by": software.name, "unit": "expected counts"]
            try folder.write(MeanFile.data(result.mean, metadata: metadata), to: "\(name)/mean.safetensors")
        }
        try folder.write(Self.json(result.truth), to: "\(name)/truth.json")
    }

    /// cohort.csv, from what the patients' truths say.
    private func table(in folder: NewFolder) throws -> String {
        var lines = [CohortRow.header]
        for index in plan.indices {
            let file = try folder.place(of: "\(Patient.name(index))/truth.json")
            let truth = try JSONDecoder().decode(PatientTruth.self, from: Data(contentsOf: file))
            lines.append(CohortRow(truth).line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
