public import Foundation
import Scintigraphy

extension DICOMScan {
    /// Reads the views of one patient's study, as ``Scintigraphy/BoneScan/init(dicom:)`` does.
    public init(_ files: [URL]) throws(DICOMError) {
        let list = try FileList(files)
        guard let first = list.files.first else {
            throw DICOMError(URL(filePath: "."), "no files were given; name a DICOM file or a folder")
        }
        try list.files.checkSameStudy()
        var candidates = try Candidates(list.files)
        let chosen = try candidates.chosen()
        guard let main = chosen.first else {
            throw DICOMError(first.url, "holds no view; give whole-body views")
        }

        var images: [CountImage] = []
        var sources: [ViewSource] = []
        var remarks = list.remarks + candidates.remarks
        var counted: [Int] = []
        for file in list.files {
            let views = chosen.filter { $0.file === file }
            guard !views.isEmpty else { continue }
            let reading = try FileReading(file)
            remarks += reading.remarks(of: views, named: list.files.count > 1)
            counted += [file.dataSet.integer(.countsAccumulated)].compactMap(\.self)
            for candidate in views {
                let image = reading.image(candidate)
                images.append(image)
                sources.append(reading.source(candidate, image))
            }
        }
        var acquisition = Acquisition(main.file.dataSet, main.choice)
        acquisition.countsAccumulated = counted.isEmpty ? nil : counted.reduce(0, +)
        scan = BoneScan(images: images, acquisition: acquisition, remarks: remarks)
        self.sources = scan.images.compactMap { image in sources.first { $0.view == image.view } }
    }
}

/// A file's pixels as counts.
private struct FileReading {
    let file: NMFile
    let frames: Frames
    let scale: CountScale
    let spacing: PixelSpacing?
    let meaning: PixelMeaning
    private var remarks: [Remark]

    init(_ file: NMFile) throws(DICOMError) {
        self.file = file
        frames = try file.frames()
        scale = CountScale(file.dataSet)
        spacing = PixelSpacing(file.dataSet)
        var sum = 0.0
        var minimum = Double.infinity
        for frame in 0..<file.layout.frames {
            let values = frames.values(frame)
            sum += Double(values.reduce(0, +)) * scale.slope + scale.intercept * Double(values.count)
            minimum = min(minimum, scale.counts(values.min() ?? 0))
        }
        (meaning, remarks) = file.meaning(scale: scale, sum: sum, minimum: minimum)
        if spacing == nil {
            remarks.append(
                Remark(.warning, "\(Tag.pixelSpacing) is missing: nothing can be measured in millimetres."))
        }
    }

    func remarks(of views: [Candidate], named: Bool) -> [Remark] {
        let all = views.map(\.choice.decision.remark) + remarks
        return named ? all.map { Remark($0.severity, "\(file.url.lastPathComponent): \($0.text)") } : all
    }

    func image(_ candidate: Candidate) -> CountImage {
        CountImage(
            rows: file.layout.rows, columns: file.layout.columns,
            pixels: frames.values(candidate.choice.frame).map { Float(scale.counts($0)) },
            view: candidate.view, spacing: spacing, meaning: meaning)
    }

    func source(_ candidate: Candidate, _ image: CountImage) -> ViewSource {
        let digits = String(frames.hash(candidate.choice.frame), radix: 16)
        return ViewSource(
            view: candidate.view, viewEvidence: candidate.choice.decision.evidence,
            isViewAssumed: candidate.choice.decision.isAssumed, file: file.url,
            frame: candidate.choice.frame + 1,
            energyWindow: candidate.choice.energyWindow, detector: candidate.choice.detector,
            sopClassUID: file.dataSet.text(.sopClassUID), sopInstanceUID: file.dataSet.text(.sopInstanceUID),
            transferSyntax: file.transferSyntax, imageType: file.imageType,
            bitsAllocated: file.layout.bitsAllocated, bitsStored: file.layout.bitsStored,
            isSigned: file.layout.isSigned, maximum: image.pixels.max() ?? 0,
            pixelHash: String(repeating: "0", count: 16 - digits.count) + digits)
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
