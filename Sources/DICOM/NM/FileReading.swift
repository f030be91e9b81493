import Foundation
import Scintigraphy

/// The views of one file with their pixels, and what a reader must be told of them.
struct FileReading {
    private(set) var images: [CountImage] = []
    private(set) var sources: [ViewSource] = []
    private(set) var remarks: [Remark]

    init(_ file: NMFile, views: [Candidate]) throws(DICOMError) {
        let frames = try file.frames()
        let scale = try CountScale(file.dataSet, of: file.url)
        let spacing = PixelSpacing(file.dataSet)
        var shown: [Int: [Float]] = [:]
        var sum = 0.0
        var minimum = Double.infinity
        for frame in 0..<file.layout.frames {
            let values = frames.values(frame)
            var (total, least) = (Int64(0), values.first ?? 0)
            for value in values {
                total &+= value
                least = min(least, value)
            }
            sum += Double(total) * scale.slope + scale.intercept * Double(values.count)
            minimum = min(minimum, scale.counts(least))
            if views.contains(where: { $0.choice.frame == frame }) {
                shown[frame] =
                    scale.isIdentity ? values.map { Float($0) } : values.map { Float(scale.counts($0)) }
            }
        }
        let meaning: PixelMeaning
        (meaning, remarks) = file.meaning(scale: scale, sum: sum, minimum: minimum)
        remarks =
            views.map(\.choice.decision.remark) + file.simulationRemarks + file.derivationRemarks + remarks
        if spacing == nil {
            let stated = file.dataSet.text(.pixelSpacing)
            let defect = stated.map { "is “\($0)”, no size of a pixel" } ?? "is missing"
            remarks.append(
                Remark(.warning, "\(Tag.pixelSpacing) \(defect): nothing can be measured in millimetres."))
        }
        for candidate in views {
            let image = CountImage(
                rows: file.layout.rows, columns: file.layout.columns,
                pixels: shown[candidate.choice.frame] ?? [],
                view: candidate.view, spacing: spacing, meaning: meaning)
            images.append(image)
            sources.append(ViewSource(candidate, image, hash: frames.hash(candidate.choice.frame)))
        }
    }
}

extension ViewSource {
    fileprivate init(_ candidate: Candidate, _ image: CountImage, hash: String) {
        let (file, choice) = (candidate.file, candidate.choice)
        self.init(
            view: candidate.view, viewEvidence: choice.decision.evidence,
            isViewAssumed: choice.decision.isAssumed,
            file: file.url, frame: choice.frame + 1, energyWindow: choice.energyWindow,
            detector: choice.detector,
            sopClassUID: file.dataSet.text(.sopClassUID), sopInstanceUID: file.dataSet.text(.sopInstanceUID),
            transferSyntax: file.transferSyntax, imageType: file.imageType,
            bitsAllocated: file.layout.bitsAllocated, bitsStored: file.layout.bitsStored,
            isSigned: file.layout.isSigned, maximum: image.pixels.max() ?? 0,
            pixelHash: hash)
    }
}

extension PixelSpacing {
    /// Pixel Spacing, where it has two numbers that can be distances.
    fileprivate init?(_ dataSet: borrowing DataSet) {
        let numbers = dataSet.texts(.pixelSpacing).compactMap(Double.init)
        let plausible = 0.01...100.0
        guard numbers.count == 2, numbers.allSatisfy(plausible.contains) else { return nil }
        self.init(rowMillimetres: numbers[0], columnMillimetres: numbers[1])
    }
}
