import Foundation
public import Scintigraphy

/// Makes patients and their scans: any of a cohort alone, from the plan and the patient's number.
public struct Simulator: Sendable {
    /// What the patients are made from.
    public let plan: CohortPlan
    /// The bones that all patients' bones are made from.
    public let skeleton: Skeleton
    private let atlas: UptakeAtlas

    /// Takes a fifth of a second, once.
    public init(plan: CohortPlan, skeleton: Skeleton) {
        self.plan = plan
        self.skeleton = skeleton
        atlas = UptakeAtlas(skeleton)
    }

    /// All the numbers of a patient, without the scan.
    public func patient(_ index: Int) -> Patient { Patient(index, of: plan, skeleton: skeleton) }

    /// What tells this simulator's patients from those of the same seed and number that another plan, geometry or
    /// version makes: 16 hexadecimal digits. How many there are and how they are stored does not matter to it.
    ///
    /// - Parameter software: name and version of the program.
    func origin(software: String) -> String {
        var plan = plan
        (plan.indices, plan.layout, plan.keepsMean) = (1...1, .frames, false)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var fingerprint = Fingerprint()
        // All of a plan's numbers are finite, so that it can be written.
        if let bytes = try? encoder.encode(plan) { fingerprint.add(bytes) }
        fingerprint.add("\0\(skeleton.digest)\0\(software)".utf8)
        return fingerprint.text
    }

    /// Scans a patient of this cohort.
    ///
    /// - Parameters:
    ///   - patient: one of this cohort, changed or not.
    ///   - software: name and version of the program, for the truth.
    public func scan(_ patient: Patient, software: String) throws(PhantomError) -> SimulatedScan {
        let streams = Streams(seed: patient.seed, index: patient.index)
        let scene = try scene(of: patient)
        var views = try scene.views(using: streams)
        if patient.artefacts.kinds.contains(.swappedViews) {
            views = (views.posterior.stored(as: .anterior), views.anterior.stored(as: .posterior))
        }
        if patient.artefacts.kinds.contains(.mirroredViews) {
            views = (views.anterior.mirrored, views.posterior.mirrored)
        }
        let truth = PatientTruth(
            software: software, files: plan.layout.files, patient: patient, activity: scene.activityTruth,
            skeletonOutsideField: scene.skeletonOutsideField, anterior: views.anterior.truth,
            posterior: views.posterior.truth,
            lesions: patient.lesions.indices.map { index in
                LesionTruth(
                    number: patient.lesions[index].number, anterior: views.anterior.lesionViews[index],
                    posterior: views.posterior.lesionViews[index])
            })
        let both = [views.anterior, views.posterior]
        return SimulatedScan(
            scan: BoneScan(
                images: both.map(\.counts),
                acquisition: patient.acquisition(
                    cohort: origin(software: software), seconds: both.compactMap(\.seconds).max())),
            mean: both.map(\.mean), regions: both.map(\.regions), lesions: both.map(\.lesions), truth: truth)
    }
}

extension Simulator {
    /// The patient on the table.
    func scene(of patient: Patient) throws(PhantomError) -> Scene {
        try Scene(
            patient, skeleton: skeleton, atlas: atlas,
            streams: Streams(seed: patient.seed, index: patient.index))
    }
}

extension CohortPlan.Layout {
    /// The names of a scan's files, anterior first.
    var files: [String] {
        switch self {
        case .frames: ["scan.dcm"]
        case .files: ["anterior.dcm", "posterior.dcm"]
        }
    }
}
