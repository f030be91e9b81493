import ArgumentParser
import DICOM
import Foundation
import Reading
import Scintigraphy
import Torch

struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract:
            "Reads a scan from file to report: quality, restoration, classification, hot spots, Bone Scan Index.",
        discussion: """
            Research use only: no diagnosis. Writes report.html, report.pdf and report.json, and the results as DICOM \
            objects in the folder dicom beside them: bones and hot spots as segmentations, measurements as a structured \
            report, the report as a PDF and, where counts are low, the restored scan. Models that are missing are done \
            without, and the report says so.

            A folder, and all folders in it, may hold many studies: then each gets a folder of its own, and readings.csv a \
            row for each. A study that cannot be read stops no other. What is there is not read again: an interrupted run \
            goes on where it stopped.

            Example: bonescan read scan.dcm --out report
            Example: bonescan read archive --out readings
            Example: bonescan read scan.dcm --restore --timings --out restored
            """)

    @OptionGroup var input: ScanArguments
    @OptionGroup var output: NamedOutputArguments
    @OptionGroup var place: ModelFolderArguments

    @Option(
        parsing: .upToNextOption,
        help: "An earlier study of the same patient, to compare with: its files or folder.",
        completion: .file())
    var prior: [String] = []

    @Flag(help: "Restore the scan though it has counts enough.")
    var restore = false

    @Flag(help: "Also try what a fifth of the counts would have shown.")
    var trial = false

    @Flag(help: "Print how long each stage took.")
    var timings = false

    @Option(
        help: ArgumentHelp("Send the results to a DICOM node.", valueName: "AET@host:port"),
        transform: { try StorageDestination($0) })
    var push: StorageDestination?

    @Option(help: "From which all random numbers follow.")
    var seed: UInt64 = 1

    @Option(help: "How many studies of a folder are read at a time; by default one for each processor core.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard workers >= 1 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    }

    func run() throws {
        guard input.areFolders else { return try readStudy { try input.readWithSource() } }
        let search = try StudySearch(input.files, leavingOut: Reading.isResult)
        if let leftOut = search.leftOut { note(leftOut) }
        if search.studies.count == 1 {
            try readStudy { try search.studies[0].read() }
        } else {
            try readCohort(search.studies)
        }
    }

    private func readStudy(_ files: () throws -> DICOMScan) throws {
        let folder = output.url(for: input, suffix: "-report")
        try Reading.checkDestination(folder, overwriting: output.force)
        let source = try files()
        let earlier = try prior.isEmpty ? nil : DICOMScan(prior.map { URL(filePath: $0) })
        let reading = try ScanReader(software: software).read(
            source.scan, sources: source.sources,
            models: modelPlace().models(for: source.scan.images.map(\.view)), settings: settings,
            prior: earlier.map { ($0.scan, $0.sources) }, at: .now)
        let written = try reading.write(
            to: folder, of: source, version: version, overwriting: output.force)
        for line in reading.report.summary { print(line) }
        if timings {
            for stage in reading.report.stages {
                print("\(stage.name): \(stage.seconds.formatted(.number.precision(.fractionLength(2)))) s")
            }
        }
        print(folder.appending(path: "report.html").path)
        for sentence in written.leftOut { note(sentence) }
        if let push { try send(written.files, to: push) }
        let isCompared = prior.isEmpty || reading.report.findings.comparison != nil
        if !written.leftOut.isEmpty || !isCompared { throw ExitCode.failure }
    }

    var settings: ReadingSettings {
        var settings = ReadingSettings()
        (settings.restores, settings.triesFewerCounts, settings.seed) = (restore, trial, seed)
        return settings
    }

    /// Where models are found; a folder that the user names must be one.
    func modelPlace() throws -> ModelPlace {
        do {
            try loadTorch()
            return .folder(try place.folder())
        } catch {
            guard place.models == nil, ProcessInfo.processInfo.environment["BONESCAN_MODELS"] == nil else {
                throw error
            }
            return .none("\(error)")
        }
    }

    /// Throws where not everything has been stored. The report is there all the same.
    private func send(_ files: [URL], to node: StorageDestination) throws {
        let results: [StoreResult]
        do { results = try node.send(files: files) } catch {
            note(
                "\(error); nothing was sent: check the node, then send the files of the folder dicom, or read again with "
                    + "--force")
            throw ExitCode.failure
        }
        for result in results { note(result.sentence) }
        if !results.allSatisfy(\.isStored) { throw ExitCode.failure }
    }
}

/// The folder of the models, or why they are done without.
enum ModelPlace {
    case folder(ModelFolder)
    case none(String)

    func models(for views: [View]) -> ReadingModels {
        switch self {
        case .folder(let folder): ReadingModels(folder, for: views)
        case .none(let reason): ReadingModels(without: reason)
        }
    }
}
