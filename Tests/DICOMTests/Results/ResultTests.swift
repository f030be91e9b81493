import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// What a result says of itself, and what is refused.
@Suite struct ResultTests {
    @Test func sameContentGivesSameBytes() throws {
        try withTemporaryFolder { folder in
            func bytes(_ name: String, created: Date? = nil) throws -> [Data] {
                let inside = folder.appending(path: name)
                try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
                let made = try MadeResults([scan("two-frames")], created: created)
                return try made.write(to: inside).map { try Data(contentsOf: $0) }
            }
            let first = try bytes("first")
            #expect(try bytes("second") == first)
            let later = try bytes("later", created: Date(timeIntervalSince1970: 1_795_000_000))
            #expect(zip(first, later).allSatisfy { $0 != $1 })
            #expect(later.allSatisfy { $0.range(of: Data("2026".utf8)) != nil })
        }
    }

    /// Each object has an identity of its own, and series are not shared.
    @Test func identitiesDiffer() throws {
        let made = try MadeResults([scan("two-frames")])
        let foci = try made.origin.object(made.foci)
        let others = [
            try made.origin.object(made.bones), try made.origin.object(made.report(of: foci)),
            try made.origin.object(EncapsulatedPDF(MadeResults.pdf, title: "Report")),
            try made.origin.object(EncapsulatedPDF(MadeResults.pdf, title: "Another")),
        ].map(\.reference)
        #expect(Set((others + [foci.reference]).map(\.sopInstanceUID)).count == 5)
        // The PDFs share theirs.
        #expect(Set((others + [foci.reference]).map(\.seriesInstanceUID)).count == 4)
        #expect(others.allSatisfy { $0.sopInstanceUID.wholeMatch(of: /2\.25\.[1-9][0-9]{30,38}/) != nil })
    }

    @Test func trackingIsOfTheScanAndTheFinding() throws {
        let origin = try MadeResults([scan("two-frames")]).origin
        let spot = origin.tracking("Hot spot 1", facts: ["row 3"])
        #expect(spot == origin.tracking("Hot spot 1", facts: ["row 3"]))
        let others = [
            origin.tracking("Hot spot 2", facts: ["row 3"]), origin.tracking("Hot spot 1", facts: ["row 4"]),
            try MadeResults([nm1]).origin.tracking("Hot spot 1", facts: ["row 3"]),
        ]
        #expect(Set((others + [spot]).map(\.uid)).count == 4)
    }

    /// 300 hot spots are more than 8 bits can number.
    @Test func threeHundredHotSpotsAreNumbered() throws {
        try withTemporaryFolder { folder in
            let made = try MadeResults([nm1])
            let image = made.source.scan.images[0]
            var segments = [UInt16](repeating: 0, count: image.rows * image.columns)
            for number in 1...300 { segments[number * 512] = UInt16(number) }
            let view = LabelledFrame(.anterior, rows: image.rows, columns: image.columns, segments: segments)
            let many = SegmentationObject(
                label: "HOT_SPOTS", description: "Hot spots",
                segments: (1...300).map { MadeResults.hotSpot($0, of: made.origin) }, views: [view],
                model: MadeResults.model)
            let file = folder.appending(path: "many.dcm")
            try made.origin.object(many).write(to: file)
            #expect(try Data(contentsOf: file).count > 300 * image.pixels.count / 8)
            #expect(throws: Never.self) { try made.origin.object(made.report(of: made.origin.object(many))) }
        }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sentence: String
        let change: @Sendable (MadeResults) -> SegmentationObject

        init(
            _ name: String, _ sentence: String,
            _ change: @escaping @Sendable (MadeResults) -> SegmentationObject
        ) {
            (testDescription, self.sentence, self.change) = (name, sentence, change)
        }

        static func segmentation(_ segments: [Segment], _ views: [LabelledFrame]) -> SegmentationObject {
            SegmentationObject(
                label: "BONES", description: "Bones", segments: segments, views: views,
                model: MadeResults.model)
        }
    }

    static let refusals = [
        Refusal("no pixel of a segment", "no pixel belongs to a segment") { made in
            let blank = made.bones.views.map {
                LabelledFrame(
                    $0.view, rows: $0.rows, columns: $0.columns, segments: $0.segments.map { _ in 0 })
            }
            return Refusal.segmentation(made.bones.segments, blank)
        },
        Refusal("no view", "no pixel belongs to a segment") { Refusal.segmentation($0.bones.segments, []) },
        Refusal("no segment", "0 segments, and from 1 to 65535") { Refusal.segmentation([], $0.bones.views) },
        Refusal("too many segments", "65536 segments") { made in
            Refusal.segmentation(
                Array(repeating: made.bones.segments[0], count: 65_536), made.bones.views)
        },
        Refusal("number without a segment", "has the number 13, and there are 12 segments") {
            Refusal.segmentation($0.bones.segments.dropLast(), $0.bones.views)
        },
        Refusal("another size", "the mask of the anterior view has 2 × 3 pixels, the scan") {
            Refusal.segmentation(
                $0.bones.segments,
                [LabelledFrame(.anterior, rows: 2, columns: 3, segments: [1, 0, 0, 0, 0, 0])])
        },
    ]

    @Test(arguments: refusals)
    func isRefused(_ refusal: Refusal) throws {
        let made = try MadeResults([scan("two-frames")])
        let error = try #require(throws: DICOMError.self) {
            _ = try made.origin.object(refusal.change(made))
        }
        #expect(error.description.contains(refusal.sentence), "\(error)")
        #expect(error.description.contains("two-frames.dcm"))
    }

    @Test func whatIsNoNumberOrNoPDFIsRefused() throws {
        let made = try MadeResults([scan("two-frames")])
        let report = MeasurementReport(
            models: [],
            whole: MeasurementGroup(
                made.origin.tracking("Whole scan"), views: [.anterior],
                measurements: [Measurement(.boneScanIndex, .nan, in: .percent)]),
            findings: [])
        let noNumber = try #require(throws: DICOMError.self) { _ = try made.origin.object(report) }
        #expect(noNumber.description.contains("a measurement of it is nan"))
        for data in [Data(), Data("<html>".utf8)] {
            let noPDF = try #require(throws: DICOMError.self) {
                _ = try made.origin.object(EncapsulatedPDF(data, title: "Report"))
            }
            #expect(noPDF.description.contains("no PDF"))
        }
    }

    @Test func changedAndLostSourcesAreRefused() throws {
        try withTemporaryFolder { folder in
            let copy = folder.appending(path: "source.dcm")
            try FileManager.default.copyItem(at: scan("anterior"), to: copy)
            let source = try DICOMScan([copy])
            let object = try ResultOrigin(source, softwareVersion: "0.9.0").object(
                EncapsulatedPDF(MadeResults.pdf, title: "Report"))
            func refusal(_ body: () throws -> Void) throws -> String {
                try #require(throws: DICOMError.self, performing: body).description
            }
            #expect(try refusal { try object.write(to: copy, overwriting: true) }.contains("the scan itself"))
            let taken = folder.appending(path: "taken.dcm")
            try Data("mine".utf8).write(to: taken)
            #expect(try refusal { try object.write(to: taken) }.contains("exists already"))
            #expect(
                try refusal { try object.write(to: folder.appending(path: "no/where.dcm")) }
                    .contains("cannot be written"))
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                    "source.dcm", "taken.dcm",
                ])

            func origin() throws { _ = try ResultOrigin(source, softwareVersion: "0.9.0") }
            try FileManager.default.removeItem(at: copy)
            #expect(try refusal(origin).contains("does not exist"))
            try FileManager.default.copyItem(at: scan("posterior"), to: copy)
            #expect(try refusal(origin).contains("has changed since it was read"))
        }
    }

    /// Text of any length and kind from a caller fits what the standard allows.
    @Test(.tags(.peer), .enabled(if: Peer.has("dciodvfy"), "dicom3tools is not installed"))
    func longAndOddTextFits() throws {
        try withTemporaryFolder { folder in
            let odd = String(repeating: "Ünter\\den\u{7}Linden ", count: 2000)
            let made = try MadeResults([nm1])
            let model = ResultModel(name: odd, architecture: odd, hash: odd)
            var spot = MadeResults.hotSpot(1, of: made.origin)
            spot.tracking = Tracking(identifier: odd, uid: "2.25.1")
            let image = made.source.scan.images[0]
            var segments = [UInt16](repeating: 0, count: image.pixels.count)
            segments[0] = 1
            let segmentation = SegmentationObject(
                label: "HOT_SPOTS", description: odd, segments: [spot],
                views: [
                    LabelledFrame(.anterior, rows: image.rows, columns: image.columns, segments: segments)
                ], model: model)
            let report = MeasurementReport(
                models: [model],
                whole: MeasurementGroup(
                    spot.tracking!, views: [.anterior],
                    measurements: [Measurement(.boneScanIndex, 1e-30 / 3, in: .percent)],
                    evaluations: [Evaluation(.comment, odd)]), findings: [], comments: [odd])
            let objects = [
                try made.origin.object(segmentation), try made.origin.object(report),
                try made.origin.object(EncapsulatedPDF(MadeResults.pdf, title: odd)),
            ]
            for object in objects {
                let file = folder.appending(path: "odd.dcm")
                try object.write(to: file, overwriting: true)
                let errors = try Peer.run("dciodvfy", file.path).split(separator: "\n")
                    .filter { $0.hasPrefix("Error") }
                #expect(errors.isEmpty, "\(errors)")
            }
        }
    }

    /// A name in a character set that nobody stated stays as it is, byte for byte.
    @Test func unreadableNamesStay() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "unstated.dcm")
            var bytes = try Data(contentsOf: scan("two-frames"))
            let name = Data("M".utf8 + [0xFC] + "ller^J".utf8 + [0xF6] + "rg".utf8)
            let stated = try #require(bytes.range(of: Data("ISO_IR 100".utf8)))
            bytes.replaceSubrange(stated, with: Data("ISO_IR 6  ".utf8))
            #expect(bytes.range(of: name) != nil)
            try bytes.write(to: file)
            for result in try MadeResults([file]).write(to: folder) {
                let written = try Data(contentsOf: result)
                #expect(written.range(of: name) != nil)
                #expect(written.range(of: Data("ISO_IR 192".utf8)) == nil)
                #expect(written.range(of: Data("–".utf8)) == nil)
            }
        }
    }
}
