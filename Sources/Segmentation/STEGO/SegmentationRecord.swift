public import Figures
public import Foundation
import Scintigraphy
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
    let input: SegmenterInput
    /// The field that labels were refined by, if any.
    let field: FullyConnectedCRF?
    /// What the greys of bones-VIEW.png mean.
    let bones: [String: String]?
    /// The bone that each grey of clusters-VIEW.png agrees with best, where one does.
    let clusters: [String: String]?
    /// From which probability on a pixel is called a focus.
    let focusThreshold: Double?

    /// - Parameters:
    ///   - segmenter: the model.
    ///   - scan: the files that are segmented.
    ///   - software: the program that does it.
    ///   - field: what refines labels.
    public init(
        _ segmenter: any ViewSegmenter, of scan: [URL], software: String, field: FullyConnectedCRF?
    ) {
        self.software = software
        self.scan = scan.map(\.lastPathComponent)
        self.field = field
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
