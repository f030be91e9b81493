public import Figures
public import Foundation
public import Scintigraphy
import Torch
import Training

/// What a folder of segmented views says of itself: segmentation.json.
public struct SegmentationRecord: Encodable, Sendable {
    /// The file's name.
    public static let file = "segmentation.json"

    let notice = "Research use only; not for diagnosis."
    let software, model, sha256: String
    /// The digest of the file that the backbone came from, where there is one.
    let backbone: String?
    let scan: [String]
    /// The digest of each view's counts, 32-bit numbers row by row: the scan itself, whatever its files are called.
    let countsSHA256: [String: String]
    /// In what the scan is unlike those that the model learnt from.
    public let cautions: [String]
    let input: SegmenterInput
    /// The field that labels were refined by, if any.
    let field: FullyConnectedCRF?
    /// What the greys of bones-VIEW.png mean.
    let bones: [String: String]?
    /// The bone that each grey of clusters-VIEW.png agrees with best, where one does.
    let clusters: [String: String]?
    /// From which probability on a pixel is called a focus.
    let focusThreshold: Double?
    /// Whether the probabilities are there, too.
    let probabilities: Bool
    /// What is told of each focus; `nil` until it is, and where the model knows none.
    public var foci: [DescribedFocus]?

    /// - Parameters:
    ///   - segmenter: the model.
    ///   - scan: what is segmented.
    ///   - files: where it was read from.
    ///   - software: the program that does it.
    ///   - field: what refines labels.
    ///   - probabilities: whether they are written.
    public init(
        _ segmenter: any ViewSegmenter, of scan: BoneScan, files: [URL], software: String,
        field: FullyConnectedCRF?, probabilities: Bool
    ) {
        self.software = software
        self.scan = files.map(\.lastPathComponent)
        countsSHA256 = Dictionary(
            uniqueKeysWithValues: scan.images.map { image in
                (image.view.rawValue, SHA256.digest(of: image.pixels.withUnsafeBytes { Data($0) }))
            })
        cautions = scan.images.flatMap(\.cautions)
        (self.field, self.probabilities) = (field, probabilities)
        (model, sha256, input) = (segmenter.name, segmenter.hash, segmenter.input)
        backbone = segmenter.facts["backbone"]
        let names = ["background"] + BoneClass.allCases.map(\.rawValue) + ["other bones"]
        func named(_ labels: some Sequence<(Int, Int?)>) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: labels.compactMap { grey, label in label.map { ("\(grey)", names[$0]) }
                })
        }
        bones = segmenter.knowsBones ? named(names.indices.map { ($0, $0) }) : nil
        clusters = segmenter.clusterClasses.map { named($0.enumerated().map { ($0, $1) }) }
        focusThreshold = segmenter.focusThreshold
    }

    /// The same bytes for the same facts.
    public func data() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Takes the place of the plan and, where foci are told, leaves foci.csv beside it; the last of what is written.
    public func write(to folder: NewFolder) throws {
        if let foci { try folder.write(Data(DescribedFocus.table(foci).csv.utf8), to: "foci.csv") }
        try folder.write(data(), to: Self.file)
    }
}

extension SegmentedView {
    /// Writes the view's masks into a folder and, where they are wanted, the probabilities as safetensors of `clusters`,
    /// `bones` (classes×rows×columns) and `foci` (rows×columns).
    public func write(to folder: NewFolder, withProbabilities: Bool) throws {
        let masks = [("clusters", clusterMask), ("bones", boneMask), ("foci", focusMask)]
        for case (let name, let mask?) in masks {
            try folder.write(mask.png(), to: "\(name)-\(view.rawValue).png")
        }
        guard withProbabilities else { return }
        var tensors: [String: Tensor] = [:]
        for case (let name, let found?) in [("clusters", clusters), ("bones", bones)] {
            tensors[name] = Tensor(found.values, shape: [found.classes, found.rows, found.columns])
        }
        tensors["foci"] = foci.map { Tensor($0, shape: [rows, columns]) }
        try SafeTensors.write(
            tensors, to: folder.place(of: "probabilities-\(view.rawValue).safetensors"))
    }
}
