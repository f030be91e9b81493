import Foundation
public import Scintigraphy
public import Training

/// A view that a segmenter learns from, or is judged by, with what simulation knows of it.
public struct LabelledView: Sendable {
    /// Who was scanned.
    public let patient: String
    /// The part of the cohort that the patient belongs to.
    public let part: Part
    /// Ready to be seen.
    let view: PreparedView
    /// The class of bone in each pixel of the matrix, as ``BoneClass`` numbers them; `nil` where it is not known.
    let bones: [UInt8]?
    /// 1 where a lesion lies, likewise.
    let foci: [UInt8]?

    /// A view as it was acquired, with masks of its size where there are any. Throws where it holds no counts, or a mask
    /// has a label that is no bone's.
    public init(
        patient: String, part: Part, image: CountImage, regions: LabelImage?, lesions: LabelImage?,
        in matrix: BackboneInput
    ) throws {
        (self.patient, self.part) = (patient, part)
        let prepared = try matrix.prepared(image)
        view = prepared
        bones = try regions.map { prepared.labels(of: try $0.boneClasses(), in: matrix) }
        foci = lesions.map { prepared.labels(of: $0, in: matrix).map { $0 > 0 ? 1 : 0 } }
    }
}

/// The views of a cohort with their labels, and who was left out.
public struct LabelledViewSet: Sendable {
    /// In the order of the cohort's table.
    public let views: [LabelledView]
    /// Whose files could not be read, or hold no counts.
    public let skipped: [SkippedPatient]

    /// Reads all views of the patients for training and for validation. With a matrix of 512×128 a view takes 0.4 MB.
    ///
    /// - Parameters:
    ///   - cohort: whole-body scans, simulated or not; labels are taken where they are.
    ///   - split: the part of each patient; those without, and those for the test, are not read.
    ///   - matrix: what each view is fitted into.
    ///   - fiveCrops: whether of the views for training five crops are.
    ///   - unreadable: what to do where a patient's files cannot be read.
    ///   - workers: how many patients are read at a time.
    ///   - progress: told after each patient how many are done.
    /// - Throws: where a patient is refused, or nobody can be read.
    public init(
        _ cohort: CohortFolder, split: PatientSplit, matrix: BackboneInput, fiveCrops: Bool = false,
        unreadable: UnreadablePatients = .skipped, workers: Int = 2,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws {
        let patients = cohort.patients.filter { split[$0.name].map { $0 != .test } ?? false }
        let (scans, skipped) = try cohort.read(
            patients, unreadable: unreadable, workers: workers, progress: progress
        ) { scan in
            let part = split[scan.patient.name] ?? .training
            return try scan.views(cropped: fiveCrops && part == .training).map {
                image, regions, lesions in
                try LabelledView(
                    patient: scan.patient.name, part: part, image: image, regions: regions, lesions: lesions,
                    in: matrix)
            }
        }
        (views, self.skipped) = (scans.flatMap(\.self), skipped)
    }
}

extension [LabelledView] {
    /// A digest of all views with their patients, parts, counts and kinds of labels.
    var fingerprint: String {
        let lines = map { view in
            "\(view.patient) \(view.part) \(view.view.image.total) \(view.bones != nil) \(view.foci != nil)\n"
        }
        return SHA256.digest(of: Data(lines.joined().utf8))
    }
}

extension PatientScan {
    /// The views with their masks of bones and lesions; crops of them, but those without a count.
    fileprivate func views(cropped: Bool) -> [(CountImage, LabelImage?, LabelImage?)] {
        let views = scan.images.map { image in
            (
                image, regions?.first { $0.view == image.view }, lesions?.first { $0.view == image.view }
            )
        }
        guard cropped else { return views }
        return views.flatMap { image, regions, lesions in
            FiveCrop.allCases.map { crop in (crop(image), regions.map { crop($0) }, lesions.map { crop($0) })
            }
            .filter { $0.0.total > 0 }
        }
    }
}

extension PreparedView {
    /// What a mask of the view as acquired says in each pixel of the matrix, row by row; 0 outside of the view.
    func labels(of mask: LabelImage, in matrix: BackboneInput) -> [UInt8] {
        let (place, side) = (place(of: matrix), Double(binning(of: mask.rows, mask.columns)))
        return (0..<matrix.rows).flatMap { row in
            (0..<matrix.columns).map { column in
                let down = Int(((place.top + Double(row) * place.step + 0.5) * side).rounded(.down))
                let right = Int(((place.left + Double(column) * place.step + 0.5) * side).rounded(.down))
                guard (0..<mask.rows).contains(down), (0..<mask.columns).contains(right) else { return 0 }
                return mask.labels[down * mask.columns + right]
            }
        }
    }

    /// How many rows and columns of the view as acquired, of so many, were added up.
    func binning(of rows: Int, _ columns: Int) -> Int {
        max(1, min(rows / image.rows, columns / image.columns))
    }
}
