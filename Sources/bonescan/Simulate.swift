import ArgumentParser
import Figures
import Foundation
import Phantoms
import Scintigraphy

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Makes bone scans of patients who do not exist, with all that is known of them.",
        discussion: """
            Writes a folder: for each patient the study as DICOM, masks of bones and lesions, and truth.json; \
            and cohort.csv for all. The same seed gives the same bytes. An interrupted run goes on where it stopped.

            Example: bonescan simulate --patients 2 --seed 7 --out cohort
            Example: bonescan simulate --patients 1 --index 13 --seed 7 --out thirteenth
            Example: bonescan simulate --patients 1 --referral prostate-cancer --metastases 1 --artefacts none \
            --out case
            Example: bonescan simulate --view chest --counts 1000k --patients 156 --mean --out chests
            """)

    @Option(help: "How many patients.")
    var patients: Int

    @Option(
        help:
            "The number of the first one; patient 13 is the same in every cohort of the same seed and settings."
    )
    var index = 1

    @Option(help: "The same seed gives the same patients.")
    var seed: UInt64 = 1

    @Option(
        help: """
            Of the whole body, or spot views of the chest: 256 x 256 pixels of 2.46 mm, window of 15 %, both heads \
            standing still.
            """)
    var view = ScannedView.wholeBody

    @Option(help: "How many counts each view of the chest is expected to have. (default: 1000k)")
    var counts: Counts?

    @OptionGroup var output: FolderArguments
    @OptionGroup var people: PeopleArguments
    @OptionGroup var camera: CameraArguments
    @OptionGroup var simulator: SimulatorArguments

    @Option(help: "Both views as frames of one file, or a file for each.")
    var layout = CohortPlan.Layout.frames

    @Flag(help: "Also write the mean counts before noise, mean.safetensors.")
    var mean = false

    func validate() throws {
        guard patients >= 1 else { throw ValidationError("--patients must be at least 1, not \(patients)") }
        guard index >= 1, index <= 1_000_000, patients <= 1_000_000 else {
            throw ValidationError(
                "--index \(index), --patients \(patients): patients are numbered from 1 to 1000000")
        }
        if view == .chest {
            guard camera.speed == nil else {
                throw ValidationError(
                    "--speed is of whole-body scans; the bed stands still for views of the chest")
            }
            try people.artefacts.checkOccurInChestViews()
        } else if counts != nil {
            throw ValidationError(
                "--counts is of views of the chest (--view chest); whole-body scans have what --activity and --speed "
                    + "give")
        }
        do { _ = try plan() } catch let error as PhantomError { throw ValidationError("\(error)") }
    }

    func run() throws {
        let plan = try plan()
        let interruption = Interruption()
        defer { interruption.end() }
        let skeleton = try simulator.skeleton()
        let cohort = Cohort(plan, skeleton: skeleton, software: software, version: version)
        let file = (name: Cohort.planFile, data: try cohort.planData())
        let folder = try NewFolder(output.url, plan: file, overwriting: output.force)
        let missing = cohort.missing(in: folder)
        let done = patients - missing.count
        if folder.isContinued { note("going on: \(done) of \(patients) patients are there") }

        let progress = WorkProgress("patients", of: patients, done: done)
        let isWhole: Bool
        do {
            isWhole = try cohort.make(
                missing, in: folder, workers: simulator.workers, shouldStop: { interruption.isRequested },
                advance: { progress.advance() })
        } catch {
            progress.finish()
            throw Unfinished(reason: error)
        }
        progress.finish()
        guard isWhole else {
            note("stopped; the same command goes on from here")
            throw ExitCode(interruption.exitStatus)
        }
        try folder.publish()
        print(folder.url.appending(path: "cohort.csv").path)
    }

    private struct Unfinished: Error, CustomStringConvertible {
        let reason: any Error
        var description: String {
            "\(reason)\nWhole patients are kept: when that is mended, such as by making room, the same command goes on "
                + "from there."
        }
    }

    private func plan() throws -> CohortPlan {
        var plan = try CohortPlan(
            seed: seed, indices: index...index + patients - 1, ages: people.ages,
            bedSpeedCentimetresPerMinute: camera.bedSpeeds)
        try people.apply(to: &plan)
        try camera.apply(to: &plan)
        if view == .chest {
            plan.chest = try counts.map { try ChestView(presetCounts: $0.number) } ?? ChestView()
        }
        plan.layout = layout
        plan.keepsMean = mean
        return plan
    }
}

extension CohortPlan.Layout: ExpressibleByArgument {}

/// What of the patients is scanned.
enum ScannedView: String, ExpressibleByArgument, CaseIterable {
    case wholeBody = "whole-body"
    case chest
}
