import ArgumentParser
import Figures
import Foundation
import Scintigraphy
import Training

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a cohort, as every other command takes it, out of a folder of pictures.",
        discussion: """
            The folder has an images.csv (columns patient, anterior, posterior, and what cohort.csv is to say besides), or \
            the whole-body folders of BS-80K, or names such as p1-anterior.png. Grey PNG of 16 bits are taken for counts; \
            8 bits and JPEG are displays, good for classifiers but not for quantification.

            Example: bonescan import pictures --spacing 2.4 --out cohort
            """)

    @Argument(help: "The folder of pictures.", completion: .directory)
    var folder: String

    @Option(help: "The size of a pixel in millimetres; without it nothing can be measured in millimetres.")
    var spacing: Double?

    @OptionGroup var output: FolderArguments

    @Option(help: "How many patients are imported at a time; by default one for each processor core.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    @Flag(help: "Stop at a patient who cannot be imported, rather than leave that patient out.")
    var strict = false

    func validate() throws {
        if let spacing, !(0.01...100).contains(spacing) {
            throw ValidationError("--spacing must be 0.01 to 100 mm, not \(spacing)")
        }
        guard workers >= 1 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    }

    func run() throws {
        let interruption = Interruption()
        defer { interruption.end() }
        let collection = try PictureCollection(URL(filePath: folder))
        let work = CohortImport(
            collection, spacing: spacing.map { PixelSpacing(rowMillimetres: $0, columnMillimetres: $0) },
            software: software, version: version)
        let target = try NewFolder(
            output.url, plan: (CohortImport.planFile, try work.planData()), overwriting: output.force)
        let progress = WorkProgress("patients", of: collection.patients.count)
        let outcome = try work.make(
            in: target, unreadable: strict ? .refused : .skipped, workers: workers,
            shouldStop: { interruption.isRequested }, advance: { progress.advance() })
        progress.finish()
        guard let outcome else {
            note("stopped; nothing is kept")
            throw ExitCode(interruption.exitStatus)
        }
        try target.publish()
        tell(outcome)
        print(target.url.appending(path: CohortFolder.tableName).path)
    }

    private func tell(_ outcome: CohortImport.Outcome) {
        for patient in outcome.skipped { note("left out \(patient.name): \(patient.reason)") }
        note("\(outcome.imported) patients imported; \(outcome.skipped.count) left out")
        if outcome.answered < outcome.imported {
            note("of \(outcome.imported - outcome.answered) it is not known whether they are abnormal")
        }
        if outcome.displays > 0 {
            note("\(outcome.displays) of them have displays, not counts: not for quantification")
        }
        if spacing == nil {
            note("without --spacing nothing can be measured in millimetres, and filters have no width")
        }
    }
}
