import DICOM
import Foundation
import Scintigraphy
import TestSupport

/// Results about scans of every layout, with regions, foci and numbers of no one's.
struct MadeResults {
    static let model = ResultModel(
        name: "u-net", architecture: "U-Net of 5 levels", hash: String(repeating: "0a1b", count: 16))

    let source: DICOMScan
    let origin: ResultOrigin
    let bones, foci: SegmentationObject

    init(_ files: [URL], created: Date? = nil) throws {
        source = try DICOMScan(files)
        origin = try ResultOrigin(source, softwareVersion: "0.9.0", created: created)
        bones = SegmentationObject(
            label: "BONES", description: "Bones of the scan", segments: Self.boneSegments,
            views: Self.stripes(source, labels: 13), model: Self.model)
        let origin = origin
        foci = SegmentationObject(
            label: "HOT_SPOTS", description: "Hot spots",
            segments: (1...3).map { Self.hotSpot($0, of: origin) },
            views: Self.spots(source), model: Self.model)
    }

    init(_ source: Source, in folder: URL) throws { try self.init(try source.files(in: folder)) }

    /// A copy of Fixtures' two-frame scan, or NM1, or a file for each view, or a scan that was simulated.
    enum Source: String, CaseIterable, Sendable {
        case nm1, twoFrames, twoFiles, implicit, lossy, simulated

        func files(in folder: URL) throws -> [URL] {
            switch self {
            case .nm1: return [TestSupport.nm1]
            case .twoFrames: return [scan("two-frames")]
            case .twoFiles: return [scan("posterior"), scan("anterior")]
            case .implicit: return [scan("two-frames-implicit")]
            case .lossy:
                let data = "venv/lib/python3.11/site-packages/pydicom/data/test_files"
                return [installed("\(data)/JPEG-lossy.dcm")]
            case .simulated:
                let file = folder.appending(path: "simulated.dcm")
                var made = SimulatedScans.random(seed: 41, factsPresent: true)
                // An odd matrix, so that frames do not end where bytes do.
                let pixels = (0..<37 * 19).map { Float($0 % 50) }
                made = BoneScan(
                    images: View.allCases.map {
                        CountImage(
                            rows: 37, columns: 19, pixels: pixels, view: $0, spacing: made.images[0].spacing)
                    }, acquisition: made.acquisition)
                try SimulatedImage(made, identity: ["results"], softwareVersion: "0.9.0")
                    .write(to: file, overwriting: true)
                return [file]
            }
        }
    }

    static let boneSegments: [Segment] = [
        ("skull", CodedConcept.skull), ("cervical spine", .cervicalSpine), ("clavicles", .clavicle),
        ("scapulae", .scapula), ("humeri", .humerus), ("sternum", .sternum), ("ribs", .rib),
        ("thoracic spine", .thoracicSpine), ("lumbar spine", .lumbarSpine), ("sacrum", .sacrum),
        ("pelvis", .pelvis), ("femora", .femur), ("other bones", .otherBones),
    ].enumerated().map { index, bone in
        Segment(
            label: bone.0, category: .anatomicalStructure, type: bone.1,
            colour: RGB(red: UInt8(index * 19), green: UInt8(255 - index * 17), blue: 128))
    }

    static func hotSpot(_ number: Int, of origin: ResultOrigin) -> Segment {
        Segment(
            label: "Hot spot \(number)", category: .function, type: .hotSpot, site: .rib,
            laterality: number == 1 ? nil : .left,
            tracking: origin.tracking("Hot spot \(number)", facts: [model.hash]),
            colour: RGB(red: 220, green: 20, blue: 20))
    }

    /// Labels from head to foot, without the third: that one has no pixel anywhere.
    static func stripes(_ scan: DICOMScan, labels: Int) -> [LabelledFrame] {
        scan.scan.images.map { image in
            let labelled = (0..<image.rows * image.columns).map { pixel -> UInt8 in
                let label = pixel / image.columns * labels / image.rows + 1
                return label == 3 || pixel % image.columns % 5 == 0 ? 0 : UInt8(label)
            }
            return LabelledFrame(
                LabelImage(rows: image.rows, columns: image.columns, labels: labelled, view: image.view))
        }
    }

    /// The first in all views, the second in the anterior one, the third in the posterior one.
    static func spots(_ scan: DICOMScan) -> [LabelledFrame] {
        scan.scan.images.map { image in
            var segments = [UInt16](repeating: 0, count: image.rows * image.columns)
            for row in 2..<7 { segments[row * image.columns + 4] = 1 }
            for column in 6..<11 {
                segments[9 * image.columns + column] = image.view == .anterior ? 2 : 3
            }
            return LabelledFrame(image.view, rows: image.rows, columns: image.columns, segments: segments)
        }
    }

    /// What is said of the whole scan and of each hot spot.
    func report(of segmentation: ResultObject) -> MeasurementReport {
        let views = source.scan.images.map(\.view)
        let whole = MeasurementGroup(
            origin.tracking("Whole scan"), site: .entireBody, views: views,
            measurements: [
                Measurement(.boneScanIndex, 1.25, in: .percent, interval: 0.75...2.5),
                Measurement(.hotSpotCount, 3, in: .noUnits),
                Measurement(.probabilityAbnormal, 0.875, in: .noUnits),
                Measurement(.probabilityMalignant, 0.625, in: .noUnits),
            ])
        let findings = foci.segments.enumerated().compactMap { index, segment -> MeasurementGroup? in
            let seen = foci.views.filter { $0.segments.contains(UInt16(index + 1)) }.map(\.view)
            guard let tracking = segment.tracking, !seen.isEmpty else { return nil }
            return MeasurementGroup(
                tracking, finding: .hotSpot, site: segment.site, laterality: segment.laterality, views: seen,
                segment: ReferencedSegment(segmentation.reference, number: index + 1),
                measurements: [
                    Measurement(.area, 2.5 + Double(index), in: .squareCentimetres),
                    Measurement(.contrast, 3.5, in: .ratio),
                    Measurement(.probability, 0.75, in: .noUnits),
                    Measurement(.probabilityMalignant, 0.1 + 0.2, in: .noUnits),
                ],
                evaluations: [
                    Evaluation(.estimatedVertebra, "T7"),
                    Evaluation(.exclusion, "lies in the bladder – at 5 × “noise”"),
                ])
        }
        return MeasurementReport(
            models: [Self.model, ResultModel(name: "abnormal", architecture: "ResNet50V2", hash: "ffee")],
            whole: whole, findings: findings, comments: ["The posterior view was assumed."])
    }

    static let pdf = Data("%PDF-1.4\n%€ odd\n%%EOF".utf8)

    /// All four objects, written to `folder`.
    func write(to folder: URL) throws -> [URL] {
        let segmented = try origin.object(foci)
        let objects = [
            ("bones", try origin.object(bones)), ("foci", segmented),
            ("report", try origin.object(report(of: segmented))),
            ("pdf", try origin.object(EncapsulatedPDF(Self.pdf, title: "Bone scan report"))),
        ]
        return try objects.map { name, object in
            let file = folder.appending(path: "\(name).dcm")
            try object.write(to: file, overwriting: true)
            return file
        }
    }
}
