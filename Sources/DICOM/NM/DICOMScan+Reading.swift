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
        var counted: [Int?] = []
        var frames = 0
        for file in list.files {
            let views = chosen.filter { $0.file === file }
            guard !views.isEmpty else { continue }
            let reading = try FileReading(file, views: views)
            images += reading.images
            sources += reading.sources
            let name = list.files.count > 1 ? "\(file.url.lastPathComponent): " : ""
            remarks += reading.remarks.map { Remark($0.severity, name + $0.text) }
            counted.append(file.dataSet.statedCounts)
            frames += file.layout.frames
        }
        var acquisition = Acquisition(main.file.dataSet, main.choice)
        acquisition.countsAccumulated = counted.contains(nil) ? nil : counted.compactMap(\.self).reduce(0, +)
        acquisition.frames = frames
        scan = BoneScan(images: images, acquisition: acquisition, remarks: remarks)
        self.sources = scan.images.compactMap { image in sources.first { $0.view == image.view } }
    }
}
