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

            Example: bonescan read scan.dcm --out report
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

    func run() throws {
        let folder = output.url(for: input, suffix: "-report")
        try Reading.checkDestination(folder, overwriting: output.force)
        let source = try input.readWithSource()
        let earlier = try prior.isEmpty ? nil : DICOMScan(prior.map { URL(filePath: $0) })
        let reading = try ScanReader(software: software).read(
            source.scan, sources: source.sources, models: models(for: source.scan), settings: settings,
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
        if !written.leftOut.isEmpty { throw ExitCode.failure }
    }

    private var settings: ReadingSettings {
        var settings = ReadingSettings()
        (settings.restores, settings.triesFewerCounts, settings.seed) = (restore, trial, seed)
        return settings
    }

    /// The models that are found; a folder that the user names must be one.
    private func models(for scan: BoneScan) throws -> ReadingModels {
        do {
            try loadTorch()
            return ReadingModels(try place.folder(), for: scan.images.map(\.view))
        } catch {
            guard place.models == nil, ProcessInfo.processInfo.environment["BONESCAN_MODELS"] == nil else {
                throw error
            }
            return ReadingModels(without: "\(error)")
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
