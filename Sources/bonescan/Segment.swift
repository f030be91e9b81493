import ArgumentParser
import Figures
import Foundation
import Reading
import Scintigraphy
import Segmentation
import Torch

struct Segment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: "Tells what each pixel of a scan shows, by a trained segmenter.",
        discussion: """
            Research use only; not for diagnosis. Writes a folder: for each view clusters-VIEW.png, an 8-bit PNG whose \
            grey is the cluster, where the model knows clusters, and where it has learnt from labels bones-VIEW.png and \
            foci-VIEW.png; segmentation.png, the scan with all of them over it; foci.csv, what is told of each focus: bone, \
            side, vertebra (estimated), area, contrast; and segmentation.json, which says the same and what the labels mean. \
            Prints a line a focus.

            Example: bonescan segment scan.dcm --out segmented
            Example: bonescan segment scan.dcm --model run/best.safetensors --out segmented
            """)

    /// The model that is asked where none is named: it tells the most.
    private static let shipped = "u-net"

    @OptionGroup var input: ScanArguments

    @Option(
        help:
            "The weights, as `train segmenter` or `train unet` leaves them, in the place of the shipped U-Net's.",
        completion: .file())
    var model: String?

    @OptionGroup var place: ModelFolderArguments

    @OptionGroup var output: FolderArguments

    @Flag(help: "Let labels follow the edges of what is seen, by a fully connected CRF.")
    var crf = false

    @Flag(help: "Write the probabilities, too: probabilities-VIEW.safetensors.")
    var probabilities = false

    func run() throws {
        let scan = try input.read()
        try loadTorch()
        let file = try model.map { URL(filePath: $0) } ?? place.folder().weights(of: Self.shipped)
        let segmenter = try viewSegmenter(file: file)
        let field = crf ? FullyConnectedCRF() : nil
        var record = SegmentationRecord(
            segmenter, of: scan, files: input.files, software: software, field: field,
            probabilities: probabilities)
        let folder = try NewFolder(
            output.url, plan: (SegmentationRecord.file, try record.data()), overwriting: output.force)
        let segmented = try input.naming {
            try scan.images.map {
                try segmenter.segmentation(
                    of: $0, field: field, workers: ProcessInfo.processInfo.activeProcessorCount)
            }
        }
        for view in segmented { try view.write(to: folder, withProbabilities: probabilities) }
        record.foci = DescribedFocus.all(of: segmented, in: scan)
        let notes = ["model \(segmenter.name), weights SHA-256 \(segmenter.hash)"]
        try folder.write(
            Figure.segmentation(of: scan, segmented, foci: record.foci ?? [], notes: notes).data(as: .png),
            to: "segmentation.png")
        try record.write(to: folder)
        try folder.publish()
        for caution in record.cautions { print("caution: \(caution)") }
        for line in DescribedFocus.sentences(record.foci) { print(line) }
        print(folder.url.appending(path: "segmentation.png").path)
    }
}
